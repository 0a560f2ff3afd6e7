"""What was bought, by hand and against sums over lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtal.acquisition.labelled import Annotation
from mtal.analysis.purchases import HEAD, purchase_rows
from mtal.corpora.sentence import Sentence
from mtal.tasks import TASKS

MENTIONS = {task: TASKS[task].mentions for task in ("ner", "id")}


def sentence(id_: str, words: str, tags: str = "", intent: str = "ask") -> Sentence:
    tokens = words.split()
    return Sentence(id_, "own", tokens, {"ner": tags.split() or ["O"] * len(tokens), "id": [intent]})


def table(
    sentences: Sequence[Sentence], annotations: Sequence[Annotation], rounds: int
) -> dict[tuple[int, str, str], tuple[str, str]]:
    head, *rows = purchase_rows(sentences, annotations, MENTIONS, rounds)
    assert head == HEAD
    return {(number, task, measure): (bought, pool) for number, task, measure, bought, pool in rows}


def test_by_hand() -> None:
    split = [
        sentence("a", "Oslo is far", "B-LOC O O"),
        sentence("b", "Oslo is far", "B-LOC O O"),
        sentence("c", "Ann saw Oslo", "B-PER O B-LOC", "tell"),
        sentence("d", " ".join(["long"] * 11)),
    ]
    both = ("ner", "id")
    bought = [
        Annotation("d", 0, both),
        Annotation("c", 1, ("ner",)),
        Annotation("a", 2, both),
        Annotation("c", 2, ("id",)),
    ]
    found = table(split, bought, 2)
    assert found[1, "", "sentences"] == found[2, "", "sentences"] == ("1", "4")
    assert found[1, "", "repeated"] == ("0.000000", "0.250000")
    assert found[1, "", "at most 10 words"] == ("1.000000", "0.750000")
    assert found[1, "ner", "types"] == ("2", "2") and found[2, "ner", "types"] == ("1", "2")
    assert found[1, "ner", "distinct"] == ("1.000000", "0.500000")
    assert found[1, "id", "labels a sentence"] == ("", "1.000000")
    assert found[2, "id", "types"] == ("2", "2") and found[2, "id", "distinct"] == ("", "")


def test_of_what_was_bought_in_part_the_labels_of_asked_words_count() -> None:
    split = [sentence("a", "Ann Lee saw Oslo", "B-PER I-PER O B-LOC"), sentence("b", "Bob left", "B-PER O")]
    bought = [
        Annotation("a", 1, ("ner", "id"), units={"ner": (1, 2)}),
        Annotation("b", 1, ("ner",), units={"ner": (1,)}),
    ]
    found = table(split, bought, 1)
    assert found[1, "", "words a sentence"] == ("3.000000", "3.000000"), "what was read"
    assert found[1, "ner", "labels a sentence"] == ("0.500000", "1.500000")
    assert found[1, "ner", "types"] == ("1", "2") and found[1, "id", "labels a sentence"] == ("1.000000", "1.000000")


@st.composite
def purchases(draw: st.DrawFn) -> tuple[list[Sentence], list[Annotation], int]:
    words = st.lists(st.sampled_from("abc"), min_size=1, max_size=12).map(" ".join)
    split = [sentence(f"s{i}", text) for i, text in enumerate(draw(st.lists(words, max_size=12)))]
    rounds = draw(st.integers(1, 3))
    numbers = [draw(st.integers(0, rounds + 1)) for _ in split]
    return (
        split,
        [Annotation(s.id, n, ("ner", "id")) for s, n in zip(split, numbers, strict=True) if n <= rounds],
        rounds,
    )


@given(purchases())
def test_against_lists(drawn: tuple[list[Sentence], list[Annotation], int]) -> None:
    split, annotations, rounds = drawn
    came = {each.id: each.round for each in annotations}
    found = table(split, annotations, rounds)

    def measured(sentences: list[Sentence]) -> Iterator[float | None]:
        n = len(sentences)
        yield n
        yield sum(len(each.tokens) for each in sentences) / n if n else None
        yield sum(len(each.tokens) <= 10 for each in sentences) / n if n else None
        yield 1 - len({" ".join(each.tokens) for each in sentences}) / n if n else None

    for number in range(1, rounds + 1):
        bought = [each for each in split if came.get(each.id) == number]
        names = ["sentences", "words a sentence", "at most 10 words", "repeated"]
        for name, mine, theirs in zip(names, measured(bought), measured(split), strict=True):
            shown = [None if cell == "" else float(cell) for cell in found[number, "", name]]
            assert shown == [None if value is None else pytest.approx(value, abs=1e-6) for value in (mine, theirs)]


def test_every_task_says_what_its_labels_mark() -> None:
    tree = {"heads": [2, 0], "deprels": ["nsubj", None]}
    spans = {"entities": [[0, 1, "PER"]], "relations": [[0, 1, 2, 2, "at"]]}
    words = ["Ann", "Lee", "home"]
    found = {
        name: TASKS[name].mentions(words, label)
        for name, label in {
            "dp": tree,
            "id": ["a", "b"],
            "ner": ["B-PER", "I-PER", None],
            "ner_span": spans,
            "pos": ["X", None, "Y"],
            "re": spans,
            "sf": ["O", "B-x", "O"],
        }.items()
    }
    assert found == {
        "dp": [("nsubj", "")],
        "id": [("a", ""), ("b", "")],
        "ner": [("PER", "Ann Lee")],
        "ner_span": [("PER", "Ann Lee")],
        "pos": [("X", ""), ("Y", "")],
        "re": [("at", "Ann Lee → home")],
        "sf": [("x", "Lee")],
    }
    assert found.keys() == TASKS.keys()
