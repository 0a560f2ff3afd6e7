"""`python -m mtal take`: labels that come back from annotators, onto our own words."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections import Counter
from pathlib import Path

from mtal.cli.batch import RECORD
from mtal.cli.writing import writing
from mtal.errors import InputError, UserError
from mtal.exchange import FORMATS, Batch, Taken, read_batch, take_in
from mtal.exchange.agreeing import labelled

MOST = 5
"""Unanswered sentences that are named."""


def add_arguments(parser: ArgumentParser) -> None:
    """The arguments of `take`."""
    parser.add_argument("batch", type=Path, metavar="BATCH", help="the folder that `batch` wrote")
    parser.add_argument("files", nargs="+", metavar="FILE", help="what the tool exports")
    parser.add_argument("--annotator", metavar="NAME", help="who answered, where the files don't tell")
    parser.add_argument(
        "--new-labels", action="append", default=[], metavar="TASK", help="take labels of this task that are new, too"
    )
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="sentences as .jsonl or .conllu; else printed"
    )


def run(args: Namespace) -> int:
    """Write the sentences that were answered; tell what is missing and what can't be taken, with exit status 1."""
    from mtal.trained.writing import WRITERS, plain

    batch, tool = _record(args.batch)
    taken = take_in(batch, tool, args.files, annotator=args.annotator, growing=args.new_labels)
    ending = args.output.suffix.removeprefix(".") if args.output else "jsonl"
    if ending not in WRITERS:
        raise UserError(f"{args.output}: call it .jsonl or .conllu")
    with writing(args.output) as file:
        file.writelines(WRITERS[ending](sentence, plain(sentence)) for sentence in labelled(batch, taken.answers))
    _report(batch, taken)
    return 1 if taken.faults else 0


def _record(folder: Path) -> tuple[Batch, str]:
    found = [tool for tool in FORMATS if (folder / RECORD.format(tool)).is_file()]
    if len(found) != 1:
        reason = "no batch there" if not found else f"several batches there, of {' and '.join(found)}; keep one"
        raise InputError(folder, None, f"{reason}; give the folder that `python -m mtal batch` wrote")
    return read_batch(folder / RECORD.format(found[0])), found[0]


def _report(batch: Batch, taken: Taken) -> None:
    """How much was taken, what is new, what nobody answered, and every fault on a line."""
    items = {item.sentence.id: item for item in batch.items}
    pairs = {(answer.id, task) for answer in taken.answers for task in answer.tasks(items[answer.id])}
    by_task = Counter(task for _, task in pairs)
    sentences = len({name for name, _ in pairs})
    counts = ", ".join(f"{task} {count}" for task, count in by_task.items())
    print(f"{sentences} of {len(batch.items)} sentences taken" + f" ({counts})" * bool(counts), file=sys.stderr)
    for task, names in taken.new_labels.items():
        print(f"{task}: new labels: {', '.join(names)}", file=sys.stderr)
    if taken.unanswered:
        names = [*taken.unanswered]
        more = f" and {len(names) - MOST} more" if len(names) > MOST else ""
        print(f"not wholly labelled yet: {', '.join(names[:MOST])}{more}", file=sys.stderr)
    for fault in taken.faults:
        print(fault, file=sys.stderr)
