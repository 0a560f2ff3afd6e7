"""Batches: what may be handed out, and the file that remembers it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from mtal.corpora.sentence import Sentence
from mtal.errors import InputError, UserError
from mtal.exchange import Batch, Item, read_batch, write_batch
from support.annotated import QUICK, batches, example


@given(batch=batches())
@QUICK
def test_a_batch_is_remembered(tmp_path_factory: pytest.TempPathFactory, batch: Batch) -> None:
    path = tmp_path_factory.mktemp("batch") / "batch.json"
    write_batch(path, batch)
    assert read_batch(path) == batch


@pytest.mark.parametrize("content", ["[]", "{}", '{"name": "a", "items": [{}], "labels": {}}', "3"])
def test_another_file_is_refused(content: str, tmp_path: Path) -> None:
    path = tmp_path / "batch.json"
    path.write_text(content)
    with pytest.raises(InputError, match="not a batch"):
        read_batch(path)


def one(name: str = "s", words: tuple[str, ...] = ("a",), tasks: tuple[str, ...] = ("ner",)) -> Item:
    return Item(Sentence(name, "d", list(words)), tasks)


@pytest.mark.parametrize(
    ("items", "labels", "message"),
    [
        ([one(), one()], {}, "sentence 's' stands 2 times in the batch"),
        ([one(tasks=("nr",))], {}, "unknown task nr; choose from dp, id, ner, ner_span, pos, re, sf"),
        ([one()], {"x": ["a"]}, "unknown task x"),
        ([one(tasks=())], {}, "sentence 's': no task is asked for"),
        ([one(words=())], {}, "sentence 's' has no words"),
        ([one(words=("a", ""))], {}, "word 2, '', can't be seen as it is"),
        ([one(words=("a\tb",))], {}, r"word 1, 'a\\tb', can't be seen"),
        ([one(words=(" a",))], {}, "word 1, ' a', can't be seen"),
        ([one(name="a\nb")], {}, r"sentence id 'a\\nb' holds U\+000A"),
        ([one(name=" ")], {}, "sentence id ' ' is empty or begins or ends in white space"),
        ([one()], {"ner": ["a "]}, "ner: label 'a ' is empty or begins"),
        ([one()], {"ner": [""]}, "ner: label '' is empty"),
        ([one()], {"ner": ["a\x00"]}, r"ner: label 'a\\x00' holds U\+0000"),
    ],
)
def test_what_no_file_could_carry_is_refused(items: list[Item], labels: dict, message: str) -> None:
    with pytest.raises(UserError, match=message):
        Batch("b", items, labels)


def test_what_is_asked_and_what_is_seen() -> None:
    first, second = example().items
    assert first.asked() == first.seen() == ["id", "sf", "ner", "pos", "dp", "re"]
    assert (second.asked(), second.seen()) == (["ner"], ["ner", "pos"])
    assert one(tasks=("ner_span",)).asked() == ["re"]
