"""Files of text that a model is asked about."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from mtal.corpora.sentence import Sentence, write_sentences
from mtal.errors import UserError
from mtal.trained.reading import INPUTS, read_files
from support.samples import SAMPLES


def words(path: Path, format: str | None = None) -> list[tuple[str, list[str]]]:
    return [(sentence.id, sentence.tokens) for sentence in read_files([str(path)], format)]


def test_text_is_a_sentence_a_line(tmp_path: Path) -> None:
    path = tmp_path / "new.txt"
    path.write_bytes("\ufeffAnn  left .\r\n\r\n\tשלום\u00a0עולם 👋🏽\r\n".encode())
    assert words(path) == [(f"{path}:1", ["Ann", "left", "."]), (f"{path}:3", ["שלום", "עולם", "👋🏽"])]
    packed = tmp_path / "new.txt.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    assert [each for _, each in words(packed)] == [each for _, each in words(path)]


def test_ids_are_what_the_user_called_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a").mkdir()
    (tmp_path / "a/new.txt").write_text("Go\n")
    (sentence,) = read_files(["a/new.txt"], None)
    assert (sentence.id, sentence.domain) == ("a/new.txt:1", "a")


def test_records_give_their_words_ids_and_domains(sentences: list[Sentence], tmp_path: Path) -> None:
    path = tmp_path / "new.jsonl"
    write_sentences(path, sentences)
    found = list(read_files([str(path)], None))
    assert found == [Sentence(each.id, each.domain, each.tokens) for each in sentences]
    path.write_text('{"tokens": ["Go"], "labels": 3, "more": null}\n\n{"tokens": ["On"], "id": 0}\n')
    assert words(path) == [(f"{path}:1", ["Go"]), ("0", ["On"])]


@pytest.mark.parametrize("format", SAMPLES)
def test_every_corpus_format_gives_its_words_alone(format: str) -> None:
    found = list(read_files([str(SAMPLES[format])], format))
    assert found and not any(sentence.labels for sentence in found) and all(sentence.tokens for sentence in found)


def test_conllu_is_known_by_its_ending() -> None:
    assert words(SAMPLES["conllu"]) == words(SAMPLES["conllu"], "conllu")
    assert set(SAMPLES) | {"text", "raw", "jsonl"} == set(INPUTS)


def test_raw_text_is_divided_by_the_rules_of_a_language(tmp_path: Path) -> None:
    path = tmp_path / "new.txt"
    path.write_text("Dr. Smith left. Bo\nstayed.\n\nשלום! 我来。\n", encoding="utf-8")
    assert [(each.id, " ".join(each.tokens)) for each in read_files([str(path)], "raw", "en")] == [
        (f"{path}:1:0", "Dr. Smith left ."),
        (f"{path}:1:1", "Bo stayed ."),
        (f"{path}:4:0", "שלום !"),
        (f"{path}:4:1", "我来 。"),
    ]
    assert [each for _, each in words(path, "raw")][:2] == [["Dr", "."], ["Smith", "left", "."]]
    assert words(path, "raw")[-1] == (f"{path}:4:1", ["我", "来", "。"])


def test_a_language_for_text_that_is_divided_is_refused(tmp_path: Path) -> None:
    for format in (None, "text"):
        with pytest.raises(UserError, match=r"--language en: only text .* has one; give --format raw"):
            read_files([str(tmp_path / "new.txt")], format, "en")


FAULTS: dict[str, tuple[str, bytes, str]] = {
    "empty text": ("a.txt", b"", r"a\.txt: no sentence in this file"),
    "blank text": ("a.txt", b" \n\n", r"a\.txt: no sentence in this file"),
    "empty records": ("a.jsonl", b"", r"a\.jsonl: no sentence in this file"),
    "empty conllu": ("a.conllu", b"", r"a\.conllu: no sentence in this file"),
    "latin-1": ("a.txt", b"so\ncaf\xe9\n", r"a\.txt:2: not UTF-8 \(byte 0xE9\); re-encode"),
    "utf-16": ("a.txt", "so".encode("utf-16"), r"a\.txt:1: UTF-16, not UTF-8; re-encode"),
    "latin-1 records": ("a.jsonl", b'{"tokens": ["caf\xe9"]}\n', r"a\.jsonl:1: not UTF-8"),
    "not JSON": ("a.jsonl", b'{"tokens": ["a"]}\nHe left\n', r"a\.jsonl:2: not JSON"),
    "no object": ("a.jsonl", b'["a"]\n', r"a\.jsonl:1: not a sentence record"),
    "no tokens": ("a.jsonl", b'{"text": "He left"}\n', r"a\.jsonl:1: not a sentence record: tokens must be"),
    "no words": ("a.jsonl", b'{"tokens": []}\n', r"a\.jsonl:1: not a sentence record"),
    "text for words": ("a.jsonl", b'{"tokens": "He left"}\n', r"a\.jsonl:1: not a sentence record"),
    "numbers for words": ("a.jsonl", b'{"tokens": [1, 2]}\n', r"a\.jsonl:1: not a sentence record"),
    "torn id": ("a.jsonl", b'{"tokens": ["a"], "id": "b\\nc"}\n', r"a\.jsonl:1: id 'b\\nc' holds U\+000A"),
    "few columns": ("a.conllu", b"1\tGo\n\n", r"a\.conllu:1: 2 tab-separated columns"),
    "unknown ending": ("a.doc", b"Go\n", r"a\.doc: of which format\? .*\.txt, \.jsonl.*; give --format"),
    "no ending": ("a", b"Go\n", "of which format"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_cannot_be_read_is_told_in_one_line(fault: str, tmp_path: Path) -> None:
    name, content, message = FAULTS[fault]
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UserError, match=message) as caught:
        words(tmp_path / name)
    assert "\n" not in str(caught.value)


def test_files_that_are_not_there_and_folders(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Go\n")
    with pytest.raises(UserError, match=r"none\.txt: no such file"):
        read_files([str(tmp_path / "a.txt"), str(tmp_path / "none.txt")], None)  # before anything is read
    with pytest.raises(UserError, match="a folder; give its files"):
        read_files([str(tmp_path)], "text")
