"""Trees alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mtal.corpora.formats import ptb
from mtal.corpora.report import ReadingReport
from mtal.errors import InputError

TREE = "(TOP (S (NP-SBJ (PRP She)) (VP (VBD left))))"


def test_own_trees(own: Path, reading: Callable, expected: Callable) -> None:
    sentences, report = reading("ptb", own / "ontonotes")
    assert [(s.id, s.domain) for s in sentences] == [
        ("00/chat_0001:0", "00"),
        ("00/tale_0001:0", "00"),
        ("00/tale_0001:2", "00"),
        ("00/tale_0001:3", "00"),
    ]
    for sentence, wanted in zip(sentences, expected("ontonotes"), strict=True):
        assert sentence.tokens == wanted.tokens
        assert sentence.labels == {task: wanted.labels[task] for task in ("dp", "pos")}
    assert sum(report.notes.values()) == 2


def test_reading_goes_on_behind_an_empty_tree(tmp_path: Path) -> None:
    path = tmp_path / "x.mrg"
    path.write_text(f"{TREE}\n(())\n( )\n{TREE} (TOP)\n{TREE}\n")
    report = ReadingReport(keep_going=True)
    assert len(list(ptb.read(path, report=report))) == 3
    assert [problem.line for problem in report.problems] == [2, 3, 4]
    strict = ptb.read(path, report=ReadingReport())
    assert next(strict).tokens == ["She", "left"]
    with pytest.raises(InputError, match=r"x\.mrg:2: an empty bracket, where a phrase or a word is due"):
        next(strict)


@pytest.mark.parametrize("text", ["", "\n", "\f\n"])
def test_a_file_without_a_tree_is_refused(fault: Callable, text: str) -> None:
    assert fault("ptb", "x.mrg", text) == (None, "there is no tree in this file")


def test_several_roots_are_counted(tmp_path: Path, reading: Callable) -> None:
    (tmp_path / "x.mrg").write_text("( (S (NP-SBJ (PRP She)) (VP (VBD left))) (. .))\n")
    (sentence,), report = reading("ptb", tmp_path)
    assert sentence.labels["dp"]["heads"].count(0) == 2
    assert report.notes == {"sentence with several roots": 1}


def test_a_word_that_is_only_white_space_gets_a_placeholder(tmp_path: Path, reading: Callable) -> None:
    (tmp_path / "x.mrg").write_text("(TOP (NP (DT a) (NN \u0085)))")
    (sentence,), report = reading("ptb", tmp_path)
    assert sentence.tokens == ["a", "_"]
    assert report.notes == {"empty word replaced by a placeholder": 1}


def test_real_trees(real: Path, reading: Callable) -> None:
    sentences, report = reading("ptb", real / "wsj-sample")
    assert (len(sentences), report.counts["tokens"]) == (3914, 94084)
    assert not report.notes
