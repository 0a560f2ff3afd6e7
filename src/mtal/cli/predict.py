"""`python -m mtal predict`: what a trained model finds in text."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from mtal.cli.writing import writing
from mtal.progress import Progress
from mtal.texts.segmentation import MANY
from mtal.trained.reading import INPUTS, RAW, read_files

OUTPUTS = ("jsonl", "conllu")
"""The keys of `mtal.trained.writing.WRITERS`, which needs torch; the first is the default."""


def add_arguments(parser: ArgumentParser) -> None:
    """The arguments of `predict`."""
    add_inputs(parser)
    parser.add_argument("--to", choices=OUTPUTS, help="what to write; default: by the output's ending, else jsonl")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write it there instead of printing it")


def add_inputs(parser: ArgumentParser) -> None:
    """The model, and the files that it is asked about."""
    parser.add_argument("model", type=Path, metavar="MODEL", help="the folder of a round's model, or an exported one")
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="text: a sentence a line, spaces between words; -: stdin"
    )
    add_formats(parser)


def add_formats(parser: ArgumentParser) -> None:
    """How the files are written."""
    said = f"how the files are written (default: by their endings); {RAW}: text that is still to be divided"
    parser.add_argument("--format", choices=INPUTS, help=said)
    parser.add_argument("--language", metavar="CODE", help=f"whose rules divide {RAW} text (default: {MANY}, of many)")


def run(args: Namespace) -> int:
    """Predict, stretch by stretch."""
    from mtal.trained.model import open_model
    from mtal.trained.writing import WRITERS

    read = read_files(args.files, args.format, args.language)
    model = open_model(args.model)
    say_unlearned(model.recipe.unlearned)
    write, count = WRITERS[args.to or _by_ending(args.output)], 0
    with writing(args.output) as file:
        for sentence, found in model.stream(read, Progress()):
            file.write(write(sentence, found))
            count += 1
    if args.output:
        print(f"{args.output}: {count:,} sentences, predicted for {', '.join(model.tasks)}")
    return 0


def say_unlearned(tasks: list[str]) -> None:
    """Tell of the tasks about which the model knows nothing."""
    for task in tasks:
        print(f"{task}: the model had no labels to learn it from", file=sys.stderr)


def _by_ending(output: Path | None) -> str:
    ending = output.name.removesuffix(".gz").rpartition(".")[2] if output else ""
    return ending if ending in OUTPUTS else OUTPUTS[0]
