"""`annotations.jsonl`."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from mtal.errors import InputError
from mtal.exchange import Answer
from mtal.project.asked import Asked, read_annotations, rounds_done, write_annotations
from support.asked import asked, pasts


@given(past=pasts())
def test_written_and_read_again_it_is_the_same(past: list[Asked], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "annotations.jsonl"
    write_annotations(past, path)
    assert read_annotations(path) == past


def test_no_file_is_nothing_asked(tmp_path: Path) -> None:
    assert read_annotations(tmp_path / "none.jsonl") == []


@pytest.mark.parametrize("line", ['{"batch": 0}', "[]", "<<<<<<< HEAD", '{"annotations": 2}', '{"annotations": 1}'])
def test_a_line_that_is_none_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "annotations.jsonl"
    write_annotations([asked(0, "s-1", ["ner"])], path)
    path.write_text(path.read_text() + line + "\n")
    with pytest.raises(InputError, match=r"annotations\.jsonl:3: not ") as error:
        read_annotations(path)
    assert "\n" not in str(error.value)


def test_what_is_asked_and_what_is_answered() -> None:
    one = asked(0, "s-1", ["re", "pos", "ner_span"], b={"re": {"entities": [], "relations": []}}, a={"pos": ["A", "B"]})
    assert one.layers() == ["re", "pos"] and one.answered() == ["re", "pos", "ner_span"]
    assert list(one.given()) == [
        Answer("s-1", "a", {"pos": ["A", "B"]}),
        Answer("s-1", "b", {"re": {"entities": [], "relations": []}}),
    ]
    assert asked(0, "s-1", ["pos"]).answered() == []


def test_rounds_are_batches_with_an_answer() -> None:
    open_, done = asked(3, "s-1", ["pos"]), asked(1, "s-2", ["pos"], a={"pos": ["A", "B"]})
    assert [rounds_done(past) for past in ([], [open_], [open_, done])] == [0, 0, 2]
