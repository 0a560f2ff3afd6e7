"""`python -m mtal report`: the tables of the paper from the sweeps' experiments that are there."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from functools import cache
from pathlib import Path

from mtal.cli.compare import read_run
from mtal.errors import UserError
from mtal.files import whole_text
from mtal.study.finished import Finished
from mtal.study.sweeps import places
from mtal.tables.report import sheets
from mtal.tables.results import Measured, gather
from mtal.tables.sheets import FORMATS


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
    texts, measured = list[str](), cache(_measured)  # sweeps share cells
    for name in dict.fromkeys(args.names):
        results = gather(name, args.scale, places([name], args.scale, root), measured)
        texts.append(write(name, sheets(results)))
    text = beginning + ("" if args.format == "csv" else "\n").join(texts)
    if args.output is None:
        print(text, end="")
    else:
        with whole_text(args.output) as file:
            file.write(text)
    return 0


def _measured(finished: Finished) -> Measured:
    found = read_run(finished.revision, lambda path, _: finished.text(path))
    return Measured(found.table, found.main)
