"""The counts and the faults of a reading."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtal.corpora.report import ReadingReport, shown
from mtal.corpora.sentence import Sentence
from mtal.errors import InputError

HERE = Path("corpus.txt")


def test_counts_of_every_kind_of_label() -> None:
    report = ReadingReport()
    report.accept(Sentence("a", "d", ["x", "y"], {"ner": ["B-P", "I-P"], "sf": ["B-q", "B-q"], "id": ["i"]}), HERE, 1)
    relation = {"entities": [[0, 0, "E"], [1, 1, "E"]], "relations": [[0, 0, 1, 1, "r"]]}
    report.accept(Sentence("b", "d", ["x", "y"], {"re": relation}), HERE, 2)
    report.accept(Sentence("c", "d", ["x"]), HERE, 3)
    report.note("nothing", 0)
    report.note("twice", 2)
    assert report.as_dict() == {
        "sentences": 3,
        "tokens": 5,
        "entities": 5,
        "relations": 1,
        "labelled": {"ner": 1, "sf": 1, "id": 1, "re": 1},
        "notes": {"twice": 2},
    }


def test_an_id_may_stand_once() -> None:
    report = ReadingReport()
    report.accept(Sentence("a", "d", ["x"]), HERE, 1)
    with pytest.raises(InputError, match=r"corpus\.txt:7: sentence id 'a' is used twice"):
        report.accept(Sentence("a", "d", ["y"]), HERE, 7)
    assert report.counts["sentences"] == 1


def test_faults_are_raised_or_kept() -> None:
    fault = InputError(HERE, 1, "bad")
    with pytest.raises(InputError), ReadingReport().faults():
        raise fault
    patient = ReadingReport(keep_going=True)
    with patient.faults():
        raise fault
    assert patient.problems == [fault]
    with pytest.raises(KeyError), patient.faults():
        raise KeyError


def test_shown_is_one_short_line() -> None:
    assert shown("a\n\u2028b") == r"'a\n\u2028b'"
    assert len(shown("x" * 1000)) == 40
