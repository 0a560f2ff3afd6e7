"""`python -m mtal convert`: bracketed trees to deep dependencies."""

from __future__ import annotations

import os
import sys
import time
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from glob import glob
from itertools import islice
from pathlib import Path

from mtal.errors import InputError, UserError
from mtal.files import whole_text
from mtal.treebank import read_eventive_nouns
from mtal.treebank.bulk import (
    READERS,
    WRITERS,
    Batch,
    Options,
    Outcome,
    Source,
    batches,
    convert_batches,
    refuse_stripped,
)

ENDINGS: dict[str, tuple[str, ...]] = {
    "ptb": (".mrg", ".ptb", ".mrg.gz", ".ptb.gz"),
    "ontonotes": (".parse", ".parse.gz"),
    "conll2012": ("gold_conll", "auto_conll", "gold_conll.gz", "auto_conll.gz"),
}
STRIPPED = "the trees are stripped (no function tags, no empty elements): no subjects, copulas or relative pronouns"
SECONDS_BETWEEN_LINES = 10.0
PLACES_SHOWN = 3


def add_arguments(parser: ArgumentParser) -> None:
    """The arguments of `convert`."""
    parser.add_argument("inputs", nargs="+", metavar="IN", help="files, folders or globs")
    parser.add_argument("--format", required=True, choices=READERS, help="how the trees are written")
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
    sources = _distinct([source for given in args.inputs for source in _sources(given, args.format)])
    nouns = read_eventive_nouns(args.eventive_nouns) if args.eventive_nouns else None
    options = Options(args.to, nouns, args.ud)
    work = batches(sources, READERS[args.format])
    if args.stripped == "refuse":
        work = map(refuse_stripped, work)
    if args.to == "svg":
        return _draw(args, work, options)
    total = Outcome("")
    with whole_text(args.output) as file, closing(convert_batches(_warned(work), options, args.jobs)) as outcomes:
        for outcome in _shown(outcomes):
            file.write(outcome.text)
            _add(total, outcome)
        if not total.sentences:
            raise UserError("; ".join(["no sentence could be converted", *_skip_lines(total)]))
    print("\n".join(_summary(total, args.output)))
    return 0


def _sources(given: str, form: str) -> list[Source]:
    """The files that an argument stands for, sorted; names are relative to the folder."""
    paths = [Path(found) for found in sorted(glob(given, recursive=True))] if not os.path.exists(given) else [Path(given)]
    found = []
    for path in paths:
        files = [path] if path.is_file() else [file for file in sorted(path.rglob("*")) if _has_ending(file, form)]
        found += [Source(file, _name(file, path)) for file in files]
    if not found:
        reason = f"no file here ends in {' or '.join(ENDINGS[form])}" if paths else "no such file or folder"
        raise InputError(given, None, reason)
    return found


def _has_ending(file: Path, form: str) -> bool:
    return file.is_file() and file.name.endswith(ENDINGS[form])


def _name(file: Path, given: Path) -> str:
    relative = file.relative_to(given) if file != given else Path(file.name)
    return relative.with_name(relative.name.removesuffix(".gz").rsplit(".", 1)[0]).as_posix()


def _distinct(sources: list[Source]) -> list[Source]:
    """Each file once; names that stand for several files get their folder's name before them."""
    by_path = {source.path.resolve(): source for source in sources}
    times = Counter(source.name for source in by_path.values())
    return [
        source if times[source.name] == 1 else Source(source.path, f"{path.parent.name}/{source.name}")
        for path, source in by_path.items()
    ]


def _warned(work: Iterable[Batch]) -> Iterator[Batch]:
    """The batches, with one warning where the first stripped one comes."""
    warned = False
    for batch in work:
        if batch.stripped and not warned:
            warned = True
            print(f"{batch.source.path}: warning: {STRIPPED}", file=sys.stderr)
        yield batch


def _shown(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """The outcomes, with a bar on a terminal and a line now and then elsewhere."""
    bar = None
    if sys.stderr.isatty():
        from tqdm import tqdm

        bar = tqdm(desc="converted", unit=" sentences")
    done, said = 0, time.monotonic()
    for outcome in outcomes:
        yield outcome
        done += outcome.sentences
        if bar is not None:
            bar.update(outcome.sentences)
        elif time.monotonic() - said > SECONDS_BETWEEN_LINES:
            said = time.monotonic()
            print(f"converted {done:,} sentences", file=sys.stderr, flush=True)
    if bar is not None:
        bar.close()


def _add(total: Outcome, outcome: Outcome) -> None:
    total.sentences += outcome.sentences
    total.tokens += outcome.tokens
    total.labels.update(outcome.labels)
    total.skips += outcome.skips


def _summary(total: Outcome, output: Path) -> list[str]:
    labels = sorted(total.labels.items(), key=lambda item: (-item[1], item[0]))
    return [
        f"{output}: {total.sentences:,} sentences, {total.tokens:,} tokens",
        "labels: " + ", ".join(f"{label} {count:,}" for label, count in labels),
        *_skip_lines(total),
    ]


def _skip_lines(total: Outcome) -> list[str]:
    """One line for each reason, with the first places."""
    lines = []
    for reason, count in Counter(reason for reason, _ in total.skips).most_common():
        places = list(islice((place for why, place in total.skips if why == reason), PLACES_SHOWN))
        more = ", ..." if count > len(places) else ""
        lines.append(f"skipped {count:,}: {reason} ({', '.join(places)}{more})")
    return lines


def _draw(args: Namespace, work: Iterable[Batch], options: Options) -> int:
    """`--to svg`: one sentence, tree above, arcs below."""
    from mtal.treebank.svg import picture

    trees = (tree for batch in _warned(work) for tree in batch.trees)
    tree = next(islice(trees, max(0, args.sentence), None), None)
    if tree is None or args.sentence < 0:
        raise UserError(f"there is no tree number {args.sentence} in the input")
    with whole_text(args.output) as file:
        file.write(picture(tree, eventive_nouns=options.eventive_nouns))
    print(f"{args.output}: {len(tree.tokens)} tokens")
    return 0
