"""Labels and words taken apart, and word lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtal.errors import InputError
from mtal.treebank import read_eventive_nouns
from mtal.treebank.tags import FUNCTIONS, OTHER, parse_label
from mtal.treebank.words import (
    EMOTICON,
    LIGHT_VERB,
    NEGATION,
    NUMBER_WORD,
    PERCENT,
    WH_FORM,
    ZERO,
    built_in_eventive_nouns,
    fold_digits,
    read_word,
)

SBJ, TMP = FUNCTIONS["SBJ"], FUNCTIONS["TMP"]


@pytest.mark.parametrize(
    ("label", "tag", "functions", "index", "gap"),
    [
        ("NP", "NP", 0, None, None),
        ("NP-SBJ-TMP-1=2", "NP", SBJ | TMP, 1, 2),
        ("NP=3", "NP", 0, None, 3),
        ("NP-SBJ=3", "NP", SBJ, None, 3),
        ("WHNP-12-4", "WHNP", 0, 12, 4),
        ("S-NEW", "S", OTHER, None, None),
        ("-NONE-", "-NONE-", 0, None, None),
        ("-LRB-", "-LRB-", 0, None, None),
        ("PRT|ADVP", "PRT|ADVP", 0, None, None),
        ("", "", 0, None, None),
    ],
)
def test_labels(label: str, tag: str, functions: int, index: int | None, gap: int | None) -> None:
    parts = parse_label(label)
    assert (parts.tag, parts.functions, parts.index, parts.gap) == (tag, functions, index, gap)


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        *((word, "0") for word in ("7", "1,200.5", "10-12", "3/4", "1\\/2", "50%", "$5", "#5", ".5", "-3", "10:30")),
        *(("1990s", "0s"), ("21st", "0st"), ("b2b", "b0b"), ("a-b", "a-b"), ("%", "%"), ("$", "$"), ("5-", "0-")),
    ],
)
def test_digit_folding(word: str, folded: str) -> None:
    assert fold_digits(word) == folded


@pytest.mark.parametrize(
    ("form", "classes"),
    [
        ("Twelve", NUMBER_WORD),
        ("hundreds", NUMBER_WORD),
        ("twenties", NUMBER_WORD),
        ("sixes", NUMBER_WORD),
        ("third", NUMBER_WORD),
        ("22nd", NUMBER_WORD),
        ("1,000", ZERO),
        ("n't", NEGATION),
        ("No", NEGATION),
        ("TAKEN", LIGHT_VERB),
        ("whom", WH_FORM),
        ("%", PERCENT),
        (":)", EMOTICON),
        (":--]", EMOTICON),
        (";-D", EMOTICON),
        ("-LRB-", 0),
        (":", 0),
        ("dog", 0),
    ],
)
def test_what_words_say(form: str, classes: int) -> None:
    assert read_word(form)[1] == classes


def test_brackets_are_unescaped() -> None:
    assert read_word("-LRB-")[0] == "("


def test_built_in_nouns() -> None:
    nouns = built_in_eventive_nouns()
    assert {"decision", "walk", "investment"} <= nouns
    assert not {"dog", "#", "", "the"} & nouns
    assert all(noun == noun.lower().strip() and " " not in noun for noun in nouns)


def test_a_users_nouns(tmp_path: Path) -> None:
    path = tmp_path / "nouns.txt"
    path.write_text("# mine\nWalk\n\n talk \n#1\n", encoding="utf-8")
    assert read_eventive_nouns(path) == {"walk", "talk", "#1"}


@pytest.mark.parametrize(
    ("text", "message"), [("# none\n\n", "nouns.txt: there is no word"), ("walk\ntea time\n", ":2: 'tea")]
)
def test_faulty_lists(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "nouns.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_eventive_nouns(path)
