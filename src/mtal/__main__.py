"""`python -m mtal COMMAND`: what users run outside the pipeline."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper

from mtal import __version__
from mtal.errors import UserError

COMMANDS = {
    "batch": "sentences for annotators, in the format of their tool",
    "check": "read a corpus and report counts and every problem",
    "compare": "show experiments side by side, by round and averaged over seeds",
    "convert": "turn constituency trees into dependencies",
    "export": "write a trained model as a folder that needs nothing else",
    "predict": "what a trained model finds in text of yours",
    "questions": "the paper's questions, with its answers and those of the cells that are kept",
    "rank": "the order in which a strategy would have your sentences annotated",
    "rehearse": "play a project's annotators with gold labels, to see what choosing would have saved",
    "report": "tables and figures of the paper, or one page, from the experiments that are there",
    "start": "make a project: a folder in which people annotate text, round by round",
    "sweep": "run the experiments of a table or figure that are missing",
    "take": "labels that come back from annotators, onto the words that were handed out",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status: 0, or 1 after a mistake of the user's, told in one line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # file names and words that the terminal can't show
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    parser = ArgumentParser(prog="mtal", description="Multi-task active learning: corpora and experiments.")
    parser.add_argument("--version", action="version", version=f"mtal {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, summary in COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=summary)
        if name in arguments[:1]:  # each command's own imports wait until it is asked for
            module = import_module(f"mtal.cli.{name}")
            module.add_arguments(command)
            command.set_defaults(run=module.run)
    args = parser.parse_args(arguments)
    try:
        status = args.run(args)
        sys.stdout.flush()
        return status
    except UserError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:  # `mtal check … | head` has seen enough; Python would complain again when it ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


if __name__ == "__main__":
    sys.exit(main())
