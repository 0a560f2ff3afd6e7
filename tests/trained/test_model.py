"""Predictions of a trained model: those of the pipeline's own evaluation, with the confidences of its scoring."""

from __future__ import annotations

from pathlib import Path

import pytest

import mtal
from mtal.corpora import bio
from mtal.corpora.sentence import Sentence
from mtal.errors import UserError
from mtal.learning.evaluation import predict
from mtal.learning.scoring import score
from mtal.models.encoded import encode_sentences
from mtal.trained.model import TrainedModel, open_model
from support.related import related_sentences
from support.trained import WORDS, edit_recipe, stored_model


@pytest.fixture(autouse=True)
def on_the_cpu(monkeypatch: pytest.MonkeyPatch) -> None:
    """On CUDA the pipeline evaluates in bfloat16."""
    monkeypatch.setenv("MTAL_DEVICE", "cpu")


@pytest.mark.parametrize("kind", ["st", "smt", "cmt"])
def test_the_pipeline_finds_the_same(kind: str, bert: Path, sentences: list[Sentence], tmp_path: Path) -> None:
    folder = stored_model(tmp_path / "model", bert, sentences, kind)
    edit_recipe(folder, temperatures={"ner": 3.0})
    model = mtal.load(folder)
    found = model.predict([sentence.tokens for sentence in sentences])
    assert model.tasks == WORDS and [each.tokens for each in found] == [each.tokens for each in sentences]
    encoded = encode_sentences(sentences, model.subwords)
    for network in model.networks:
        labels, table = predict(network, encoded), score(network, encoded, temperatures={"ner": 3.0})
        for task in network.tasks:
            as_spans = bio.spans if task in ("ner", "sf") else list
            assert [as_spans(each.labels[task]) for each in found] == [as_spans(label) for label in labels[task]]
            assert [each.confidence[task] for each in found] == table[task]["confidence"].tolist()


def test_tags_of_spans_are_strict(bert: Path, sentences: list[Sentence], tmp_path: Path) -> None:
    model = open_model(stored_model(tmp_path / "model", bert, sentences, tasks=["ner", "sf"]))
    raw = predict(model.networks[0], encode_sentences(sentences, model.subwords))
    assert any(bio.fault(tags) for task in ("ner", "sf") for tags in raw[task])
    found = model.predict(sentence.tokens for sentence in sentences)
    assert not any(bio.fault(each.labels[task]) for task in ("ner", "sf") for each in found)


def test_entities_and_relations_make_one_entry(bert: Path, tmp_path: Path) -> None:
    sentences = related_sentences()
    model = open_model(stored_model(tmp_path / "model", bert, sentences, tasks=["ner_span", "re"]))
    found = model.predict(sentence.tokens for sentence in sentences)
    labels = predict(model.networks[0], encode_sentences(sentences, model.subwords))
    assert [each.labels for each in found] == [{"re": label} for label in labels["re"]]
    assert any(label["entities"] for label in labels["re"]) and any(label["relations"] for label in labels["re"])
    assert set(found[0].confidence) == {"ner_span", "re"}
    alone = open_model(stored_model(tmp_path / "spans", bert, sentences, tasks=["ner_span"])).predict([["Go", "on"]])
    assert set(alone[0].labels["re"]) == {"entities", "relations"} and alone[0].labels["re"]["relations"] == []


def test_a_task_that_was_not_learned_is_not_predicted(bert: Path, sentences: list[Sentence], tmp_path: Path) -> None:
    folder = stored_model(tmp_path / "model", bert, sentences)
    edit_recipe(folder, unlearned=["pos"])
    model = open_model(folder)
    (found,) = model.predict([["Go"]])
    assert "pos" not in {*model.tasks, *model.labels, *found.labels, *found.confidence}


def test_sentences_stay_in_their_order_over_stretches(
    bert: Path, sentences: list[Sentence], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = open_model(stored_model(tmp_path / "model", bert, sentences, tasks=["dp", "ner"]))
    whole = model.predict(sentence.tokens for sentence in sentences)
    monkeypatch.setattr("mtal.trained.model.STRETCH", 3)
    read: list[str] = []

    def reading() -> object:
        for sentence in sentences:
            read.append(sentence.id)
            yield sentence

    stream = model.stream(reading())  # type: ignore[arg-type]
    first, found = next(stream)
    assert (first.id, len(read)) == (sentences[0].id, 3), "more was read than a stretch"
    rest = list(stream)
    assert [first.id, *(sentence.id for sentence, _ in rest)] == [sentence.id for sentence in sentences]
    assert [found.labels, *(each.labels for _, each in rest)] == [each.labels for each in whole]


@pytest.fixture(scope="module")
def model(bert: Path, sentences: list[Sentence], tmp_path_factory: pytest.TempPathFactory) -> TrainedModel:
    return open_model(stored_model(tmp_path_factory.mktemp("own") / "model", bert, sentences, tasks=["dp", "ner"]))


def test_nothing_is_found_in_nothing(model: TrainedModel) -> None:
    assert model.predict([]) == []


def test_words_that_cannot_be_seen_are_words(model: TrainedModel) -> None:
    (found,) = model.predict([["Ann", "\u200b", "left"]])
    assert found.tokens == ["Ann", "_", "left"] and len(found.labels["ner"]) == 3


def test_a_sentence_longer_than_the_encoder_has_room_for(model: TrainedModel) -> None:
    (found,) = model.predict([["cat"] * 500])
    assert len(found.labels["ner"]) == len(found.labels["dp"]["heads"]) == 500


@pytest.mark.parametrize(("given", "message"), [("He left", "sentence 1 is text; give"), ([], "1 has no words")])
def test_what_is_no_sentence_is_refused(model: TrainedModel, given: object, message: str) -> None:
    with pytest.raises(UserError, match=message):
        model.predict([["He"], given])  # type: ignore[list-item]
