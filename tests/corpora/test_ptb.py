"""Trees alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path


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
