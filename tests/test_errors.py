"""A mistake is one line."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from mtal.errors import InputError, first_line


@pytest.mark.parametrize(
    ("path", "line", "message"),
    [
        ("a b.txt", 3, "a b.txt:3: bad"),
        ("grün.txt", None, "grün.txt: bad"),
        ("a\nb\u2028\x1b.txt", 3, r"a\nb\u2028\x1b.txt:3: bad"),
        ("a\udcff.txt", 3, r"a\udcff.txt:3: bad"),
    ],
)
def test_it_stays_one_whatever_the_file_is_called(path: str, line: int | None, message: str) -> None:
    error = InputError(Path(path), line, "bad")
    assert (str(error), error.path, error.line, error.reason) == (message, path, line, "bad")
    assert str(pickle.loads(pickle.dumps(error))) == message


def test_of_what_another_library_says_the_first_line_counts() -> None:
    assert first_line(ValueError("\n bad\nand a page about it")) == "bad"
    assert first_line(KeyError()) == "KeyError"
