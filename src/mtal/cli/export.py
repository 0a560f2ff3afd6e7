"""`python -m mtal export`: a trained model as a folder that needs nothing else."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path


def add_arguments(parser: ArgumentParser) -> None:
    """The arguments of `export`."""
    parser.add_argument("model", type=Path, metavar="MODEL", help="the folder of a round's model: data/rounds/N/model")
    parser.add_argument("-o", "--output", required=True, type=Path, metavar="FOLDER", help="the folder to write")


def run(args: Namespace) -> int:
    """Export, and say how large it is."""
    from mtal.trained.export import CARD, export

    export(args.model, args.output)
    size = sum(file.stat().st_size for file in args.output.iterdir())
    print(f"{args.output}: {size / 1e6:,.1f} MB; its {CARD} is the model card")
    return 0
