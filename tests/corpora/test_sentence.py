"""A file of sentences: what is written is read again, and faults are told with their lines."""

from __future__ import annotations

from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from mtal.corpora.sentence import Sentence, load_sentences, read_sentences, with_shared_strings, write_sentences
from mtal.errors import InputError

TEXT = st.text(st.characters(codec="utf-8") | st.sampled_from('\r\n\t\0",\\/\x7f\x85\u2028\ufeff'), max_size=5)
LABELS = st.dictionaries(TEXT, st.lists(st.none() | st.integers(-(1 << 70), 1 << 70) | TEXT, max_size=3), max_size=2)
SENTENCES = st.lists(st.builds(Sentence, TEXT, TEXT, st.lists(TEXT, max_size=4), LABELS), max_size=6)
"""Sentences as no corpus has them."""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One file for all examples of a property."""
    return tmp_path_factory.mktemp("sentences") / "s.jsonl"


@settings(deadline=None)
@given(SENTENCES)
def test_every_sentence_survives(file: Path, sentences: list[Sentence]) -> None:
    write_sentences(file, sentences)
    assert list(read_sentences(file)) == load_sentences(file) == sentences


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"id":"b","domain":"own"}', "not a sentence record: .*missing 1 required positional argument: 'tokens'"),
        ('{"id":"b","domain":"own","tokens":[],"more":1}', "not a sentence record: .*'more'"),
        ("[1]", "not a sentence record"),
        ("", "not JSON"),
        ('{"id":"b","id":"c","domain":"own","tokens":[]}', "an object has the key 'id' twice"),
    ],
)
def test_a_malformed_sentence_is_told_with_its_line(tmp_path: Path, line: str, message: str) -> None:
    (tmp_path / "s.jsonl").write_text(f'{{"id":"a","domain":"own","tokens":["w"]}}\n{line}\n')
    with pytest.raises(InputError, match=f"s.jsonl:2: {message}"):
        load_sentences(tmp_path / "s.jsonl")


def test_the_default_labels_are_none(tmp_path: Path) -> None:
    (tmp_path / "s.jsonl").write_bytes(b'\xef\xbb\xbf{"id": "a", "domain": "own", "tokens": ["w"]}\r\n')
    assert load_sentences(tmp_path / "s.jsonl") == [Sentence("a", "own", ["w"], {})]


def test_equal_strings_are_one_object_and_sentences_stay_equal() -> None:
    def sentence(number: int) -> Sentence:
        text = "".join(["wo", str(number - number), "rd"])  # made anew each time
        labels = {"re": {"entities": [[0, 0, text]], "relations": []}, "ner": ["O", None], "dp": {"heads": [0, None]}}
        return Sentence(str(number), text, [text, text], labels)

    found = list(with_shared_strings(map(sentence, range(3)), {}))
    assert found == [sentence(number) for number in range(3)]
    assert len({id(word) for each in found for word in (*each.tokens, each.labels["re"]["entities"][0][2])}) == 1
