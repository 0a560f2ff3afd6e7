"""The table of words that are asked."""

from __future__ import annotations

from pathlib import Path

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given, settings

from mtal.acquisition.asked import Asked, read_asked, write_asked
from mtal.acquisition.labelled import Annotation
from mtal.errors import InputError, UserError

ASKED = Asked(["a", "b"], ["dp", "ner"], [["0 2", ""], ["", "1"]])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all examples of a property."""
    return tmp_path_factory.mktemp("asked")


def test_something_is_asked_or_all() -> None:
    assert ASKED.offered(["ner", "id", "dp"]).tolist() == [[False, True, True], [True, True, False]]
    assert Asked([], ["dp"], [[]]).offered(["dp", "id"]).shape == (0, 2)


def test_what_was_bought_says_which_words() -> None:
    bought = [Annotation("b", 1, ("ner", "id"), 3, 2), Annotation("a", 1, ("dp",), 5, 3)]
    found = ASKED.marked(bought)
    assert [dict(each.units) for each in found] == [{"ner": (1,)}, {"dp": (0, 2)}]
    assert [(each.id, each.tasks, each.cost, each.words) for each in found] == [
        ("b", ("ner", "id"), 3, 2),
        ("a", ("dp",), 5, 3),
    ]


@settings(deadline=None)
@given(st.lists(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=12), max_size=6))
def test_every_table_comes_back(folder: Path, sentences: list[list[tuple[bool, bool]]]) -> None:
    flat = np.array([word for words in sentences for word in words], dtype=bool).reshape(-1, 2)
    bounds = np.array([0, *np.cumsum([len(words) for words in sentences])], dtype=np.int64)
    ids = [f"s,{number}" for number in range(len(sentences))]
    write_asked(folder / "a.csv", ids, ["dp", "ner"], {"dp": flat[:, 0], "ner": flat[:, 1]}, bounds)
    found = read_asked(folder / "a.csv", ids)
    assert found.tasks == ["dp", "ner"] and found.ids == ids
    for task, cells in enumerate(found.cells):
        assert cells == [" ".join(str(place) for place, word in enumerate(words) if word[task]) for words in sentences]


def test_a_table_of_whole_sentences_has_no_rows(tmp_path: Path) -> None:
    write_asked(tmp_path / "a.csv", iter(["a", "b"]), ["dp", "ner"], {}, None)
    assert (tmp_path / "a.csv").read_text() == "id,dp,ner\n"


@pytest.mark.parametrize("text", ["", "tokens,dp\n", "id,dp\na\n", "id,dp\na,x\n", "id,dp\na,1  2\n", "id,dp\na,1,2\n"])
def test_a_malformed_table_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.csv").write_text(text)
    with pytest.raises(InputError):
        read_asked(tmp_path / "a.csv", ["a"])


@pytest.mark.parametrize("ids", [["a", "c"], ["a"], ["b", "a"]])
def test_a_table_of_other_sentences_is_refused(tmp_path: Path, ids: list[str]) -> None:
    (tmp_path / "a.csv").write_text("id,dp\na,1\nb,\n")
    with pytest.raises(UserError, match=r"of other sentences than the confidences; score again$"):
        read_asked(tmp_path / "a.csv", ids)
