"""Slot and intent files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mtal.corpora.formats import slots
from mtal.corpora.report import ReadingReport


def test_own_file(own: Path, reading: Callable, expected: Callable) -> None:
    sentences, report = reading("slots", own / "lines" / "train")
    assert sentences == expected("slots")
    assert report.notes == {"empty word replaced by a placeholder": 1}


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("a:O <=> x\na:O b:O\n", 2, "once"),
        ("a:O <=> x <=> y\n", 1, "once"),
        ("a:O <=> <=> x\n", 1, "2 times"),
        ("a:O<=>x\n", 1, "0 times ' <=> '"),
        ("a:O <=>x\n", 1, "0 times"),
        ("a:O\u00a0b:O <=> x\n", 1, "may be two items or one"),
        ("a:O\u2028b:O <=> x\n", 1, "may be two items or one"),
        ("a:O <=> x\u200b\n", 1, "label 'x\\u200b' holds U+200B (zero width space)"),
        ("a:O <=> x\u2028y\n", 1, "holds U+2028 (line separator)"),
        ("a:B-t\x7f <=> x\n", 1, "holds U+007F (control character)"),
        ("a:O <=> \n", 1, "empty intent"),
        ("a:O <=> x; \n", 1, "empty intent"),
        ("a:O\rb:O <=> x\nc:O <=> x\n", 1, "carriage return"),
        ("a:O b <=> x\n", 1, "item 2, 'b'"),
        ("a:O b: <=> x\n", 1, "item 2"),
        ("a:O b:I-t <=> x\n", 1, "without B-t"),
        ("a:O b:t <=> x\n", 1, "neither"),
        ("a:O <=> x;\n", 1, "empty intent"),
        (" <=> x\n", 1, "no word before '<=>'"),
        ("a:O <=> x;_\n", 1, "missing intent '_' beside others"),
        ("", None, "no utterance"),
        ("\n\n", None, "no utterance"),
    ],
)
def test_faults(fault: Callable, text: str, line: int | None, reason: str) -> None:
    found = fault("slots", "train", text)
    assert found[0] == line
    assert reason in found[1]


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("a:O b:B-t <=> x;y ", slots.EXTRA_SPACE),
        ("  a:O  b:B-t   <=>  x;y", slots.EXTRA_SPACE),
        ("a:O\tb:B-t\t<=>\tx;y", slots.EXTRA_SPACE),
        ("a:O b:B-t <=> x; y", slots.OTHER_SPACE),
        ("a:O b:B-t <=> x;y\u00a0", slots.OTHER_SPACE),
        ("a:O b:B-t\u00a0 <=> x;y", slots.OTHER_SPACE),
        ("a:O \u00a0b:B-t <=> x;y", "white space or control characters taken out of a word"),
        ("a\u2028:O b:B-t <=> x;y", "white space or control characters taken out of a word"),
    ],
)
def test_what_can_only_be_meant_one_way_is_read_so_and_counted(
    tmp_path: Path, reading: Callable, line: str, note: str
) -> None:
    (tmp_path / "train.txt").write_text(line + "\na:O b:B-t <=> x;y\n", encoding="utf-8")
    sentences, report = reading("slots", tmp_path)
    assert [(s.tokens, s.labels) for s in sentences] == 2 * [(["a", "b"], {"sf": ["O", "B-t"], "id": ["x", "y"]})]
    assert report.notes == {note: 1}


def test_white_space_inside_a_word_stays(tmp_path: Path, reading: Callable) -> None:
    (tmp_path / "train.txt").write_text("20\u00a0000:B-t km:O <=> go far\n \t\n", encoding="utf-8")
    (sentence,), report = reading("slots", tmp_path)
    assert (sentence.tokens, sentence.labels["id"]) == (["20\u00a0000", "km"], ["go far"])
    assert report.notes == {"blank line left out": 1}


def test_files_are_known_by_ending_or_by_split(tmp_path: Path) -> None:
    for name in ("train", "train_2", "xx-dev", "test.txt", "more.txt.gz", ".train.txt", "train.json", "notes"):
        (tmp_path / name).touch()
    names = [path.name for path in slots.files(tmp_path)]
    assert names == ["more.txt.gz", "test.txt", "train", "train_2", "xx-dev"]


def test_missing_tags_and_intents_are_no_labels(tmp_path: Path) -> None:
    (tmp_path / "train").write_text("a:B-t b:_ c:I-t <=> _\na:_ b:_ <=> x\n_:O <=> _x\n")
    report = ReadingReport()
    labels = [sentence.labels for sentence in slots.read(tmp_path / "train", report=report)]
    assert labels == [{"sf": ["B-t", None, "I-t"]}, {"id": ["x"]}, {"sf": ["O"], "id": ["_x"]}]
    assert report.labelled == {"sf": 2, "id": 2}


def test_every_fault_is_collected(tmp_path: Path) -> None:
    (tmp_path / "train").write_text("a:O <=> x\nb <=> x\n\nc:O\nd:O <=> x")
    report = ReadingReport(keep_going=True)
    assert [s.tokens for s in slots.read(tmp_path / "train", report=report)] == [["a"], ["d"]]
    assert [problem.line for problem in report.problems] == [2, 4]
    assert report.notes == {"blank line left out": 1}


@pytest.mark.parametrize(("name", "sizes"), [("atis", (4478, 500, 893)), ("snips", (13084, 700, 700))])
def test_real_corpora(real: Path, reading: Callable, name: str, sizes: tuple[int, ...]) -> None:
    read = [reading("slots", real / "sf-id" / name / split) for split in ("train", "valid", "test")]
    assert tuple(len(sentences) for sentences, _ in read) == sizes
    notes = [report.notes["empty word replaced by a placeholder"] for _, report in read]
    assert notes == ([0, 0, 0] if name == "atis" else [11, 0, 1])
    several = tuple(sum(len(s.labels["id"]) > 1 for s in sentences) for sentences, _ in read)
    assert several == ((23, 3, 15) if name == "atis" else (0, 0, 0))
