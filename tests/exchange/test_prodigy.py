"""Prodigy: what comes back wrong, and what the tool does in its own way."""

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
    ("ner", lambda t: put(t[0]["spans"][0], end=10), ":1: the span 'Ada Love' ends", "s-1 ner"),
    (
        "ner",
        lambda t: put(t[0]["spans"][0], token_end=3),
        "has the tokens 1 to 3, but the",
        "s-1 ner",
    ),
    ("ner", lambda t: put(t[0]["spans"][0], label=None), "the label of a span is None", "s-1 ner"),
    ("ner", lambda t: t[0]["tokens"].pop(), "the tokens changed: 8 tokens where 9 words", "s-1 ner"),
    ("ner", lambda t: t[0].pop("answer"), "the answer is None instead of accept", "s-1 ner"),
    ("ner", lambda t: t[0].pop("layer"), "the layer None was not handed out", "s-1 ner"),
    ("ner", lambda t: t.append(t[0]), ":3: set-ann answered sentence s-1 before", ""),
    ("id", lambda t: put(t[0], accept=["y"]), "id: the label 'y' isn't one of the labels", "s-1 id"),
    ("re", lambda t: put(t[0]["relations"][0]["head_span"], start=0), "has the tokens", "s-1 re"),
    ("re", lambda t: t[0]["spans"].pop(0), "has an end that is no entity, 2-3 ('Ada", "s-1 re"),
    (
        "dp",
        lambda t: t[0]["relations"][0].pop("head_span") and put(t[0]["relations"][0], head=9),
        "a relation has the head 9; the tokens are 0 to 8",
        "s-1 dp",
    ),
]


@pytest.mark.parametrize(("name", "change", "message", "lost"), FAULTS, ids=[row[2] for row in FAULTS])
def test_one_fault_and_the_rest_is_taken(name: str, change: Callable, message: str, lost: str, tmp_path: Path) -> None:
    batch = example()
    paths = accepted(batch, "prodigy", tmp_path)
    path = changed_lines(paths, f"prodigy-{name}.jsonl", change)
    check_fault(merged(take_in(batch, "prodigy", paths)), path, message, lost, batch)
