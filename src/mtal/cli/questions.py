"""`python -m mtal questions`: the paper's questions, its answers, and those of the cells that are kept in files."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from mtal.cli.report import measured
from mtal.errors import UserError
from mtal.files import whole_text
from mtal.questions.page import page
from mtal.questions.paper import QUESTIONS
from mtal.study.kept import kept
from mtal.study.sweeps import places
from mtal.tables.results import Results, gather


def add_arguments(parser: ArgumentParser) -> None:
    """The arguments of `questions`."""
    parser.add_argument("--scale", default="cpu", help="cpu (small, the default), paper, or another of the sweeps")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write it there instead of printing it")


def run(args: Namespace) -> int:
    """Print or write the page."""
    root = Path()
    if not (root / "conf" / "config.yaml").is_file():
        raise UserError("conf/config.yaml is missing; run this in the project's folder")
    text = reproduction(root, args.scale)
    if args.output is None:
        print(text, end="")
    else:
        with whole_text(args.output) as file:
            file.write(text)
    return 0


def reproduction(root: Path, scale: str) -> str:
    """The page of what is kept in files, the same in every clone: experiments have no say until they are kept."""
    cells = kept(root)

    def results(name: str) -> Results:
        return gather(name, scale, places([name], scale, root, cells), measured)

    return page(scale, results, QUESTIONS)
