"""Ids that stay."""

from __future__ import annotations

import re
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given

from mtal.errors import InputError
from mtal.texts.identity import Identities, id_of

SENTENCES = st.lists(st.text(min_size=1).filter(lambda word: word.split() == [word]), min_size=1)


@given(SENTENCES, SENTENCES)
def test_ids_are_equal_where_words_are(first: list[str], second: list[str]) -> None:
    assert re.fullmatch("s-[0-9a-f]{12}", id_of(first))
    assert (id_of(first) == id_of(second)) == (first == second)


def test_ids_are_the_same_everywhere() -> None:
    assert id_of(["Ann", "left", "."]) == "s-f9af11616ab5"
    assert id_of(["שלום", "👋🏽"]) == "s-df8b73ea2472"


def test_an_id_with_other_words_is_refused_with_both_places() -> None:
    identities = Identities()
    first, second = Path("a.csv"), Path("b.conllu")
    identities.check("x", ["Go"], first, 3)
    identities.check("y", ["On"], second, None)
    identities.check("x", ["Go"], second, None)
    identities.check("y", ["On"], first, 7)
    with pytest.raises(InputError, match=r"^b\.conllu: the id 'x' has other words in a\.csv:3; give one of them anoth"):
        identities.check("x", ["Go", "on"], second, None)
    with pytest.raises(InputError, match=r"^a\.csv:9: the id 'y' has other words in b\.conllu; "):
        identities.check("y", ["Go"], first, 9)
