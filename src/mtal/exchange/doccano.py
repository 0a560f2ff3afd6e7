"""doccano: JSON Lines, a file for each project, since a project has one set of labels.

| file | type of project | keys |
|---|---|---|
| `doccano-id-sf.jsonl`, for both | intent detection and slot filling | `entities: [[start, end, type]]`, `cats` |
| `doccano-id.jsonl` | document classification | `label: [intent]` |
| `doccano-ner.jsonl`, `-sf`, `-pos` | sequence labelling | `label: [[start, end, type]]` |
| `doccano-re.jsonl`, `-dp` | sequence labelling with relations | `entities`, `relations` |

Beside each, `.labels.json` holds its labels for the tool's import. Where a task is parsing, each word is an entity
`word`, an arrow leads from each head to its word, and the root's entity has the root's relation as its label. Places
are counted in code points, ends are exclusive: leave the project's option to count grapheme clusters as one character
off, for an export doesn't tell, nor does it quote the text of a span. The sentence's id and words travel as further
columns, which the tool keeps and exports. A file holds the answers of one annotator (the tool exports one for each);
what it holds counts as answered, so export approved examples only. Intents come back sorted by name.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from pathlib import Path
from typing import Any

from mtal.corpora.report import shown
from mtal.exchange import fields
from mtal.exchange.batch import Batch, Item
from mtal.exchange.faults import Unfit
from mtal.exchange.label_studio.settings import COLOURS
from mtal.exchange.marks import WORD, Marks, label, marks
from mtal.exchange.taking import Taking
from mtal.exchange.text import bounds, words_between
from mtal.files import write_json, write_jsonl
from mtal.tasks.layers import one_of, shape, spans_of
from mtal.tasks.shapes import ARROWED, Shape

BOTH, TOGETHER = "id-sf", ["id", "sf"]
"""The project of intents and slots. Every other entry has one of its own, whose type its shape says."""


def hand_out(folder: Path, batch: Batch) -> list[Path]:
    """Write a file of sentences and a file or two of labels for each project below `folder`."""
    written: list[Path] = []
    for project in _projects(batch.layers()):
        path, ids = folder / f"doccano-{project}.jsonl", count(1)
        items = [item for item in batch.items if set(_layers(project)) & set(item.seen())]
        write_jsonl(path, (_record(item, project, ids) for item in items))
        written.append(path)
        for name, labels in _label_sets(project, batch):
            written.append(folder / f"doccano-{project}.{name}.json")
            write_json(written[-1], [_label(i, text) for i, text in enumerate(labels)], in_order=True)
    return written


def _projects(layers: list[str]) -> list[str]:
    if set(TOGETHER) <= set(layers):
        return [BOTH, *(layer for layer in layers if layer not in TOGETHER)]
    return layers


def _layers(project: str) -> list[str]:
    return TOGETHER if project == BOTH else [project]


def _label_sets(project: str, batch: Batch) -> Iterable[tuple[str, list[str]]]:
    """The label sets that the tool asks for, and what they are called there."""
    if project == BOTH:
        return (("categories", batch.label_set("id")), ("labels", batch.label_set("sf")))
    labels = [WORD] * (shape(project) is Shape.TREE) + batch.label_set(spans_of(project))
    relations = (("relations", batch.label_set(project)),) if shape(project) in ARROWED else ()
    return (("labels", labels), *relations)


def _label(place: int, text: str) -> dict[str, Any]:
    return {"text": text, "background_color": COLOURS[place % len(COLOURS)], "text_color": "#ffffff"}


def _record(item: Item, project: str, ids: count[int]) -> dict[str, Any]:
    words = item.sentence.tokens
    record = {"text": fields.text(item), **fields.origin(item), "project": project}
    drawn = {layer: _marks(item, layer) for layer in _layers(project)}
    if project == BOTH:
        return record | {"entities": _triples(drawn["sf"], words), "cats": drawn["id"].classes}
    found = drawn[project]
    if shape(project) is Shape.CHOICES:
        return record | {"label": found.classes}
    if shape(project) in ARROWED:
        return record | _graph(found.with_words(words) if shape(project) is Shape.TREE else found, words, ids)
    return record | {"label": _triples(found, words)}


def _marks(item: Item, layer: str) -> Marks:
    return marks(layer, item.filled_in[layer]) if layer in item.filled_in else Marks()


def _triples(found: Marks, words: list[str]) -> list[list[Any]]:
    places = bounds(words)
    return [[places[first][0], places[last][1], kind] for first, last, kind in found.spans]


def _graph(found: Marks, words: list[str], ids: count[int]) -> dict[str, list[dict[str, Any]]]:
    """Entities and relations with ids that differ within the file."""
    entities, names = [], {}
    for (first, last, kind), (start, end, _) in zip(found.spans, _triples(found, words), strict=True):
        names[first, last] = next(ids)
        entities.append({"id": names[first, last], "label": kind, "start_offset": start, "end_offset": end})
    relations = [
        {"id": next(ids), "from_id": names[one], "to_id": names[other], "type": kind}
        for one, other, kind in found.arrows
    ]
    return {"entities": entities, "relations": relations}


def take_in(path: Path, taking: Taking, annotator: str) -> None:
    """Take an export, whose answers are `annotator`'s."""
    for number, value in fields.records(path):
        with taking.refusing(path, number, lines=True):
            record = fields.mapping(value, "the line")
            meta: dict[str, Any] = next(
                (record[name] for name in ("meta", "metadata") if isinstance(record.get(name), dict)), {}
            )
            known = {**meta, **record}
            item = taking.item(*(known.get(name) for name in ("sentence", "text", "words", "hash")))
            with taking.refusing(path, number, item, lines=True):
                _take(path, number, taking, item, known, annotator)


