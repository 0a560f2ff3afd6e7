"""Each text once."""

from __future__ import annotations

import time
from collections import Counter
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given

from mtal.corpora.sentence import Sentence
from mtal.texts.duplicates import DIFFERENT, EQUAL, NEAR, Distinct, near_text


def sentence(id: str, text: str, /, **labels: Any) -> Sentence:
    return Sentence(id, "d", text.split(), labels)


def distinct(*sentences: Sentence, held: frozenset[str] = frozenset()) -> Distinct:
    found = Distinct(held)
    for each in sentences:
        found.add(each)
    return found


SAME = [
    ("It 's 12 !", "it's 57"),
    ("Straße", "STRASSE ."),
    ("ﬁne", "Fine"),
    ("ℌ i", "hi"),
    ("Cafe\u0301", "CAFÉ"),
    ("Ａ１", "a2"),
    ("١٢", "12"),
    ("می\u200cخواهم", "میخواهم"),
    ("« Oui . »", "oui"),
]
OTHER = [("12", "1"), ("I ♥ it", "I it"), ("!", "?"), ("👋", "👋🏽"), ("so", "no"), ("שָׁלוֹם", "שלום"), ("é", "e")]


@pytest.mark.parametrize(("first", "second"), SAME)
def test_what_says_nearly_the_same(first: str, second: str) -> None:
    assert near_text(first.split()) == near_text(second.split())


@pytest.mark.parametrize(("first", "second"), OTHER)
def test_what_says_something_else(first: str, second: str) -> None:
    assert near_text(first.split()) != near_text(second.split())


@given(st.lists(st.text(min_size=1), min_size=1))
def test_case_and_form_make_no_difference(words: list[str]) -> None:
    text = near_text(words)
    assert text
    assert near_text([word.casefold() for word in words]) in (text, " ".join(words).casefold())


def test_the_first_stays() -> None:
    found = distinct(sentence("a", "Go !"), sentence("b", "On"), sentence("c", "go ."), sentence("d", "Go !"))
    assert [each.id for each in found.sentences] == ["a", "b"]
    assert found.left_out == Counter({EQUAL: 1, NEAR: 1})


def test_one_with_labels_of_more_tasks_takes_its_place() -> None:
    found = distinct(
        sentence("a", "Go !"),
        sentence("b", "On"),
        sentence("c", "go .", pos=["VB", "."]),
        sentence("d", "GO", id=["x"]),
    )
    assert found.sentences == [sentence("c", "go .", pos=["VB", "."]), sentence("b", "On")]


def test_equal_sentences_share_their_labels() -> None:
    found = distinct(
        sentence("a", "Go", pos=["VB"]), sentence("b", "Go", pos=["NN"], ner=["O"]), sentence("c", "Go", id=["x"])
    )
    assert found.sentences == [sentence("b", "Go", pos=["NN"], ner=["O"], id=["x"])]
    assert found.left_out == Counter({EQUAL: 2, DIFFERENT: 1})


def test_what_is_held_stays_beside_others_of_its_kind() -> None:
    labelled = sentence("a", "Go !", pos=["VB", "."])
    others = [sentence("b", "go ."), sentence("c", "GO"), sentence("c", "GO"), sentence("b", "go .")]
    found = distinct(labelled, *others, held=frozenset({"b", "c"}))
    assert [each.id for each in found.sentences] == ["b", "c"]
    assert found.left_out == Counter({NEAR: 1, EQUAL: 2})


@given(st.lists(st.tuples(st.sampled_from("aAbBc"), st.booleans()), max_size=12), st.sets(st.sampled_from("aAbBc")))
def test_each_text_stays_once(texts: list[tuple[str, bool]], held: set[str]) -> None:
    sentences = [sentence(word, word, **({"id": ["x"]} if label else {})) for word, label in texts]
    found = distinct(*sentences, held=frozenset(held))
    there = {each.id for each in sentences}
    stays = [each.id for each in found.sentences]
    assert len(set(stays)) == len(stays)
    assert {id.lower() for id in stays} == {id.lower() for id in there}
    assert held & there <= set(stays)
    assert len(stays) + found.left_out[EQUAL] + found.left_out[NEAR] == len(sentences)
    for each in found.sentences:
        near = [one for one in sentences if one.id.lower() == each.id.lower()]
        others = {one.id for one in near} & held
        assert each.id in held if others else bool(each.labels) == any(one.labels for one in near)


def test_time_grows_as_the_text_does() -> None:
    def seconds(n: int) -> float:
        sentences = [Sentence(str(i), "d", [f"w{i // 2:b}".replace("1", "x"), "y"]) for i in range(n)]
        start = time.process_time()
        distinct(*sentences)
        return time.process_time() - start

    seconds(1000)
    assert seconds(40_000) < 40 * seconds(4_000)
