"""`python -m mtal report`: the tables of the paper from the sweeps' experiments that are there."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from functools import cache
from pathlib import Path

import pandas as pd

from mtal.cli.compare import read_run
from mtal.errors import UserError
from mtal.files import whole_text
from mtal.study.repository import text_at
from mtal.study.sweeps import places
from mtal.tables.report import sheets
from mtal.tables.results import Measured, Result, gather
from mtal.tables.sheets import FORMATS
from mtal.tables.tallies import read_tally


def add_arguments(parser: ArgumentParser) -> None:
    """The arguments of `report`."""
    parser.add_argument("names", nargs="+", metavar="NAME", help="sweeps: files of conf/sweep, such as table5")
    parser.add_argument("--scale", default="cpu", help="cpu (small, the default), paper, or another of the file")
    parser.add_argument("--format", choices=FORMATS, default="markdown", help="default: markdown")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write it there instead of printing it")


def run(args: Namespace) -> int:
    """Print or write the tables of each sweep."""
    root = Path()
    if not (root / "conf" / "config.yaml").is_file():
        raise UserError("conf/config.yaml is missing; run this in the project's folder")
    beginning, write = FORMATS[args.format]
    texts = []
    for name in dict.fromkeys(args.names):
        results = gather(name, args.scale, places([name], args.scale, root), _measured)
        texts.append(write(name, sheets(results, _tally)))
    text = beginning + ("" if args.format == "csv" else "\n").join(texts)
    if args.output is None:
        print(text, end="")
    else:
        with whole_text(args.output) as file:
            file.write(text)
    return 0


@cache  # sweeps share cells
def _measured(revision: str) -> Measured:
    found = read_run(revision, lambda path, commit: text_at(Path(), commit, path))
    return Measured(found.table, found.main)


def _tally(result: Result) -> pd.DataFrame | None:
    return _read_tally(result.revision, int(result.measured.table.index[-1]))


_read_tally = cache(read_tally)
