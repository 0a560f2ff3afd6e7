"""Prodigy: what comes back wrong, and what the tool does in its own way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mtal.exchange import Taken, take_in
from mtal.exchange.playing import accepted
from support.annotated import example
from support.annotators import changed_lines, check_fault, merged

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
    ("ner", lambda t: t.append(t[0]), ":3: player answered this before", ""),
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


def only(name: str, change: Callable[[Tasks], Any], folder: Path) -> Taken:
    """What is taken of one file after a change."""
    path = changed_lines(accepted(example(), "prodigy", folder), f"prodigy-{name}.jsonl", change)
    return take_in(example(), "prodigy", [path])


def test_only_accepted_answers_are_taken(tmp_path: Path) -> None:
    taken = only("ner", lambda t: (put(t[0], answer="reject"), put(t[1], answer="ignore")), tmp_path)
    assert (taken.faults, taken.answers) == ([], [])
    assert (taken.unanswered["s-1"], taken.unanswered["s-2"]) == (list(example().items[0].tasks), ["ner"])


def test_annotators_are_kept_apart(tmp_path: Path) -> None:
    def twice(tasks: Tasks) -> None:
        tasks.append({**tasks[1], "_annotator_id": "set-bob"})

    assert [answer.annotator for answer in only("ner", twice, tmp_path).answers] == ["player", "player", "set-bob"]


def test_spans_may_come_without_tokens(tmp_path: Path) -> None:
    def bare(tasks: Tasks) -> None:
        del tasks[0]["tokens"]
        for span in tasks[0]["spans"]:
            del span["token_start"], span["token_end"]

    taken = only("ner", bare, tmp_path)
    assert taken.answers[0].labels == {"ner": example().items[0].filled_in["ner"]}


def test_relations_may_come_without_spans_and_a_root_as_a_loop(tmp_path: Path) -> None:
    def bare(tasks: Tasks) -> None:
        for relation in tasks[0]["relations"]:
            del relation["head_span"], relation["child_span"]
        tasks[0]["spans"] = []
        tasks[0]["relations"].append({"head": 2, "child": 2, "label": "root"})

    taken = only("dp", bare, tmp_path)
    assert taken.answers[0].labels == {"dp": example().items[0].filled_in["dp"]}


def test_our_tokens_are_handed_out(tmp_path: Path) -> None:
    def seen(tasks: Tasks) -> None:
        for task in tasks:
            assert [token["text"] for token in task["tokens"]] == task["words"]
            assert all(task["text"][token["start"] : token["end"]] == token["text"] for token in task["tokens"])

    assert only("pos", seen, tmp_path).faults == []
