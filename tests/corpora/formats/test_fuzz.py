"""Whatever the bytes are, a reader gives sentences or an `InputError`, and what it gives is well formed."""

from __future__ import annotations

import os
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from mtal.corpora import bio
from mtal.corpora.formats import FORMATS
from mtal.corpora.report import ReadingReport, label_names
from mtal.corpora.sentence import Sentence
from mtal.errors import InputError
from support.samples import SAMPLES, TALE

PIECES = [b"", b"\n", b"\r", b"\t", b" ", b"(", b")", b"*", b"<", b">", b":", b"-", b"_", b"#", b"0", b"[", b'"']
PIECES += [b"-NONE-", b"TOP", b"I-", b"</ENAMEX>", b"1e999", b"\\ud800"]
PIECES += [b"\x00", b"\xff", b"\xc2\x85", b"\xe2\x80\xa8", b"\xef\xbb\xbf"]
PIECES += [b"()", b"(())", b"\v", b"\x7f", b"\xc2\xa0", b"\xe2\x80\x8b", b" <=> ", b"[WORD]", b"\r\n"]
PIECES += [b"\\n", b"\\u2028"]


@st.composite
def mutations(draw: st.DrawFn, seed: bytes) -> bytes:
    """`seed` with some of its bytes cut out, doubled or replaced."""
    data = seed
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 12)))
        piece = draw(st.one_of(st.sampled_from(PIECES), st.binary(max_size=4), st.just(data[start:end] * 2)))
        data = data[:start] + piece + data[end:]
    return data


@contextmanager
def a_file(name: str, data: bytes) -> Iterator[Path]:
    """A file that holds `data`, beside nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        yield path


def check_characters(sentence: Sentence) -> None:
    """Nothing that can't be seen is in a name, nothing that ends a line in a word; nothing stands around either."""
    labels = {name for name in label_names(sentence.labels) if isinstance(name, str)}
    for name in {sentence.id, sentence.domain} | labels:
        assert not {"Cc", "Cs", "Zl", "Zp"} & {unicodedata.category(character) for character in name}
    for text in [*labels, *sentence.tokens]:
        assert text == text.strip() != ""
        assert text.splitlines() == [text]


def check(sentence: Sentence) -> None:
    """The schema holds."""
    check_characters(sentence)
    n = len(sentence.tokens)
    assert n
    assert all(isinstance(word, str) and word and not word.isspace() for word in sentence.tokens)
    "".join(sentence.tokens).encode()
    for task in {"ner", "sf"} & set(sentence.labels):
        assert len(sentence.labels[task]) == n
        assert bio.fault(sentence.labels[task]) is None
    for task in {"ner", "sf", "pos"} & set(sentence.labels):
        assert len(sentence.labels[task]) == n
        assert any(tag is not None for tag in sentence.labels[task])
        assert "_" not in sentence.labels[task]
    if "dp" in sentence.labels:
        heads = sentence.labels["dp"]["heads"]
        assert len(heads) == len(sentence.labels["dp"]["deprels"]) == n
        assert all(head is None or (0 <= head <= n and head != i) for i, head in enumerate(heads, 1))
        assert 0 in heads or (None in heads and set(heads) != {None})
    for start, end, _ in sentence.labels.get("re", {}).get("entities", []):
        assert 0 <= start <= end < n


def read_all(format: str, path: Path) -> None:
    """Strictly and patiently: the first fault is the same."""
    patient = ReadingReport(keep_going=True)
    first = None
    try:
        for sentence in FORMATS[format].read(path, report=patient):
            check(sentence)
    except InputError as error:
        patient.problems.append(error)
    try:
        list(FORMATS[format].read(path, report=ReadingReport()))
    except InputError as error:
        first = str(error)
        assert os.linesep not in first
    assert [str(problem) for problem in patient.problems[:1]] == ([first] if first else [])


@pytest.mark.parametrize("format", FORMATS)
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_mutated_files(format: str, data: st.DataObject) -> None:
    with a_file(SAMPLES[format].name, data.draw(mutations(SAMPLES[format].read_bytes()))) as path:
        read_all(format, path)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_mutated_entity_files(data: st.DataObject) -> None:
    with a_file("tale.name", data.draw(mutations(TALE.with_suffix(".name").read_bytes()))) as path:
        path.with_suffix(".parse").write_bytes(TALE.with_suffix(".parse").read_bytes())
        read_all("ontonotes", path.with_suffix(".parse"))


@pytest.mark.parametrize("format", FORMATS)
@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.one_of(st.binary(max_size=60), st.text(max_size=60).map(str.encode)))
def test_any_bytes(format: str, data: bytes) -> None:
    with a_file(SAMPLES[format].name, data) as path:
        read_all(format, path)
