"""Sentences of a document in INCEpTION, and what is marked in them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mtal.errors import InputError
from mtal.exchange.faults import Unfit
from mtal.exchange.inception.exports import new_document
from mtal.exchange.inception.layers import ASKED, SENTENCE, SPANS
from mtal.exchange.inception.marking import Part, chosen_names, found_marks, owner, parts, value
from support.annotated import example

ENTITY = SPANS["ner"].type
PATH = Path("export.json")


def document(*annotations: tuple[Any, ...]) -> Any:
    """A CAS of two sentences with annotations of a type, begin, end and features."""
    cas = new_document("Ada slept\nOslo University")
    for kind, begin, end, *features in annotations:
        cas.add(cas.typesystem.get_type(kind)(begin=begin, end=end, **dict(features)))
    return cas


def found(cas: Any) -> list[tuple[int, str, int, list[int]]]:
    return [
        (part.begin, part.text, len(part.asked), [each.begin for each in part.others.get(ENTITY, [])])
        for part in parts(PATH, cas)
    ]


def test_annotations_belong_to_the_sentence_they_begin_in() -> None:
    sentences = [(SENTENCE, 10, 25), (SENTENCE, 0, 9)]
    cas = document(*sentences, (ASKED, 0, 9), (ENTITY, 10, 14), (ENTITY, 0, 25), (ENTITY, 9, 10))
    assert found(cas) == [(0, "Ada slept", 1, [0, 9]), (10, "Oslo University", 0, [10])]


def test_a_sentence_is_found_by_either_of_its_annotations() -> None:
    cas = document((SENTENCE, 0, 9), (ASKED, 10, 25), (ENTITY, 0, 3))
    assert found(cas) == [(0, "Ada slept", 0, [0]), (10, "Oslo University", 1, [])]


def test_a_divided_sentence_stays_one() -> None:
    cas = document((SENTENCE, 10, 14), (SENTENCE, 15, 25), (ASKED, 10, 25), (ENTITY, 15, 25), (SENTENCE, 0, 9))
    assert found(cas) == [(0, "Ada slept", 0, []), (10, "Oslo University", 1, [15])]


def test_sentences_that_overlap_spoil_the_document() -> None:
    with pytest.raises(InputError, match="two annotations 'Asked' overlap, from 4 to 9"):
        found(document((ASKED, 0, 9), (ASKED, 4, 25)))


def test_a_sentence_that_was_moved_is_another_text() -> None:
    cas = document((SENTENCE, 0, 9), (SENTENCE, 10, 25), (ASKED, 0, 3), (ASKED, 10, 25), (ENTITY, 4, 9))
    assert found(cas) == [(0, "Ada", 1, [4]), (10, "Oslo University", 1, [])]


def test_what_begins_before_all_sentences_is_the_first_ones() -> None:
    assert found(document((SENTENCE, 10, 25), (ENTITY, 0, 3))) == [(10, "Oslo University", 0, [0])]


def test_annotations_that_are_nowhere_spoil_the_document() -> None:
    with pytest.raises(InputError, match="an annotation from None to None"):
        found(document((SENTENCE, 0, 9), (ENTITY, None, None)))
    with pytest.raises(InputError, match="a document without sentences"):
        found(document((ENTITY, 0, 3)))


def test_marks_are_counted_from_the_beginning_of_the_sentence() -> None:
    batch = example()
    cas = document((SENTENCE, 10, 25), (ENTITY, 15, 25, ("value", "ORG")))
    (part,) = parts(PATH, cas)
    assert found_marks("ner", batch, batch.items[1], part).spans == [(1, 1, "ORG")]
    assert found_marks("sf", batch, batch.items[1], part).spans == []


def test_intents_are_a_list_of_names() -> None:
    cas = document((ASKED, 0, 9))
    (asked,) = cas.select(ASKED)
    assert (chosen_names(asked, "id"), value(asked, "intents"), value(asked, "nothing")) == ([], None, None)
    asked.intents = cas.typesystem.get_type("uima.cas.StringArray")(elements=["x", "y"])
    assert chosen_names(asked, "id") == ["x", "y"]
    asked.intents.elements = "x"
    with pytest.raises(Unfit, match="the intents are 'x' instead of a list"):
        chosen_names(asked, "id")
    asked.intents.elements = ["x", None]
    with pytest.raises(Unfit, match="an intent is None instead of a name"):
        chosen_names(asked, "id")


def test_a_document_of_nobody_has_no_owner() -> None:
    assert owner(document()) is None


def test_a_part_tells_its_annotations_by_type() -> None:
    assert Part(0, "a", [], {}).others == {}