def _take(path: Path, number: int, taking: Taking, item: Item, record: dict[str, Any], annotator: str) -> None:
    project = record.get("project")
    if project not in (BOTH, *item.seen()):
        raise Unfit(f"the project {shown(project)} was not handed out for this sentence")
    asked = [layer for layer in item.asked() if layer in _layers(project)]
    taking.begin(item, annotator, asked)
    for layer in asked:
        with taking.refusing(path, number, item, lines=True):
            found = _found(record, project, layer, item.sentence.tokens)
            taking.answer(item, annotator, layer, label(layer, found, item.sentence.tokens))


def _found(record: dict[str, Any], project: str, layer: str, words: list[str]) -> Marks:
    """What a record says of one entry."""
    if shape(layer) is Shape.CHOICES:
        chosen = fields.rows(record, "cats" if project == BOTH else "label")
        return Marks(classes=[fields.word(name, one_of(layer)) for name in chosen])
    if shape(layer) in ARROWED:
        return _found_graph(record, words)
    spans = fields.rows(record, "entities" if project == BOTH else "label")
    return Marks([_found_span(span, words) for span in spans])


def _found_span(span: object, words: list[str]) -> tuple[int, int, str]:
    if not isinstance(span, list) or len(span) != 3 or type(span[0]) is not int or type(span[1]) is not int:
        raise Unfit(f"{shown(span)} isn't a start, an end and a label")
    return *words_between(words, span[0], span[1]), fields.word(span[2], "a label")


def _found_graph(record: dict[str, Any], words: list[str]) -> Marks:
    spans: dict[str, tuple[int, int, str]] = {}
    for value in fields.rows(record, "entities"):
        entity = fields.mapping(value, "an entity")
        triple = [fields.whole(entity, "start_offset"), fields.whole(entity, "end_offset"), entity.get("label")]
        if spans.setdefault(str(entity.get("id")), span := _found_span(triple, words)) != span:
            raise Unfit(f"two entities have the id {shown(entity.get('id'))}")
    arrows = []
    for value in fields.rows(record, "relations"):
        relation = fields.mapping(value, "a relation")
        ends = [spans.get(str(relation.get(name))) for name in ("from_id", "to_id")]
        kind = fields.word(relation.get("type"), "the type of a relation")
        if ends[0] is None or ends[1] is None:
            missing = relation.get("from_id" if ends[0] is None else "to_id")
            raise Unfit(f"the relation {shown(kind)} has an end that isn't marked there, {shown(missing)}")
        arrows.append((ends[0][:2], ends[1][:2], kind))
    return Marks(list(spans.values()), arrows)
