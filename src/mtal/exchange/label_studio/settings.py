"""The settings of a Label Studio project: one control for each entry that a batch has."""

from __future__ import annotations

from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from mtal.exchange.batch import Batch
from mtal.exchange.marks import WORD
from mtal.tasks import TASKS
from mtal.tasks.layers import capital, shape, spans_of
from mtal.tasks.shapes import ARROWED, Shape

HEADS = "Heads: an arrow from each head to its word; label the root's word with its relation"
COLOURS = ("#1f77b4", "#d95f02", "#2ca02c", "#9467bd", "#8c564b", "#e377c2", "#7f7f7f", "#bcbd22", "#17becf", "#c00000")
NO_LABEL = "(no label yet: add yours in the settings)"
"""What stands where a label set is empty: the tool refuses a control without labels."""
ROOM = "padding-top: 3em; line-height: 3"
"""For arrows, which the tool draws above the words that they join."""


def settings(batch: Batch) -> str:
    """The labelling configuration, as XML."""
    view = Element("View")
    SubElement(view, "Header", value="Asked: $asked", size="5")
    relations = _relations(batch)
    around = SubElement(view, "View", style=ROOM) if relations else view
    SubElement(around, "Text", name="text", value="$text", granularity="word")
    for layer in batch.layers():
        SubElement(view, "Header", value=_title(layer), size="5")
        _control(view, layer, batch)
    if relations:
        _children(SubElement(view, "Relations"), "Relation", relations)
    ElementTree.indent(view)
    return ElementTree.tostring(view, encoding="unicode") + "\n"


def _title(layer: str) -> str:
    """What stands above the control of an entry."""
    if shape(layer) is Shape.TREE:
        return HEADS
    ends = f"{TASKS[spans_of(layer)].places} and " if shape(layer) is Shape.PAIRS else ""
    return capital(ends + TASKS[layer].wanted)


def _control(view: Element, layer: str, batch: Batch) -> None:
    if shape(layer) is Shape.CHOICES:
        control = SubElement(view, "Choices", name=layer, toName="text", choice="multiple", showInline="true")
        _children(control, "Choice", batch.label_set(layer) or [NO_LABEL])
        return
    control = SubElement(view, "Labels", name=layer, toName="text")
    for place, element in enumerate(_children(control, "Label", _span_labels(layer, batch) or [NO_LABEL])):
        element.set("background", COLOURS[place % len(COLOURS)])


def _span_labels(layer: str, batch: Batch) -> list[str]:
    """The labels of an entry's spans."""
    labels = batch.label_set(spans_of(layer))
    return list(dict.fromkeys([WORD, *labels])) if shape(layer) is Shape.TREE else labels


def _relations(batch: Batch) -> list[str]:
    """The labels of arrows; those of all entries are in one list, as the tool has it."""
    drawn = [layer for layer in batch.layers() if shape(layer) in ARROWED]
    return list(dict.fromkeys(name for layer in drawn for name in batch.label_set(layer)))


def _children(parent: Element, kind: str, names: list[str]) -> list[Element]:
    return [SubElement(parent, kind, value=name) for name in names]
