"""Which files are read, and by whom."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from mtal.corpora.formats import FORMATS
from mtal.corpora.report import ReadingReport
from mtal.errors import UserError
from mtal.texts.options import TextOptions
from mtal.texts.paragraphs import Splitter
from mtal.texts.sources import files_of, read_file
from support.samples import SAMPLES

SPLIT = Splitter(TextOptions(language="en")).sentences


def write(path: Path, content: str = "Go\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def test_files_come_once_and_in_order(tmp_path: Path) -> None:
    b, a, c = (write(tmp_path / name) for name in ("in/b.jsonl", "in/z/a.txt", "c.tsv"))
    write(tmp_path / "in/README.md")
    write(tmp_path / "in/.hidden/d.txt")
    expected = [(c, "csv"), (b, "jsonl"), (a, "text")]
    assert files_of([c, tmp_path / "in", str(a), tmp_path / "in/../in"], None) == expected


def test_a_format_that_is_given_is_that_of_all_files(tmp_path: Path) -> None:
    a, b = write(tmp_path / "a.txt"), write(tmp_path / "b.md")
    assert files_of([tmp_path, b], "words") == [(a, "words"), (b, "words")]
    assert files_of([SAMPLES["conllu"].parent], "conllu") == [(SAMPLES["conllu"], "conllu")]


FAULTS = [
    ("b.md", None, r"b\.md: of which format\? Its name ends in none of \.txt, .*\.conllup; say which"),
    ("none", None, r"none: no such file or folder"),
    ("in", None, r"in: no file named \*\.txt or .* in this folder"),
    ("in", "csv", r"in: no file named \*\.csv or \*\.tsv in this folder"),
    ("in", "conllu", r"in: no file named .* in this folder"),
]


@pytest.mark.parametrize(("name", "format", "message"), FAULTS)
def test_what_is_not_there_is_told(name: str, format: str | None, message: str, tmp_path: Path) -> None:
    write(tmp_path / "b.md")
    write(tmp_path / "in/c.md")
    with pytest.raises(UserError, match=message):
        files_of([tmp_path / name], format)


@pytest.mark.parametrize("format", FORMATS)
def test_corpora_keep_their_labels(format: str) -> None:
    sentences = list(FORMATS[format].read(SAMPLES[format], report=ReadingReport()))
    found = list(read_file(SAMPLES[format], format, SPLIT, ReadingReport()))
    assert [(each.words, each.labels, each.domain) for each in found] == [
        (each.tokens, each.labels, each.domain) for each in sentences
    ]
    assert all(each.id in (None, sentence.id) for each, sentence in zip(found, sentences, strict=True))


def test_an_id_by_place_is_none_of_its_own() -> None:
    found = list(read_file(SAMPLES["conllu"], "conllu", SPLIT, ReadingReport()))
    assert [each.id for each in found][:3] == ["tale-1", None, "tale-3"]
    assert not any(each.id for each in read_file(SAMPLES["slots"], "slots", SPLIT, ReadingReport()))


def test_words_are_parted_by_white_space(tmp_path: Path) -> None:
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress("Dr.\tSmith\u00a0left . Bo\r\n\r\nשלום 👋🏽\r\n".encode()))
    found = read_file(path, "words", SPLIT, ReadingReport())
    assert [(each.line, each.words) for each in found] == [
        (1, ["Dr.", "Smith", "left", ".", "Bo"]),
        (3, ["שלום", "👋🏽"]),
    ]


@pytest.mark.parametrize("format", ["text", "words", "jsonl"])
@pytest.mark.parametrize("content", ["", "\n \n"])
def test_a_file_without_a_sentence_is_refused(format: str, content: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"a: no sentence in this file$"):
        list(read_file(write(tmp_path / "a", content), format, SPLIT, ReadingReport()))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"so\ncaf\xe9\n", r"a\.txt:2: not UTF-8 \(byte 0xE9\); re-encode"),
        ("so".encode("utf-16"), r"a\.txt:1: UTF-16"),
        (b"a\x00b\n", r"a\.txt:1: NUL byte"),
    ],
)
@pytest.mark.parametrize("format", ["text", "words"])
def test_other_encodings_are_refused(format: str, content: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    with pytest.raises(UserError, match=message):
        list(read_file(tmp_path / "a.txt", format, SPLIT, ReadingReport()))
