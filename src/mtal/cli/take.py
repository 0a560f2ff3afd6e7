"""`python -m mtal take`: labels that come back from annotators, onto our own words."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from mtal.cli.writing import writing
from mtal.errors import InputError, UserError
from mtal.exchange import Batch, Fault, read_batch, take_in
from mtal.exchange.agreeing import labelled
from mtal.exchange.folder import RECORD, tools_of

MOST = 5
"""Sentences that are named."""


def add_arguments(parser: ArgumentParser) -> None:
    """The arguments of `take`."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="what the tool exports")
    parser.add_argument("--annotator", metavar="NAME", help="who answered, where the files don't tell")
    parser.add_argument(
        "--new-labels", action="append", default=[], metavar="TASK", help="take labels of this task that are new, too"
    )
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="OUT",
        help="outside a project: the first FILE is the folder that `batch` wrote, and the labelled sentences are "
        "written to OUT, .jsonl or .conllu",
    )


def run(args: Namespace) -> int:
    """Take all that can be taken; tell what is missing and what can't be taken, with exit status 1."""
    if args.files[0].is_dir():
        return _from_folder(args, args.files[0], args.files[1:])
    if args.output:
        raise UserError(
            f"{args.files[0]}: no folder; with -o the first is the folder that `python -m mtal batch` wrote"
        )
    return _into_project(args)


def _into_project(args: Namespace) -> int:
    from mtal.project.asked import read_annotations, write_annotations
    from mtal.project.options import read_options
    from mtal.project.taking import handed_out, take

    tool, asked = read_options().tool, read_annotations()
    found = take(asked, *handed_out(tool), tool, args.files, annotator=args.annotator, growing=args.new_labels)
    if found.asked != asked:
        write_annotations(found.asked)
    sentences = sum(bool(each.answers) for each in found.latest)
    _say_taken(sentences, len(found.latest), found.counts())
    if found.corrected:
        _say(f"{len(found.corrected)} corrected, the later answer counts", found.corrected)
    _say_rest(found.new_labels, found.waiting(), found.faults)
    return 1 if found.faults else 0


def _from_folder(args: Namespace, folder: Path, files: Sequence[Path]) -> int:
    from mtal.trained.writing import WRITERS, plain

    batch, tool = _record(folder)
    if not files:
        raise UserError(f"{folder}: give what the tool exports, too: python -m mtal take {folder} FILE")
    taken = take_in(batch, tool, files, annotator=args.annotator, growing=args.new_labels)
    ending = args.output.suffix.removeprefix(".") if args.output else "jsonl"
    if ending not in WRITERS:
        raise UserError(f"{args.output}: call it .jsonl or .conllu")
    with writing(args.output) as file:
        file.writelines(WRITERS[ending](sentence, plain(sentence)) for sentence in labelled(batch, taken.answers))
    items = {item.sentence.id: item for item in batch.items}
    pairs = {(answer.id, task) for answer in taken.answers for task in answer.tasks(items[answer.id])}
    _say_taken(len({name for name, _ in pairs}), len(batch.items), Counter(task for _, task in pairs))
    _say_rest(taken.new_labels, list(taken.unanswered), taken.faults)
    return 1 if taken.faults else 0


def _record(folder: Path) -> tuple[Batch, str]:
    found = tools_of(folder)
    if len(found) != 1:
        reason = "no batch there" if not found else f"several batches there, of {' and '.join(found)}; keep one"
        raise InputError(folder, None, f"{reason}; give the folder that `python -m mtal batch` wrote")
    return read_batch(folder / RECORD.format(found[0])), found[0]


def _say_taken(sentences: int, of: int, by_task: Mapping[str, int]) -> None:
    counts = ", ".join(f"{task} {count}" for task, count in by_task.items())
    print(f"{sentences} of {of} sentences taken" + f" ({counts})" * bool(counts), file=sys.stderr)


def _say_rest(new_labels: Mapping[str, Iterable[str]], waiting: Sequence[str], faults: Iterable[Fault]) -> None:
    """What is new, what nobody answered, and every fault on a line."""
    for task, names in new_labels.items():
        print(f"{task}: new labels: {', '.join(names)}", file=sys.stderr)
    if waiting:
        _say("not wholly labelled yet", waiting)
    for fault in faults:
        print(fault, file=sys.stderr)


def _say(what: str, names: Sequence[str]) -> None:
    more = f" and {len(names) - MOST} more" if len(names) > MOST else ""
    print(f"{what}: {', '.join(names[:MOST])}{more}", file=sys.stderr)
