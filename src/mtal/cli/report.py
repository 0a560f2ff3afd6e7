"""`python -m mtal report`: tables, figures and one page of sweeps, from the cells that are there."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from functools import cache
from pathlib import Path

from mtal.analysis.figures import check_kind
from mtal.analysis.panels import LABELS
from mtal.cli.compare import read_run
from mtal.errors import UserError
from mtal.files import whole_text
from mtal.page.document import document
from mtal.page.study import study
from mtal.pictures.drawing import write_all
from mtal.pictures.shipped import drawings
from mtal.study.beginning import cost_of_beginning
from mtal.study.finished import Finished
from mtal.study.sweeps import places
from mtal.tables.along import ALONG
from mtal.tables.report import sheets
from mtal.tables.results import Measured, Results, gather
from mtal.tables.sheets import FORMATS

PAGE = Path("report.html")

Read = Callable[[Finished], Measured]


def add_arguments(parser: ArgumentParser) -> None:
    """The arguments of `report`."""
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help="sweeps: files of conf/sweep, such as table5; none: a page of all"
    )
    parser.add_argument("--scale", default="cpu", help="cpu (small, the default), paper, or another of the file")
    parser.add_argument("--by", choices=ALONG, help="also scores along the way, by round or at equal spending")
    parser.add_argument(
        "--format", choices=[*FORMATS, "html"], help="default: markdown, without names html, which is one page"
    )
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help=f"write it there instead of printing it; a page: {PAGE}"
    )
    parser.add_argument(
        "--figure", type=Path, metavar="FILE", help="also draw the figure of a sweep: a name in .svg, .pdf or .png"
    )
    parser.add_argument("--against", choices=LABELS, default="labelled", help="x axis of learning curves in --figure")


def run(args: Namespace) -> int:
    """Print or write the tables of each sweep, draw its figure, or write the page."""
    root, read = Path(), cache(measured)  # sweeps share cells
    if not (root / "conf" / "config.yaml").is_file():
        raise UserError("conf/config.yaml is missing; run this in the project's folder")
    if args.figure:
        check_kind(args.figure)
        if len(args.names) != 1:
            raise UserError("--figure: name one sweep, such as figure4")
    if args.format == "html" or not (args.names or args.format):
        return _page(args, root, read)
    if not args.names:
        raise UserError(f"--format {args.format}: name sweeps, such as table5")
    found = [gather(name, args.scale, places([name], args.scale, root), read) for name in dict.fromkeys(args.names)]
    if args.figure:
        _draw(found[0], args.against, args.figure)
    _tables(found, args)
    return 0


def _tables(found: list[Results], args: Namespace) -> None:
    beginning, write = FORMATS[args.format or "markdown"]
    texts = [write(results.name, sheets(results, by=args.by)) for results in found]
    text = beginning + ("" if args.format == "csv" else "\n").join(texts)
    if args.output is None:
        print(text, end="")
    else:
        _write(args.output, text)


def _draw(results: Results, against: str, path: Path) -> None:
    found = drawings(results, against)
    if not found:
        raise UserError(f"--figure: nothing of {results.name} to draw has finished, or this machine hasn't got it")
    write_all(found, path)


def _page(args: Namespace, root: Path, read: Read) -> int:
    path = args.output or PAGE
    _write(path, document(study(args.names, args.scale, root, read)))
    print(f"{path}: open it in a browser")
    return 0


def _write(path: Path, text: str) -> None:
    with whole_text(path) as file:
        file.write(text)


def measured(finished: Finished) -> Measured:
    """What a finished cell's metrics say; `UserError` where they are of other parameters than its own."""
    found = read_run(finished.revision, lambda path, _: finished.text(path))
    beginning = cost_of_beginning(finished)
    table = found.table if beginning is None else found.table.assign(total=found.table["spent"] + beginning)
    return Measured(table, found.main)
