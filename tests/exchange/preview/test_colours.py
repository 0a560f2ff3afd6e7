"""Colours of labels."""

from __future__ import annotations

from mtal.exchange import Batch
from mtal.exchange.preview.colours import COLOURS, Colours
from mtal.exchange.preview.document import STYLE
from support.annotated import LABELS


def test_labels_differ_across_tasks() -> None:
    colours = Colours(Batch("m", [], LABELS))
    found = [colours.of(task, label) for task in ("id", "sf", "ner", "ner_span", "re") for label in LABELS[task]]
    assert len(set(found)) == len(found) == 12
    assert colours.of("pos", "NN") == colours.of("ner", "unknown") == ""


def test_colours_come_again_where_labels_are_many() -> None:
    many = [f"L{i}" for i in range(COLOURS + 1)]
    colours = Colours(Batch("m", [], {"ner": many}))
    assert colours.of("ner", "L0") == colours.of("ner", many[-1]) == "c0"


def test_each_colour_is_in_the_style_sheet() -> None:
    style = STYLE.read_text(encoding="utf-8")
    assert all(f".c{place} {{" in style for place in range(COLOURS)) and f".c{COLOURS} " not in style
