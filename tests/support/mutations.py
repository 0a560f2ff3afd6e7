"""Files with some bytes changed, and what must hold of a sentence that is read all the same."""

from __future__ import annotations

import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import hypothesis.strategies as st

from mtal.corpora import bio
from mtal.corpora.report import label_names
from mtal.corpora.sentence import Sentence

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
