"""A file of sentences as a sequence, against the list."""

from __future__ import annotations

import random
from pathlib import Path

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given, settings

from mtal.corpora.sentence import Sentence, load_sentences, write_sentences
from mtal.corpora.sentence_file import SentenceFile
from mtal.errors import InputError

TEXT = st.text(st.characters(codec="utf-8") | st.sampled_from('\r\n\0"\x85\u2028\ufeff'), max_size=5)
SENTENCES = st.lists(st.builds(Sentence, TEXT, TEXT, st.lists(TEXT, max_size=4)), max_size=8)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One file for all examples of a property."""
    return tmp_path_factory.mktemp("sentences") / "s.jsonl"


@settings(deadline=None)
@given(SENTENCES, st.sampled_from([b"\n", b"\r\n", b"\r"]), st.booleans(), st.booleans(), st.randoms())
def test_a_file_is_the_list_of_its_sentences(
    file: Path, sentences: list[Sentence], end: bytes, mark: bool, last: bool, dice: random.Random
) -> None:
    write_sentences(file, sentences)
    lines = file.read_bytes().splitlines()
    file.write_bytes(b"\xef\xbb\xbf" * mark + end.join(lines) + end * (last and bool(lines)))
    found = SentenceFile(file)
    assert list(found) == load_sentences(file) == sentences
    rows = dice.choices(range(len(sentences)), k=5) if sentences else []
    assert [found[row] for row in rows] == [sentences[row] for row in rows]
    assert list(found.at(np.array(rows, dtype=np.int64))) == [sentences[row] for row in rows]
    assert list(found[1:].at(np.arange(len(found[1:]))[::2])) == sentences[1::2]


def test_a_malformed_sentence_is_told_when_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "s.jsonl").write_text('{"id":"a","domain":"own","tokens":["w"]}\nw\n')
    found = SentenceFile(tmp_path / "s.jsonl")
    assert (len(found), found[0].id) == (2, "a")
    with pytest.raises(InputError, match=r"s.jsonl:2: not JSON"):
        found[1]


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        SentenceFile(tmp_path / "none.jsonl")
