"""`python -m mtal convert`: bracketed trees to deep dependencies."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

from mtal.cli.bulk import (
    TREE_FORMATS,
    WRITERS,
    Chunk,
    ConversionOptions,
    Converted,
    chunks,
    convert_chunks,
    refuse_stripped,
)
from mtal.cli.writing import writing
from mtal.corpora.sources import named_sources
from mtal.errors import UserError
from mtal.progress import Progress
from mtal.treebank import read_eventive_nouns
from mtal.treebank.soundness import LOST, STRIPPED

PLACES_SHOWN = 3


def add_arguments(parser: ArgumentParser) -> None:
    """The arguments of `convert`."""
    parser.add_argument("inputs", nargs="+", metavar="IN", help="files, folders or globs")
    parser.add_argument("--format", required=True, choices=TREE_FORMATS, help="how the trees are written")
    parser.add_argument("--to", required=True, choices=[*WRITERS, "svg"], help="what to write; svg: one sentence")
    parser.add_argument("-o", "--output", required=True, type=Path, metavar="OUT", help="the file to write")
    parser.add_argument("--eventive-nouns", type=Path, metavar="FILE", help="one noun a line, instead of the own list")
    parser.add_argument("--stripped", choices=("warn", "refuse"), default="warn", help="on trees without function tags")
    parser.add_argument("--ud", action="store_true", help="names of Universal Dependencies for the relations (lossy)")
    parser.add_argument("--jobs", type=_positive, default=1, metavar="N", help="processes (1)")
    parser.add_argument("--sentence", type=int, default=0, metavar="N", help="svg: which tree of the input, from 0 (0)")


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"{text!r} is not a number of processes; 1 or more")
    return int(text)


def run(args: Namespace) -> int:
    """Convert everything, write it whole, and print a summary."""
    form = TREE_FORMATS[args.format]
    sources = named_sources(args.inputs, form.files)
    nouns = read_eventive_nouns(args.eventive_nouns) if args.eventive_nouns else None
    options = ConversionOptions(args.to, nouns, args.ud)
    work = chunks(sources, form.read)
    if args.stripped == "refuse":
        work = map(refuse_stripped, work)
    if args.to == "svg":
        return _draw(args, work, options)
    with closing(convert_chunks(_warned(work), options, args.jobs)) as outcomes:
        total = _write(args.output, _shown(outcomes))
    print("\n".join(_summary(total, args.output)))
    return 0


def _write(output: Path, outcomes: Iterable[Converted]) -> Converted:
    """Write the text of all outcomes as they come; what was in them, added up."""
    total = Converted("")
    with writing(output) as file:
        for outcome in outcomes:
            file.write(outcome.text)
            total.sentences += outcome.sentences
            total.tokens += outcome.tokens
            total.labels.update(outcome.labels)
            total.skips += outcome.skips
        if not total.sentences:
            raise UserError("; ".join(["no sentence could be converted", *_skip_lines(total)]))
    return total


def _warned(work: Iterable[Chunk]) -> Iterator[Chunk]:
    """The chunks, with one warning where the first stripped one comes."""
    warned = False
    for chunk in work:
        if chunk.stripped and not warned:
            warned = True
            print(f"{chunk.source.path}: warning: {STRIPPED}, which can't give {LOST}", file=sys.stderr)
        yield chunk


def _shown(outcomes: Iterable[Converted]) -> Iterator[Converted]:
    """The outcomes, with a bar on a terminal and a line now and then elsewhere."""
    with Progress().bar("converted", total=None) as bar:
        for outcome in outcomes:
            yield outcome
            bar.advance(outcome.sentences)


def _summary(total: Converted, output: Path) -> list[str]:
    labels = sorted(total.labels.items(), key=lambda item: (-item[1], item[0]))
    return [
        f"{output}: {total.sentences:,} sentences, {total.tokens:,} tokens",
        "labels: " + ", ".join(f"{label} {count:,}" for label, count in labels),
        *_skip_lines(total),
    ]


def _skip_lines(total: Converted) -> list[str]:
    """One line for each reason, with the first places."""
    lines = []
    for reason, count in Counter(reason for reason, _ in total.skips).most_common():
        places = list(islice((place for why, place in total.skips if why == reason), PLACES_SHOWN))
        more = ", ..." if count > len(places) else ""
        lines.append(f"skipped {count:,}: {reason} ({', '.join(places)}{more})")
    return lines


def _draw(args: Namespace, work: Iterable[Chunk], options: ConversionOptions) -> int:
    """`--to svg`: one sentence, tree above, arcs below."""
    from mtal.treebank.writing.svg import picture

    trees = (tree for chunk in _warned(work) for tree in chunk.trees)
    tree = next(islice(trees, max(0, args.sentence), None), None)
    if tree is None or args.sentence < 0:
        raise UserError(f"there is no tree number {args.sentence} in the input")
    with writing(args.output) as file:
        file.write(picture(tree, eventive_nouns=options.eventive_nouns))
    print(f"{args.output}: {len(tree.tokens)} tokens")
    return 0
