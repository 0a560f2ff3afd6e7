"""Entities and relations in JSON lines."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mtal.corpora.formats import dygie
from mtal.corpora.sentence import Sentence

# Sizes in paper Table 2 (train, dev, test); the train files of NYT24 and NYT29 aren't there.
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


def without(field: str) -> str:
    """A document that lacks a field."""
    record = json.loads(document())
    del record[field]
    return json.dumps(record) + "\n"


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
        ("{}", "missing: 'sentences', 'ner', 'relations'; give one list a sentence"),
        (without("relations"), "missing: 'relations'; give one list a sentence, empty where it has none"),
        (without("ner"), "missing: 'ner'; give"),
        (document(relations=None), "field 'relations' isn't a list"),
        (document(ner=[None, []]), "sentence 1: 'ner' isn't a list"),
        (document(ner=[[[0, float("nan"), "P"]], []]), "indices"),
        (document()[:-2] + ', "ner": [[], []]}', "the key 'ner' twice"),
        (document(doc_key="a\nb"), r"sentence id 'a\nb:0' holds U+000A (line feed)"),
        (document(doc_key="a\u2028b"), "holds U+2028 (line separator)"),
        (document(ner=[[[0, 0, "P\tQ"]], []], relations=[[], []]), r"label 'P\tQ' holds U+0009 (tab)"),
        (document(ner=[[[0, 0, "P\u200b"]], []], relations=[[], []]), "holds U+200B (zero width space)"),
        (document(ner=[[[0, 0, " "]], []], relations=[[], []]), "2 indices and a type"),
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


def test_white_space_and_control_characters_are_taken_out_and_counted(tmp_path: Path, reading: Callable) -> None:
    text = document(
        doc_key=" k ",
        sentences=[["a\nb", " b", "c\u2028"], ["\u0000", "\u200b"]],
        ner=[[[0, 1, "P "], [2, 2, "Q"]], [[3, 3, "P"]]],
    )
    (tmp_path / "x.json").write_text(text + "\n \n" + document(sentences=[], ner=[], relations=[]))
    sentences, report = reading("dygie", tmp_path)
    assert [(s.id, s.tokens) for s in sentences] == [("k:0", ["a b", "b", "c"]), ("k:1", ["_", "_"])]
    assert sentences[0].labels["re"]["entities"] == [[0, 1, "P"], [2, 2, "Q"]]
    assert report.notes == {
        "document without a sentence": 1,
        "empty word replaced by a placeholder": 2,
        "white space around a document's key or a type taken off": 2,
        "white space or control characters taken out of a word": 3,
    }


def test_strings_may_hold_what_ends_lines_elsewhere(tmp_path: Path, reading: Callable) -> None:
    """JSON allows U+2028 and U+0085 in strings as they are."""
    text = document(sentences=[["a\u2028b", "c\u2028d", "e\x85f"], ["d", "e"]])
    written = json.dumps(json.loads(text), ensure_ascii=False)
    assert "\u2028" in written
    (tmp_path / "x.json").write_text(written, encoding="utf-8")
    (first, _), _ = reading("dygie", tmp_path)
    assert first.tokens == ["a b", "c d", "e f"]


@pytest.mark.parametrize("text", ["", "\n", " \n\n"])
def test_a_file_without_a_document_is_refused(fault: Callable, text: str) -> None:
    assert fault("dygie", "x.json", text) == (None, "no document in this file")


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
