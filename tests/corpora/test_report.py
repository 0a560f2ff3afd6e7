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
    with pytest.raises(InputError, match=r"corpus\.txt:7: sentence id 'a' is used twice; first in corpus\.txt:1"):
        report.accept(Sentence("a", "d", ["y"]), HERE, 7)
    with pytest.raises(InputError, match=r"other\.txt:1: sentence id 'a' is used twice; first in corpus\.txt:1"):
        report.accept(Sentence("a", "d", ["y"]), Path("other.txt"), 1)
    with pytest.raises(InputError, match=r"corpus\.txt:1: sentence id 'a' is used twice; first in corpus\.txt:1"):
        report.accept(Sentence("a", "d", ["y"]), HERE, 1)
    assert report.counts["sentences"] == 1


UNSEEN = {
    "\n": "U+000A (line feed)",
    "\t": "U+0009 (tab)",
    "\r": "U+000D (carriage return)",
    "\0": "U+0000 (control character)",
    "\x7f": "U+007F (control character)",
    "\x85": "U+0085 (next line)",
    "\u2029": "U+2029 (paragraph separator)",
    "\u200b": "U+200B (zero width space)",
    "\ufeff": "U+FEFF (byte order mark)",
    "\ud800": "U+D800 (control character)",
}
NAMED = {
    "sentence id": lambda name: Sentence(name, "d", ["x"]),
    "domain": lambda name: Sentence("a", name, ["x"]),
    "label": lambda name: Sentence("a", "d", ["x"], {"pos": [name]}),
}
PLACES = {
    "ner": lambda name: ["O", f"B-{name}"],
    "pos": lambda name: [None, name],
    "id": lambda name: ["x", name],
    "dp": lambda name: {"heads": [0, 1], "deprels": ["root", name]},
    "re": lambda name: {"entities": [[0, 0, "E"], [1, 1, name]], "relations": []},
}


@pytest.mark.parametrize("what", NAMED)
@pytest.mark.parametrize("character", UNSEEN)
def test_names_hold_no_character_that_cannot_be_seen(what: str, character: str) -> None:
    report = ReadingReport()
    with pytest.raises(InputError) as caught:
        report.accept(NAMED[what](f"n{character}m"), HERE, 7)
    assert (caught.value.line, caught.value.reason) == (7, f"{what} {f'n{character}m'!r} holds {UNSEEN[character]}")
    assert not report.counts


@pytest.mark.parametrize("task", PLACES)
def test_every_kind_of_label_is_looked_at_each_time(task: str) -> None:
    report = ReadingReport()
    report.accept(Sentence("a", "d", ["x"], {task: PLACES[task]("good")}), HERE, 1)
    for name, reason in (("n\n", "holds"), (" n ", "begins or ends in white space"), ("n\u00a0", "begins or ends")):
        for _ in range(2):
            with pytest.raises(InputError, match=reason):
                report.accept(Sentence("b", "d", ["x"], {task: PLACES[task](name)}), HERE, 2)


@pytest.mark.parametrize(
    "name", ["play music", "a\u00a0b", "می\u200cخواهم", "ＡＢ", "naïve", "👩\u200d🔬", "\U0001fae8"]
)
def test_names_of_all_scripts_are_good(name: str) -> None:
    report = ReadingReport()
    for what in NAMED:
        sentence = NAMED[what](name)
        assert report.accept(Sentence(what + name, sentence.domain, ["x"], sentence.labels), HERE, 1)


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
