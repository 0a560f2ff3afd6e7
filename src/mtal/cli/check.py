"""`python -m mtal check`: read a corpus, count what it holds, and tell of every fault."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from mtal.corpora.formats import FORMATS, read_corpus
from mtal.corpora.report import ReadingReport

COUNTS = ("documents", "sentences", "tokens", "entities", "relations")


def add_arguments(parser: ArgumentParser) -> None:
    """The arguments of `check`."""
    parser.add_argument("paths", nargs="+", type=Path, metavar="IN", help="files or folders of one corpus")
    parser.add_argument("--format", required=True, choices=FORMATS, help="how the files are written")


def run(args: Namespace) -> int:
    """Read all; counts go to standard output, faults (`FILE:LINE: reason`) to standard error. 1 if there is a fault."""
    report = ReadingReport(keep_going=True)
    for _ in read_corpus(args.paths, args.format, report=report):
        pass
    for problem in report.problems:
        print(problem, file=sys.stderr)
    print(summary(report))
    return 1 if report.problems else 0


def summary(report: ReadingReport) -> str:
    """The counts of `report` in a few lines."""
    counts = [f"{report.counts[name]:,} {name}" for name in COUNTS if report.counts[name]]
    lines = [", ".join(counts) or "no sentence"]
    if report.labelled:
        lines.append("labels: " + ", ".join(f"{task} on {n:,}" for task, n in sorted(report.labelled.items())))
    lines += [f"note: {reason}: {times:,}" for reason, times in sorted(report.notes.items())]
    lines.append(f"problems: {len(report.problems):,}" if report.problems else "no problems")
    return "\n".join(lines)
