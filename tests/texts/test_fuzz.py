"""Whatever the bytes are, they are sentences or one line that says what is wrong."""

from __future__ import annotations

from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from mtal.corpora.sentence import Sentence
from mtal.errors import UserError
from mtal.texts.options import TextOptions
from mtal.texts.pool import read_pool
from support.mutations import a_file, check, mutations
from support.samples import SAMPLES

INPUT = Path(__file__).parents[1] / "data/texts/input"
FILES = {
    "text": INPUT / "scripts.txt",
    "words": INPUT / "words.txt",
    "csv": INPUT / "tale.csv",
    "jsonl": INPUT / "tale.jsonl",
    "conllu": SAMPLES["conllu"],
    "slots": SAMPLES["slots"],
}
TASKS = ["dp", "id", "ner", "pos", "re", "sf"]


def read(path: Path, format: str) -> list[Sentence]:
    try:
        sentences = read_pool([path], TASKS, TextOptions(format=format)).sentences
    except UserError as error:
        assert "\n" not in str(error)
        return []
    for sentence in sentences:
        check(sentence)
    assert len({sentence.id for sentence in sentences}) == len(sentences)
    return sentences


@pytest.mark.parametrize("format", FILES)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_mutated_files(format: str, data: st.DataObject) -> None:
    with a_file(FILES[format].name, data.draw(mutations(FILES[format].read_bytes()))) as path:
        read(path, format)


@pytest.mark.parametrize("format", FILES)
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.one_of(st.binary(max_size=60), st.text(max_size=60).map(lambda text: text.encode("utf-8", "replace"))))
def test_any_bytes(format: str, data: bytes) -> None:
    with a_file(FILES[format].name, data) as path:
        read(path, format)


@pytest.mark.parametrize("format", FILES)
def test_the_files_are_sound(format: str) -> None:
    assert read(FILES[format], format)
