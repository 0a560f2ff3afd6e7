"""A hand-made file of each format, below `tests/data`."""

from __future__ import annotations

from pathlib import Path

OWN = Path(__file__).parents[1] / "data"
TALE = OWN / "ontonotes/annotations/nw/tale/00/tale_0001"
SAMPLES = {
    "conll2012": OWN / "columns/tale.gold_conll",
    "conllu": OWN / "columns/tale.conllu",
    "dygie": OWN / "lines/tale.json",
    "ontonotes": TALE.with_suffix(".parse"),
    "ptb": TALE.with_suffix(".parse"),
    "slots": OWN / "lines/train",
}
