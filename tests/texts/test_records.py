"""Text in JSON lines."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mtal.corpora.report import ReadingReport
from mtal.corpora.sentence import Sentence, write_sentences
from mtal.errors import InputError
from mtal.texts.found import Found
from mtal.texts.options import TextOptions
from mtal.texts.paragraphs import Splitter
from mtal.texts.records import read_records

SPLIT = Splitter(TextOptions(language="en")).sentences


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str | bytes], list[Found]]:
    def read(content: str | bytes) -> list[Found]:
        path = tmp_path / "a.jsonl"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return list(read_records(path, SPLIT, ReadingReport()))

    return read


def test_sentences_that_we_wrote_come_back(sentences: list[Sentence], tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    write_sentences(path, sentences)
    found = [Sentence(id or "", domain or "", words, labels) for _, words, id, domain, labels
             in read_records(path, SPLIT, ReadingReport())]  # fmt: skip
    assert found == sentences


def test_fields(read: Callable[[str], list[Found]]) -> None:
    assert read('\n{"tokens": ["Go", " on\\n"], "labels": null, "id": 7, "domain": "", "more": 1}\n') == [
        Found(2, ["Go", "on"], "7")
    ]
    assert read('{"tokens": ["Go"], "labels": {"ner": ["O"], "pos": null}}') == [
        Found(1, ["Go"], labels={"ner": ["O"]})
    ]


def test_a_text_is_divided_and_its_sentences_are_counted(read: Callable[[str], list[Found]]) -> None:
    assert read(
        '{"text": "He left. Bo\\n\\nand Ann stayed.", "id": "r", "domain": "x"}\n{"text": "No", "id": "s"}'
    ) == [
        Found(1, ["He", "left", "."], "r:0", "x"),
        Found(1, ["Bo"], "r:1", "x"),
        Found(1, ["and", "Ann", "stayed", "."], "r:2", "x"),
        Found(2, ["No"], "s"),
    ]
    assert read('{"text": " "}') == []


FAULTS: list[tuple[Any, str]] = [
    (b'{"text": "a"}\n[3]', "2: [3] instead of a JSON object"),
    (b"He left.", "1: not JSON: "),
    (b'{"text": "caf\xe9"}', "1: not UTF-8"),
    ('{"text": 3}', "1: neither a list tokens nor a text: text"),
    ("{}", "1: neither a list tokens nor a text: empty"),
    ('{"sentences": [["a"]], "ner": []}', "1: neither a list tokens nor a text: sentences, ner; the format dyg"),
    ('{"tokens": []}', "1: tokens are [] instead of a list of words, at least one"),
    ('{"tokens": "Go on"}', "1: tokens are 'Go on' instead"),
    ('{"tokens": ["a", 3]}', "1: tokens are ['a', 3] instead"),
    ('{"tokens": ["\\ud83d"]}', "1: '\\ud83d' is not valid Unicode"),
    ('{"text": "so \\ud83d"}', "1: 'so \\ud83d' is not valid Unicode"),
    ('{"tokens": ["a"], "id": ["x"]}', "1: id is ['x'] instead of a name"),
    ('{"tokens": ["a"], "id": true}', "1: id is True instead of a name"),
    ('{"tokens": ["a"], "id": " "}', "1: id ' ' is white space"),
    ('{"tokens": ["a"], "domain": "x\\ny"}', "1: domain 'x\\ny' holds U+000A (line feed)"),
    ('{"tokens": ["a"], "labels": ["O"]}', "1: labels are ['O'] instead of a JSON object"),
    ('{"tokens": ["a"], "labels": {"ner": ["O", "O"]}}', "1: ner: 2 tags for 1 words"),
    ('{"text": "a", "labels": {"ner": ["O"]}}', "1: labels need tokens, the words that they stand on, beside the text"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "message"), FAULTS)
def test_faults(content: Any, message: str, read: Callable[[Any], list[Found]], tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(content)
    assert str(caught.value).startswith(f"{tmp_path}/a.jsonl:{message}")
    assert "\n" not in str(caught.value)
