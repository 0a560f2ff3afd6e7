"""`python -m mtal check`: read a corpus, count what it holds, and tell of every fault."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from mtal.corpora.build import split_rule
from mtal.corpora.formats import FORMATS, corpus_files
from mtal.corpora.layers import Layers
from mtal.corpora.report import ReadingReport

COUNTS = ("documents", "sentences", "tokens", "entities", "relations")


def add_arguments(parser: ArgumentParser) -> None:
    """The arguments of `check`."""
    parser.add_argument("paths", nargs="+", type=Path, metavar="IN", help="files or folders of one corpus")
    parser.add_argument("--format", required=True, choices=FORMATS, help="how the files are written")


def run(args: Namespace) -> int:
    """Read all; counts go to standard output, faults (`FILE:LINE: reason`) to standard error. 1 if there is a fault."""
    report, layers = ReadingReport(keep_going=True), Layers()
    form = FORMATS[args.format]
    for root, file in corpus_files(args.paths, args.format, report=report):
        with report.faults():
            sentences = form.read(file, report=report)
            for _ in layers.counted(sentences, split_rule("names", root)(file), form.tasks):
                pass
    for problem in report.problems:
        print(problem, file=sys.stderr)
    print(summary(report, layers))
    return 1 if report.problems else 0


def summary(report: ReadingReport, layers: Layers) -> str:
    """The counts of `report` in a few lines, and those of the splits that the files' names tell."""
    counts = [f"{report.counts[name]:,} {name}" for name in COUNTS if report.counts[name]]
    lines = [", ".join(counts) or "no sentence"]
    if layers.labelled:
        lines.append(f"labels: {layers.total()}")
    lines += layers.lines()
    lines += [f"note: {reason}: {times:,}" for reason, times in sorted(report.notes.items())]
    lines.append(f"problems: {len(report.problems):,}" if report.problems else "no problems")
    return "\n".join(lines)
