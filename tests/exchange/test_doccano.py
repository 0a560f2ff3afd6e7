"""doccano: what comes back wrong, and what the tool does in its own way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mtal.exchange import take_in
from support.annotated import example
from support.annotators import accepted, changed_lines, check_fault, merged

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
    ("ner", lambda t: t.append(t[1]), ":3: doccano-ner answered sentence s-2 before", ""),
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
