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

from mtal.errors import InputError
from mtal.exchange import fields
from mtal.exchange.batch import Batch, Item
from mtal.exchange.faults import Unfit
from mtal.exchange.label_studio.results import counts_in_utf16, marks_of
from mtal.exchange.label_studio.settings import settings
from mtal.exchange.marks import Marks, label, marks
from mtal.exchange.taking import Taking
from mtal.exchange.text import bounds
from mtal.files import read_json, whole_text, write_json
from mtal.tasks.layers import shape
from mtal.tasks.shapes import Shape

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
    drawn = drawn.with_words(words) if shape(layer) is Shape.TREE else drawn
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
    wide = counts_in_utf16(tasks)
    for number, task in enumerate(tasks, 1):
        with taking.refusing(path, number):
            record = fields.mapping(task, "the task")
            data = fields.mapping(record.get("data"), "'data'")
            item = taking.item(*(data.get(name) for name in ("sentence", "text", "words", "hash")))
            for annotation in _submitted(record):
                who = _name(annotation.get("completed_by"), annotator)
                with taking.refusing(path, number, item, who):
                    _take(path, number, taking, item, annotation, who, wide)


def _submitted(task: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if "annotations" not in task:
        raise Unfit("no 'annotations'; export as JSON, not as JSON-MIN")
    for annotation in fields.rows(task, "annotations"):
        given = fields.mapping(annotation, "an annotation")
        if not given.get("was_cancelled"):
            yield given


def _take(
    path: Path, number: int, taking: Taking, item: Item, annotation: dict[str, Any], annotator: str, wide: bool
) -> None:
    taking.begin(item, annotator, item.asked())
    parts = [fields.mapping(part, "a result") for part in fields.rows(annotation, "result")]
    for layer in item.asked():
        with taking.refusing(path, number, item, annotator):
            found = marks_of(layer, parts, item, wide=wide)
            taking.answer(item, annotator, layer, label(layer, found, item.sentence.tokens))
    taking.spent(item, annotator, annotation.get("lead_time"))


def _name(given: object, other: str) -> str:
    """The annotator's email, else the number that the tool knows them by."""
    if isinstance(given, dict):
        given = given.get("email") or given.get("id")
    return other if given is None else str(given)
