"""doccano: what comes back wrong, and what the tool does in its own way."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mtal.exchange import hand_out, take_in
from mtal.exchange.playing import accepted
from support.annotated import example
from support.annotators import changed_lines, check_fault, merged

Tasks = list[dict[str, Any]]


def put(holder: Any, **values: Any) -> None:
    holder.update(values)


FAULTS: list[tuple[str, Callable[[Tasks], Any], str, str]] = [
    ("ner", lambda t: put(t[0], label=[[2, 10, "PER"]]), ":1: the span 'Ada Love' ends", "s-1 ner"),
    ("ner", lambda t: put(t[0], label=[[2, 14]]), "[2, 14] isn't a start, an end and", "s-1 ner"),
    ("ner", lambda t: put(t[0], label=[["2", 14, "PER"]]), "isn't a start, an end", "s-1 ner"),
    ("ner", lambda t: put(t[0], label=[[2, 14, 7]]), "a label is 7 instead of a name", "s-1 ner"),
    ("ner", lambda t: put(t[0], label="PER"), "'label' is 'PER' instead of a list", "s-1 ner"),
    ("ner", lambda t: put(t[0], project="x"), "the project 'x' was not handed out", "s-1 ner"),
    ("ner", lambda t: put(t[0], text="x"), ":1: the text of sentence s-1 changed", "s-1 ner"),
    ("ner", lambda t: t.append(t[1]), ":3: annotator answered this before", ""),
    ("ner", lambda t: t.append(3), ":3: the line is 3 instead of a JSON object", ""),
    ("id-sf", lambda t: put(t[0], cats=[]), "no intent is chosen", "s-1 id"),
    ("re", lambda t: put(t[0]["relations"][0], to_id=99), "isn't marked there, 99", "s-1 re"),
    ("re", lambda t: put(t[0]["entities"][0], id=3), "two entities have the id 3", "s-1 re"),
    ("re", lambda t: put(t[0]["relations"][0], type=None), "the type of a relation is No", "s-1 re"),
    ("dp", lambda t: put(t[0], relations=[]), "both have no head", "s-1 dp"),
]


@pytest.mark.parametrize(("name", "change", "message", "lost"), FAULTS, ids=[row[2] for row in FAULTS])
def test_one_fault_and_the_rest_is_taken(name: str, change: Callable, message: str, lost: str, tmp_path: Path) -> None:
    batch = example()
    paths = accepted(batch, "doccano", tmp_path)
    path = changed_lines(paths, f"doccano-{name}.jsonl", change)
    check_fault(merged(take_in(batch, "doccano", paths)), path, message, lost, batch)


def test_columns_of_our_own_are_found_where_older_versions_put_them(tmp_path: Path) -> None:
    def nested(records: Tasks) -> None:
        for record in records:
            meta = {name: record.pop(name) for name in list(record) if name not in ("text", "label", "id")}
            record["meta"] = meta

    paths = accepted(example(), "doccano", tmp_path)
    path = changed_lines(paths, "doccano-ner.jsonl", nested)
    taken = take_in(example(), "doccano", [path])
    assert (taken.faults, [answer.id for answer in taken.answers]) == ([], ["s-1", "s-2"])
    assert taken.unanswered == {"s-1": ["id", "sf", "pos", "dp", "ner_span", "re"]}


def test_a_file_is_its_annotators(tmp_path: Path) -> None:
    paths = accepted(example(), "doccano", tmp_path)
    for folder in ("ner", "pos"):
        (tmp_path / folder).mkdir()
        (path,) = (path for path in paths if path.name == f"doccano-{folder}.jsonl")
        path.rename(tmp_path / folder / "ann.b.jsonl")
    taken = take_in(example(), "doccano", [tmp_path / "ner" / "ann.b.jsonl", tmp_path / "pos" / "ann.b.jsonl"])
    assert [(answer.annotator, list(answer.labels)) for answer in taken.answers] == [
        ("ann.b", ["ner", "pos"]),
        ("ann.b", ["ner"]),
    ]


def test_a_project_has_its_labels_beside_it(tmp_path: Path) -> None:
    names = [path.name for path in hand_out(example(), "doccano", tmp_path) if path.suffix == ".json"]
    assert names == [
        "doccano-id-sf.categories.json",
        "doccano-id-sf.labels.json",
        "doccano-ner.labels.json",
        "doccano-pos.labels.json",
        "doccano-dp.labels.json",
        "doccano-dp.relations.json",
        "doccano-re.labels.json",
        "doccano-re.relations.json",
    ]
    labels = json.loads((tmp_path / "doccano-re.labels.json").read_text("utf-8"))
    assert [label["text"] for label in labels] == ["PER", "Method & co"]
