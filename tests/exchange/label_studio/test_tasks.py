"""Label Studio: what comes back wrong, and what the tool does in its own way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mtal.corpora.sentence import Sentence
from mtal.exchange import Batch, Item
from mtal.exchange.label_studio.settings import NO_LABEL
from support.annotated import example
from support.annotators import check_fault
from support.label_studio import Tasks, changed, parts, put, without_arrows_to

FAULTS: list[tuple[Callable[[Tasks], Any], str, str]] = [
    (
        lambda t: put(parts(t, "ner")[0]["value"], end=10, text="Ada Love"),
        "task 1: the span 'Ada Love' ends inside the word 'Lovelace' (sentence s-1, annotator 'player')",
        "s-1 ner",
    ),
    (
        lambda t: put(parts(t, "ner")[0]["value"], start=3, text="da Lovelace"),
        "task 1: the span 'da Lovelace' begins inside the word 'Ada'",
        "s-1 ner",
    ),
    (
        lambda t: put(parts(t, "ner")[0]["value"], end=999),
        "the span from 2 to 999 lies outside the text, which has 41 characters",
        "s-1 ner",
    ),
    (lambda t: put(parts(t, "ner")[0]["value"], start=8, end=3), "the span from 8 to 3 lies outside", "s-1 ner"),
    (
        lambda t: put(parts(t, "ner")[0]["value"], start="2"),
        "'start' is '2' instead of a whole number",
        "s-1 ner",
    ),
    (
        lambda t: put(parts(t, "ner")[0]["value"], text="Ida Lovelace"),
        "says 'Ida Lovelace' where the text has 'Ada Lovelace'",
        "s-1 ner",
    ),
    (
        lambda t: put(parts(t, "ner")[0]["value"], labels=["LOC"]),
        "ner: the label 'LOC' isn't one of the labels (PER, ORG, a-b)",
        "s-1 ner",
    ),
    (lambda t: put(parts(t, "ner")[0]["value"], labels=[]), "has the labels [] instead of one", "s-1 ner"),
    (lambda t: put(parts(t, "ner")[0], value=None), "'value' is None instead of a JSON object", "s-1 ner"),
    (
        lambda t: put(parts(t, "ner")[1]["value"], start=12, end=26, text=None),
        "begins inside the word 'Lovelace'",
        "s-1 ner",
    ),
    (
        lambda t: put(parts(t, "ner")[1]["value"], start=6, end=27, text=None),
        "the span 3-7 ('Lovelace , \" naïve of') overlaps another one",
        "s-1 ner",
    ),
    (
        lambda t: put(parts(t, "pos")[1]["value"], end=14, text=None),
        "the tag 'NN' is on several words, 2-3 ('Ada Lovelace')",
        "s-1 pos",
    ),
    (
        lambda t: put(parts(t, "pos")[1]["value"], start=0, end=1, text=None),
        "word 1 ('😀') has two tags, '$' and 'NN'",
        "s-1 pos",
    ),
    (
        lambda t: t[0]["annotations"][0]["result"].remove(parts(t, "pos")[4]),
        "word 5 ('\"') has no tag",
        "s-1 pos",
    ),
    (lambda t: put(parts(t, "id")[0]["value"], choices=[]), "no intent is chosen", "s-1 id"),
    (lambda t: put(parts(t, "id")[0]["value"], choices=["y"]), "id: the label 'y' isn't one of", "s-1 id"),
    (
        lambda t: put(parts(t, "id")[0]["value"], choices=["\ud83d"]),
        "a choice '\\ud83d' isn't valid Unicode",
        "s-1 id",
    ),
    (
        lambda t: put(parts(t, "arrows")[0], to_id="gone"),
        "the relation 'obj:x' has an end that isn't marked there, 'gone'",
        "s-1 dp",
    ),
    (
        lambda t: put(parts(t, "arrows")[-1], from_id="gone"),
        "the relation 'WORKS FOR' has an end that isn't marked there, 'gone'",
        "s-1 re",
    ),
    (lambda t: put(parts(t, "arrows")[-1], direction="bi"), "'bi' instead of left or right", "s-1 re"),
    (lambda t: put(parts(t, "arrows")[-1], labels=[]), "a relation has the labels [] instead of one", "s-1 re"),
    (
        lambda t: put(parts(t, "arrows")[-1], to_id="re-2"),
        "the relation 'WORKS FOR' leads from 8 ('New York') to itself",
        "s-1 re",
    ),
    (
        lambda t: put(parts(t, "re")[1]["value"], end=14, text=None, labels=["Method & co"]),
        "the entity 2-3 ('Ada Lovelace') has two types, 'PER' and 'Method & co'",
        "s-1 re",
    ),
    (
        lambda t: without_arrows_to(t, "dp-1"),
        "words 2 ('Ada') and 3 ('Lovelace') both have no head; a tree has one root",
        "s-1 dp",
    ),
    (
        lambda t: parts(t, "arrows")[0].update(from_id="dp-1") or parts(t, "arrows")[1].update(from_id="dp-0"),
        "the heads run in a circle: no way leads from word 1 ('😀') to the root",
        "s-1 dp",
    ),
    (
        lambda t: put(parts(t, "arrows")[1], to_id="dp-0"),
        "word 1 ('😀') has two heads",
        "s-1 dp",
    ),
    (
        lambda t: put(parts(t, "dp")[0]["value"], end=5, text=None),
        "the arrow 'obj:x' ends at several words, 1-2 ('😀 Ada')",
        "s-1 dp",
    ),
    (lambda t: put(parts(t, "re")[1], id="re-0"), "two regions have the id 're-0'", "s-1 re"),
    (lambda t: parts(t, "ner")[0].pop("id"), "the id of a region is None instead of a name", "s-1 ner"),
    (
        lambda t: put(t[0]["data"], text="😀 Ada Lovelace"),
        "task 1: the text of sentence s-1 changed: nothing more instead of ' , \" naïve of New Yo'",
        "s-1 *",
    ),
    (
        lambda t: put(t[0]["data"], words=["😀", "Ada", "B"]),
        "the words of sentence s-1 changed: 'B' instead of 'Lovelace'",
        "s-1 *",
    ),
    (lambda t: put(t[0]["data"], words="😀"), "the words of sentence s-1 changed: '😀' instead of [", "s-1 *"),
    (lambda t: put(t[0]["data"], hash="0"), "the hash of the words of sentence s-1 changed", "s-1 *"),
    (lambda t: put(t[1]["data"], sentence="s-9"), "task 2: there is no sentence 's-9' in the batch", "s-2 *"),
    (lambda t: put(t[1]["data"], sentence=["s-2"]), "there is no sentence ['s-2'] in the batch", "s-2 *"),
    (lambda t: t[1]["data"].pop("sentence"), "task 2: no sentence id", "s-2 *"),
    (lambda t: t[1].pop("data"), "task 2: 'data' is None instead of a JSON object", "s-2 *"),
    (lambda t: t[1].pop("annotations"), "task 2: no 'annotations'; export as JSON, not as JSON-MIN", "s-2 *"),
    (lambda t: put(t[1], annotations=3), "'annotations' is 3 instead of a list", "s-2 *"),
    (lambda t: put(t[1], annotations=[3]), "an annotation is 3 instead of a JSON object", "s-2 *"),
    (lambda t: put(t[1]["annotations"][0], result=["x"]), "a result is 'x' instead of a JSON object", "s-2 *"),
    (lambda t: t.append(t[1]), "task 3: player answered this before; the first answer counts", ""),
    (lambda t: t.append("x"), "task 3: the task is 'x' instead of a JSON object", ""),
    (
        lambda t: put(t[1]["annotations"][0], completed_by={"email": "a\nb"}),
        "the annotator's name 'a\\nb' holds U+000A (line feed)",
        "s-2 *",
    ),
]


@pytest.mark.parametrize(("change", "message", "lost"), FAULTS, ids=[message for _, message, _ in FAULTS])
def test_one_fault_and_the_rest_is_taken(change: Callable, message: str, lost: str, tmp_path: Path) -> None:
    taken, path = changed(example(), change, tmp_path)
    check_fault(taken, path, message, lost, example())


def test_a_space_at_the_ends_of_a_span_does_not_count(tmp_path: Path) -> None:
    def wider(tasks: Tasks) -> None:
        put(parts(tasks, "ner")[0]["value"], start=1, end=15, text=" Ada Lovelace ")

    taken, _ = changed(example(), wider, tmp_path)
    assert taken.faults == []
    assert taken.answers[0].labels["ner"] == example().items[0].filled_in["ner"]


def test_an_arrow_to_the_left_runs_the_other_way(tmp_path: Path) -> None:
    def turned(tasks: Tasks) -> None:
        for part in parts(tasks, "arrows"):
            put(part, direction="left", from_id=part["to_id"], to_id=part["from_id"])

    taken, _ = changed(example(), turned, tmp_path)
    assert taken.answers[0].labels["dp"] == example().items[0].filled_in["dp"]


def test_a_root_that_nobody_labelled_and_a_new_root(tmp_path: Path) -> None:
    def other_root(tasks: Tasks) -> None:
        arrow = next(part for part in parts(tasks, "arrows") if part["to_id"] == "dp-1")
        put(arrow, from_id="dp-1", to_id="dp-2", labels=["nsubj"])

    taken, _ = changed(example(), other_root, tmp_path)
    tree = taken.answers[0].labels["dp"]
    assert (tree["heads"][1:3], tree["deprels"][1:3]) == ([0, 2], ["root", "nsubj"])


def test_annotators_are_kept_apart_with_their_time(tmp_path: Path) -> None:
    def three(tasks: Tasks) -> None:
        own = tasks[1]["annotations"][0]
        tasks[1]["annotations"] = [
            own | {"completed_by": {"id": 3, "email": "b@example.org"}, "lead_time": None},
            own | {"completed_by": 1, "lead_time": 9},
            own | {"completed_by": 2, "was_cancelled": True},
        ]
        tasks.pop(0)

    taken, _ = changed(example(), three, tmp_path)
    assert [(answer.annotator, answer.seconds) for answer in taken.answers] == [("1", 9), ("b@example.org", None)]
    assert (taken.faults, taken.unanswered) == ([], {"s-1": list(example().items[0].tasks)})


def test_who_answered_where_the_file_does_not_tell(tmp_path: Path) -> None:
    def unnamed(tasks: Tasks) -> None:
        for task in tasks:
            task["annotations"][0].pop("completed_by")

    assert {answer.annotator for answer in changed(example(), unnamed, tmp_path)[0].answers} == {"annotator"}
    assert {a.annotator for a in changed(example(), unnamed, tmp_path, annotator="Ann")[0].answers} == {"Ann"}


def test_a_task_without_annotations_is_not_answered_yet(tmp_path: Path) -> None:
    taken, _ = changed(example(), lambda tasks: put(tasks[1], annotations=[]), tmp_path)
    assert (taken.faults, taken.unanswered) == ([], {"s-2": ["ner"]})


def test_what_is_not_asked_for_cannot_be_edited_and_is_not_taken(tmp_path: Path) -> None:
    def spoilt(tasks: Tasks) -> None:
        (first, _) = (part for part in tasks[1]["annotations"][0]["result"] if part["from_name"] == "pos")
        assert first["readonly"]
        put(first["value"], labels=["nonsense"])

    taken, _ = changed(example(), spoilt, tmp_path)
    assert (taken.faults, taken.answers[1].labels) == ([], {"ner": ["O", "O"]})


def test_the_placeholder_of_an_empty_label_set_is_no_label(tmp_path: Path) -> None:
    batch = Batch("b", [Item(Sentence("s", "d", ["a"]), ("id",), {"id": [NO_LABEL]})], {})
    taken, _ = changed(batch, lambda tasks: None, tmp_path, growing=["id"])
    assert (len(taken.faults), taken.answers) == (1, [])
