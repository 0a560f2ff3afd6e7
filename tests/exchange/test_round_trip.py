"""Handed out and taken back, labels are what they were."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtal.exchange import FORMATS, Batch, Item, take_in
from mtal.exchange.playing import accepted
from support.annotated import QUICK, batches, example, items

EACH = pytest.mark.parametrize("format", FORMATS)


def taken_back(batch: Batch, format: str) -> dict[str, dict]:
    with TemporaryDirectory() as folder:
        taken = take_in(batch, format, accepted(batch, format, Path(folder)))
    assert taken.faults == []
    assert taken.unanswered == {}
    assert taken.new_labels == {}
    assert len({answer.annotator for answer in taken.answers}) <= len(batch.layers())
    found: dict[str, dict] = {}
    for answer in taken.answers:
        found[answer.id] = found.get(answer.id, {}) | answer.labels
    return found


def asked(item: Item) -> dict:
    return {layer: item.filled_in[layer] for layer in item.asked()}


@EACH
@given(batch=batches())
@QUICK
def test_the_round_trip_is_the_identity(format: str, batch: Batch) -> None:
    assert taken_back(batch, format) == {item.sentence.id: asked(item) for item in batch.items}


@EACH
@given(data=st.data())
@settings(QUICK, max_examples=1)
def test_500_words(format: str, data: st.DataObject) -> None:
    short = data.draw(items("s-1", ("ner", "pos", "sf")))
    times = 500 // len(short.sentence.tokens) + 1
    words, filled = short.sentence.tokens * times, {layer: tags * times for layer, tags in short.filled_in.items()}
    filled["dp"] = {"heads": list(range(len(words))), "deprels": ["root", *["nsubj"] * (len(words) - 1)]}
    sentence = type(short.sentence)("s-1", "d", words)
    batch = Batch("b", [Item(sentence, ("ner", "pos", "sf", "dp"), filled)], example().labels)
    assert taken_back(batch, format) == {"s-1": filled}


@EACH
def test_the_example(format: str, tmp_path: Path) -> None:
    batch = example()
    answers = {answer.id: answer for answer in take_in(batch, format, accepted(batch, format, tmp_path)).answers}
    assert answers["s-1"].labels.items() <= asked(batch.items[0]).items()
    assert answers["s-2"].labels == {"ner": ["O", "O"]}, "nothing marked is an answer; what isn't asked for is left out"


@EACH
def test_nothing_filled_in_and_no_labels_known(format: str, tmp_path: Path) -> None:
    item = Item(example().items[1].sentence, ("ner", "re", "ner_span"))
    batch = Batch("b", [item], {})
    found = take_in(batch, format, accepted(batch, format, tmp_path)).answers
    labels = {layer: label for answer in found for layer, label in answer.labels.items()}
    assert labels == {"ner": ["O", "O"], "re": {"entities": [], "relations": []}}


@EACH
def test_the_same_bytes_every_time(format: str, tmp_path: Path) -> None:
    for name in ("one", "other"):
        FORMATS[format].hand_out(tmp_path / name, example())
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert files == sorted(path.name for path in (tmp_path / "other").iterdir())
    for name in files:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "other" / name).read_bytes()


@pytest.mark.parametrize("format", ["conllu", "csv", "inception"])
def test_a_file_that_nobody_worked_on_answers_nothing(format: str, tmp_path: Path) -> None:
    batch = example()
    taken = take_in(batch, format, FORMATS[format].hand_out(tmp_path, batch)[:1])
    assert (taken.answers, taken.faults) == ([], [])
    assert taken.unanswered == {"s-1": list(batch.items[0].tasks), "s-2": ["ner"]}
