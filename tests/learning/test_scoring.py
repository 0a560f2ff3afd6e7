"""Confidences: the same alone and in any batch, for every task and model; agreement; accuracy."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from mtal.corpora.sentence import Sentence
from mtal.learning.evaluation import predict
from mtal.learning.scoring import Kind, score
from mtal.learning.temperature import fit_temperatures
from mtal.models.encoded import encode_sentences
from support.recipes import seeded, small_recipe


@pytest.mark.parametrize("encoder", ["bert", "roberta"])
@pytest.mark.parametrize("kind", ["st", "smt", "cmt"])
def test_a_sentence_has_the_same_confidences_alone_and_in_a_batch(
    kind: str, encoder: str, sentences: list[Sentence], request: pytest.FixtureRequest
) -> None:
    recipe = small_recipe(request.getfixturevalue(encoder), sentences, kind)
    subwords = recipe.subwords()
    encoded = encode_sentences(sentences, subwords)
    for group in recipe.groups:
        model = seeded(recipe, group)
        for parameter in model.tasks.parameters():
            torch.nn.init.normal_(parameter, std=0.5)
        together = score(model, encoded)
        for i, sentence in enumerate(sentences):
            alone = score(model, encode_sentences([sentence], subwords))
            for task in group:
                assert together[task]["confidence"][i] == pytest.approx(alone[task]["confidence"][0], abs=1e-5)
                assert 0 <= together[task]["confidence"][i] <= 1


@pytest.mark.parametrize("kind", ["smt", "cmt"])
def test_a_sentences_vector_is_the_mean_over_its_words(kind: str, bert: Path, sentences: list[Sentence]) -> None:
    recipe = small_recipe(bert, sentences, kind)
    model, subwords = seeded(recipe, ["dp", "ner"]), recipe.subwords()
    encoded = encode_sentences(sentences, subwords)
    found = np.zeros((len(sentences), model.size), dtype=np.float32)
    score(model, encoded, vectors=found)
    for i, sentence in enumerate(sentences):
        batch = model.batch(encode_sentences([sentence], subwords), np.array([0]))
        with torch.inference_mode():
            hidden = model.eval().read(batch)
        tasks = np.mean([hidden[task][0, batch.words[0]].numpy() for task in ("dp", "ner")], axis=0)
        np.testing.assert_allclose(found[i], tasks[: len(sentence.tokens)].mean(axis=0), atol=1e-5)


def test_agreement_is_seeded_and_differs_from_entropy(bert: Path, sentences: list[Sentence]) -> None:
    recipe = small_recipe(bert, sentences, dropout=0.5)
    subwords, model = recipe.subwords(), seeded(recipe, ["dp", "ner"])
    encoded = encode_sentences(sentences, subwords)
    kinds = {"kind": Kind("dropout_agreement"), "passes": 5}
    first, second = (score(model, encoded, seed=(1, 2), **kinds) for _ in range(2))
    other = score(model, encoded, seed=(1, 3), **kinds)
    np.testing.assert_array_equal(first["dp"]["confidence"], second["dp"]["confidence"])
    assert (first["dp"]["confidence"] != other["dp"]["confidence"]).any()


def test_without_dropout_all_passes_agree(bert: Path, sentences: list[Sentence]) -> None:
    recipe = small_recipe(bert, sentences)
    subwords, model = recipe.subwords(), seeded(recipe, ["dp", "ner"])
    for module in model.modules():
        if hasattr(module, "p"):
            module.p = 0.0
    encoded = encode_sentences(sentences, subwords)
    found = score(model, encoded, kind=Kind("dropout_agreement"))
    plain = score(model, encoded)
    for task in ("dp", "ner"):
        assert found[task]["confidence"].tolist() == [1.0] * len(sentences)
        np.testing.assert_allclose(found[task]["accuracy"], plain[task]["accuracy"], atol=1e-6)
        np.testing.assert_array_equal(found[task]["items"], plain[task]["items"])


def test_an_unannotated_sentence_has_no_accuracy(bert: Path, sentences: list[Sentence]) -> None:
    bare = [Sentence("bare", "own", ["Ann", "sat"], {"ner": ["O", "O"]})]
    recipe = small_recipe(bert, sentences)
    found = score(seeded(recipe, ["dp", "ner"]), encode_sentences(bare, recipe.subwords()))
    assert np.isnan(found["dp"]["accuracy"][0])
    assert found["ner"]["accuracy"][0] in (0.0, 0.5, 1.0)


def test_confidences_are_computed_in_float32_on_every_device(
    bert: Path, sentences: list[Sentence], monkeypatch: pytest.MonkeyPatch
) -> None:
    recipe = small_recipe(bert, sentences)
    subwords, model = recipe.subwords(), seeded(recipe, ["dp", "ner"])
    encoded, seen = encode_sentences(sentences, subwords), set()
    for module in model.encoder.modules():
        if isinstance(module, torch.nn.Linear):
            module.register_forward_hook(lambda *call: seen.add(call[2].dtype))
    for module in [module for name, module in sys.modules.items() if name.startswith("mtal.")]:
        if hasattr(module, "autocast"):  # what a GPU would do
            monkeypatch.setattr(module, "autocast", lambda device: torch.autocast("cpu", dtype=torch.bfloat16))
    for confidence in ("entropy", "dropout_agreement"):
        score(model, encoded, kind=Kind(confidence))
    fit_temperatures(model, encoded)
    assert seen == {torch.float32}
    predict(model, encoded)
    assert torch.bfloat16 in seen  # or the test would prove nothing


def test_the_accuracy_beside_agreement_is_that_of_a_plain_pass(bert: Path, sentences: list[Sentence]) -> None:
    recipe = small_recipe(bert, sentences, dropout=0.7)
    subwords, model = recipe.subwords(), seeded(recipe, ["dp", "ner"])
    encoded = encode_sentences(sentences, subwords)
    stochastic = score(model, encoded, kind=Kind("dropout_agreement"))
    plain = score(model, encoded)
    for task in ("dp", "ner"):
        assert stochastic[task]["confidence"].min() < 1
        np.testing.assert_array_equal(stochastic[task]["accuracy"], plain[task]["accuracy"])
        np.testing.assert_array_equal(stochastic[task]["items"], plain[task]["items"])


def test_with_tree_agreement_the_parser_votes_with_trees(bert: Path, sentences: list[Sentence]) -> None:
    recipe = small_recipe(bert, sentences, dropout=0.7)
    subwords, model = recipe.subwords(), seeded(recipe, ["dp", "ner"])
    for parameter in model.tasks.parameters():
        torch.nn.init.normal_(parameter, std=0.5)
    encoded = encode_sentences(sentences, subwords)
    greedy, trees = (
        score(model, encoded, kind=Kind("dropout_agreement", tree_agreement=on), passes=4) for on in (False, True)
    )
    assert (greedy["dp"]["confidence"] != trees["dp"]["confidence"]).any()
    for task, column in (("dp", "accuracy"), ("ner", "confidence"), ("ner", "accuracy")):
        np.testing.assert_array_equal(greedy[task][column], trees[task][column])
    one_word = [len(sentence.tokens) for sentence in sentences].index(1)
    assert trees["dp"]["confidence"][one_word] == 1.0
