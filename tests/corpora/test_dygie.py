"""Entities and relations in JSON lines."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mtal.corpora import dygie
from mtal.corpora.sentence import Sentence

# Table 2 of the paper (train, dev, test); the train files of NYT24 and NYT29 aren't there.
TABLE_2 = {
    "scierc": {"train": 1540, "dev": 217, "test": 451},
    "wlp": {"train": 6690, "dev": 2320, "test": 2343},
    "webnlg": {"train": 4973, "dev": 500, "test": 689},
    "nyt24": {"dev": 5000, "test": 5000},
    "nyt29": {"dev": 7033, "test": 4006},
}


def document(**changes: Any) -> str:
    """Two sentences of three and two words, changed."""
    record = {
        "sentences": [["a", "b", "c"], ["d", "e"]],
        "ner": [[[0, 1, "P"], [2, 2, "Q"]], [[3, 3, "P"]]],
        "relations": [[[0, 1, 2, 2, "r"]], []],
    }
    return json.dumps(record | changes) + "\n"


def test_own_file(own: Path, reading: Callable, expected: Callable) -> None:
    sentences, report = reading("dygie", own / "lines" / "tale.json")
    assert sentences == expected("dygie")
    assert report.counts["documents"] == 2
    assert report.notes == {"repeated relation entry dropped": 1, "empty word replaced by a placeholder": 1}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        (document()[:-9], "not JSON"),
        ("[]", "not a JSON object"),
        ("{}", "'sentences' isn't a list"),
        (document(sentences=[["a", "b", "c"]]), "parallel: 1 sentences, 2 ner, 2 relations"),
        (document(sentences=[["a", "b", "c"], []]), "sentence 2: no words"),
        (document(sentences=[["a", "b", 3], ["d", "e"]]), "sentence 1: a word isn't a string"),
        (document(sentences=[["a", "b", "\ud800"], ["d", "e"]]), "Unicode"),
        (document(sentences=["abc", "de"]), "sentence 1: a sentence isn't a list"),
        (document(ner=[[[0, 3, "P"]], []]), "sentence 1: span [0, 3] lies outside the sentence (words 0..2)"),
        (document(ner=[[[1, 0, "P"]], []]), "span [1, 0]"),
        (document(ner=[[[-1, 0, "P"]], []]), "span [-1, 0]"),
        (
            document(ner=[[], [[2, 3, "P"]]], relations=[[], []]),
            "sentence 2: span [2, 3] lies outside the sentence (words 3..4)",
        ),
        (document(ner=[[[0, True, "P"]], []]), "indices"),
        (document(ner=[[[0, 0.0, "P"]], []]), "indices"),
        (document(ner=[[[0, 1, "P"], [0, 1, "Q"]], []]), "two types"),
        (document(ner=[[[0, 1, ""]], []]), "type"),
        (document(relations=[[[0, 1, 1, 2, "r"]], []]), "argument [1, 2] is not listed"),
        (document(relations=[[[0, 1, 0, 1, "r"]], []]), "itself"),
        (document(relations=[[[0, 1, "r"]], []]), "4 indices"),
        (document(relations=[[], [[0, 1, 2, 2, "r"]]]), "sentence 2: span [0, 1]"),
        (document(doc_key=3), "doc_key"),
    ],
)
def test_faults(fault: Callable, line: str, reason: str) -> None:
    found = fault("dygie", "x.json", document() + line)
    assert found[0] == 2
    assert reason in found[1]


@pytest.mark.parametrize(
    ("entities", "kept"),
    [
        ([], False),
        ([[0, 0, "P"]], False),
        ([[0, 7, "P"], [0, 0, "P"]], True),
        ([[0, 8, "P"], [0, 0, "P"]], False),
        ([[0, 0, "P"], [1, 1, "P"], [0, 8, "P"]], True),
    ],
)
def test_pair_filter(entities: list, kept: bool) -> None:
    sentence = Sentence("s", "d", ["w"] * 9, {"re": {"entities": entities, "relations": []}})
    assert dygie.keeps_pair(sentence) is kept
    assert dygie.keeps_pair(sentence, max_width=9) is (len(entities) > 1)


@pytest.mark.parametrize("name", TABLE_2)
def test_table_2_of_the_paper(real: Path, reading: Callable, name: str) -> None:
    counts = {}
    for path in dygie.files(real / "ner-re" / name):
        sentences, _ = reading("dygie", path)
        counts[path.name.split(".")[0]] = sum(map(dygie.keeps_pair, sentences))
    assert counts == TABLE_2[name]


def test_real_counts(real: Path, reading: Callable) -> None:
    """Those that the sets' description gives."""
    sentences, report = reading("dygie", real / "ner-re" / "scierc")
    assert (len(sentences), report.counts["documents"], report.counts["entities"]) == (2687, 500, 8094)
    assert report.counts["relations"] + report.notes["repeated relation entry dropped"] == 4648
    _, report = reading("dygie", real / "ner-re" / "wlp")
    assert report.notes == {"empty word replaced by a placeholder": 2}
