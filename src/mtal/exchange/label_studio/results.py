"""What the results of a Label Studio annotation mark: regions, choices, relations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mtal.corpora.bio import Span
from mtal.corpora.report import shown
from mtal.exchange import fields
from mtal.exchange.batch import Item
from mtal.exchange.faults import Unfit
from mtal.exchange.label_studio.settings import NO_LABEL
from mtal.exchange.marks import Marks
from mtal.exchange.text import from_utf16, words_between
from mtal.tasks.layers import shape
from mtal.tasks.shapes import ARROWED


def marks_of(layer: str, parts: list[dict[str, Any]], item: Item, *, wide: bool) -> Marks:
    """The marks of one entry among the results of an annotation; `Unfit` where one of them is no mark.

    `wide`: whether places are counted in UTF-16.
    """
    own = [part for part in parts if part.get("from_name") == layer]
    spans = _spans([part for part in own if part.get("type") == "labels"], item, wide)
    classes = [choice for part in own if part.get("type") == "choices" for choice in _choices(part)]
    if NO_LABEL in [*classes, *(kind for *_, kind in spans.values())]:
        raise Unfit(f"{layer}: {NO_LABEL} is no label")
    regions = {str(part.get("id")) for part in parts if "id" in part}
    arrows = [part for part in parts if shape(layer) in ARROWED and part.get("type") == "relation"]
    drawn = [_arrow(part, spans) for part in arrows if _is_of(part, spans, regions)]
    return Marks(list(spans.values()), drawn, classes)


def _choices(part: dict[str, Any]) -> list[str]:
    value = fields.mapping(part.get("value"), "'value'")
    return [fields.word(choice, "a choice") for choice in fields.rows(value, "choices")]


def _spans(parts: list[dict[str, Any]], item: Item, wide: bool) -> dict[str, Span]:
    """The spans by the ids of their regions."""
    spans: dict[str, Span] = {}
    for part in parts:
        name = fields.word(part.get("id"), "the id of a region")
        if spans.setdefault(name, span := _span(part, item, wide)) != span:
            raise Unfit(f"two regions have the id {shown(name)}")
    return spans


def _span(part: dict[str, Any], item: Item, wide: bool) -> Span:
    value = fields.mapping(part.get("value"), "'value'")
    start, end, text = fields.whole(value, "start"), fields.whole(value, "end"), fields.text(item)
    if wide:
        start, end = from_utf16(text, start), from_utf16(text, end)
    quoted = value.get("text")
    first, last = words_between(item.sentence.tokens, start, end)
    if isinstance(quoted, str) and quoted.strip() != text[start:end].strip():
        raise Unfit(f"the span from {start} to {end} says {shown(quoted)} where the text has {shown(text[start:end])}")
    return first, last, fields.one(value.get("labels"), f"the span {shown(text[start:end])}")


def _is_of(part: dict[str, Any], spans: dict[str, Span], regions: set[str]) -> bool:
    """Whether a relation has to do with an entry: one of its ends has, or neither is anywhere."""
    ends = [str(part.get("from_id")), str(part.get("to_id"))]
    return any(end in spans for end in ends) or not any(end in regions for end in ends)


def _arrow(
    part: dict[str, Any], spans: dict[str, tuple[int, int, str]]
) -> tuple[tuple[int, int], tuple[int, int], str]:
    kind, direction = fields.one(part.get("labels"), "a relation"), part.get("direction", "right")
    ends = [spans.get(str(part.get(name))) for name in ("from_id", "to_id")]
    if ends[0] is None or ends[1] is None:
        missing = part.get("from_id" if ends[0] is None else "to_id")
        raise Unfit(f"the relation {shown(kind)} has an end that isn't marked there, {shown(missing)}")
    if direction not in ("left", "right"):
        raise Unfit(f"the relation {shown(kind)} has the direction {shown(direction)} instead of left or right")
    one, other = (ends[1], ends[0]) if direction == "left" else (ends[0], ends[1])
    return one[:2], other[:2], kind


def counts_in_utf16(tasks: list[Any]) -> bool:
    """Whether the texts that regions quote fit UTF-16 alone; where both ways of counting fit, code points count."""
    points, units = False, False
    for text, start, end, quoted in _quotations(tasks):
        point = text[start:end] == quoted
        unit = text[from_utf16(text, start) : from_utf16(text, end)] == quoted
        points, units = points or point > unit, units or unit > point
    return units and not points


def _quotations(tasks: list[Any]) -> Iterator[tuple[str, int, int, str]]:
    """Text, start, end and quoted text of all sound regions whose text has a character that UTF-16 counts twice."""
    for task in tasks:
        if not isinstance(task, dict) or not isinstance(data := task.get("data"), dict):
            continue
        text = data.get("text")
        if not isinstance(text, str) or max(text, default="") <= "\uffff":
            continue
        for value in _values(task):
            start, end, quoted = (value.get(name) for name in ("start", "end", "text"))
            if type(start) is int and type(end) is int and isinstance(quoted, str):
                yield text, start, end, quoted


def _values(task: dict[str, Any]) -> Iterator[dict[str, Any]]:
    annotations = task.get("annotations")
    for annotation in annotations if isinstance(annotations, list) else ():
        result = annotation.get("result") if isinstance(annotation, dict) else None
        for part in result if isinstance(result, list) else ():
            if isinstance(part, dict) and isinstance(value := part.get("value"), dict):
                yield value
