"""Label Studio: tasks with predictions in JSON, and the settings of the project in XML.

One file holds all entries: a control of the settings is called as its entry (`ner`, `pos`, …). Where a task is parsing,
each word is a region of the control `dp`, an arrow leads from each head to its word, and the root's region is labelled
with its relation. Places are counted in code points, as the tool does; files whose quoted texts say that they count in
UTF-16, as its early versions did, are read so. What isn't asked for is filled in read-only.

Taken are submitted annotations of the JSON export (not JSON-MIN); skipped ones are none. `lead_time` is in seconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mtal.corpora.report import shown
from mtal.errors import InputError
from mtal.exchange import fields
from mtal.exchange.batch import Batch, Item
from mtal.exchange.faults import Unfit
from mtal.exchange.label_studio_settings import NO_LABEL, settings
from mtal.exchange.marks import Marks, label, marks
from mtal.exchange.taking import Taking
from mtal.exchange.text import bounds, from_utf16, words_between
from mtal.files import read_json, whole_text, write_json

TEXT = "text"
"""The name of the text in the settings."""


def hand_out(folder: Path, batch: Batch) -> list[Path]:
    """Write the tasks and the settings below `folder`."""
    tasks, xml = folder / "label-studio.json", folder / "label-studio.xml"
    write_json(tasks, [_task(item, batch.name) for item in batch.items], in_order=True)
    with whole_text(xml) as file:
        file.write(settings(batch))
    return [tasks, xml]


def _task(item: Item, name: str) -> dict[str, Any]:
    data = {"text": fields.text(item), **fields.origin(item)}
    result = [part for layer in item.seen() for part in _result(item, layer)]
    if not result:
        return {"data": data}
    sure = [item.confidence[task] for task in item.tasks if task in item.confidence]
    score = {"score": sum(sure) / len(sure)} if sure else {}
    return {"data": data, "predictions": [{"model_version": name, **score, "result": result}]}


def _result(item: Item, layer: str) -> Iterator[dict[str, Any]]:
    """The regions, choices and relations of one entry."""
    words = item.sentence.tokens
    drawn = marks(layer, item.filled_in[layer]) if layer in item.filled_in else Marks()
    drawn = drawn.with_words(words) if layer == "dp" else drawn
    shared = {"from_name": layer, "to_name": TEXT} | ({} if layer in item.asked() else {"readonly": True})
    places, names = bounds(words), {}
    for i, (first, last, kind) in enumerate(drawn.spans):
        start, end = places[first][0], places[last][1]
        names[first, last] = f"{layer}-{i}"
        value = {"start": start, "end": end, "text": fields.text(item)[start:end], "labels": [kind]}
        yield {"id": f"{layer}-{i}", **shared, "type": "labels", "value": value}
    if drawn.classes:
        yield {"id": f"{layer}-0", **shared, "type": "choices", "value": {"choices": drawn.classes}}
    for one, other, kind in drawn.arrows:
        ends = {"from_id": names[one], "to_id": names[other]}
        yield {"type": "relation", **ends, "direction": "right", "labels": [kind]}


def take_in(path: Path, taking: Taking, annotator: str) -> None:
    """Take the annotations of an export; `annotator` names those that have no `completed_by`."""
    tasks = read_json(path)
    if not isinstance(tasks, list):
        raise InputError(path, 1, "not a list of tasks; export as JSON")
    wide = _counts_in_utf16(tasks)
    for number, task in enumerate(tasks, 1):
        with taking.refusing(path, number):
            record = fields.mapping(task, "the task")
            data = fields.mapping(record.get("data"), "'data'")
            item = taking.item(*(data.get(name) for name in ("sentence", "text", "words", "hash")))
            for annotation in _submitted(record):
                with taking.refusing(path, number, item):
                    _take(path, number, taking, item, annotation, annotator, wide)


def _submitted(task: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if "annotations" not in task:
        raise Unfit("no 'annotations'; export as JSON, not as JSON-MIN")
    for annotation in fields.rows(task, "annotations"):
        given = fields.mapping(annotation, "an annotation")
        if not given.get("was_cancelled"):
            yield given


def _take(
    path: Path, number: int, taking: Taking, item: Item, annotation: dict[str, Any], other: str, wide: bool
) -> None:
    annotator = _name(annotation.get("completed_by"), other)
    taking.begin(item, annotator, item.asked())
    parts = [fields.mapping(part, "a result") for part in fields.rows(annotation, "result")]
    for layer in item.asked():
        with taking.refusing(path, number, item):
            found = _marks(layer, parts, item, wide)
            taking.answer(item, annotator, layer, label(layer, found, item.sentence.tokens))
    taking.spent(item, annotator, annotation.get("lead_time"))


def _name(given: object, other: str) -> str:
    """The annotator's email, else the number that the tool knows them by."""
    if isinstance(given, dict):
        given = given.get("email") or given.get("id")
    return other if given is None else str(given)


def _marks(layer: str, parts: list[dict[str, Any]], item: Item, wide: bool) -> Marks:
    """What an annotation says of one entry."""
    own = [part for part in parts if part.get("from_name") == layer]
    spans = {str(part.get("id")): _span(part, item, wide) for part in own if part.get("type") == "labels"}
    classes = [
        fields.word(choice, "a choice")
        for part in own
        if part.get("type") == "choices"
        for choice in fields.rows(fields.mapping(part.get("value"), "'value'"), "choices")
    ]
    if NO_LABEL in [*classes, *(kind for *_, kind in spans.values())]:
        raise Unfit(f"{layer}: {NO_LABEL} is no label")
    regions = {str(part.get("id")): part for part in parts if "id" in part}
    arrows = [
        _arrow(part, spans)
        for part in parts
        if layer in ("dp", "re") and part.get("type") == "relation" and _is_of(part, layer, spans, regions)
    ]
    return Marks(list(spans.values()), arrows, classes)


def _span(part: dict[str, Any], item: Item, wide: bool) -> tuple[int, int, str]:
    value = fields.mapping(part.get("value"), "'value'")
    start, end, text = fields.whole(value, "start"), fields.whole(value, "end"), fields.text(item)
    if wide:
        start, end = from_utf16(text, start), from_utf16(text, end)
    quoted = value.get("text")
    first, last = words_between(item.sentence.tokens, start, end)
    if isinstance(quoted, str) and quoted.strip() != text[start:end].strip():
        raise Unfit(f"the span from {start} to {end} says {shown(quoted)} where the text has {shown(text[start:end])}")
    return first, last, fields.one(value.get("labels"), f"the span {shown(text[start:end])}")


def _is_of(part: dict[str, Any], layer: str, spans: dict[str, Any], regions: dict[str, Any]) -> bool:
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


def _counts_in_utf16(tasks: list[Any]) -> bool:
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
