"""What is found out about words: doubts that make up the sentence's, items that make up its items."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from mtal.corpora.sentence import Sentence
from mtal.learning.scoring import Kind, score, score_pool
from mtal.learning.words import unknown
from mtal.models.encoded import encode_sentences
from mtal.tasks import TASKS
from support.recipes import seeded, small_recipe

TASKS_HERE = ["dp", "ner", "pos", "id"]


@pytest.mark.parametrize("smoothing", [0.0, 0.2])
def test_words_are_scored_as_their_sentences_are(smoothing: float, bert: Path, sentences: list[Sentence]) -> None:
    recipe = small_recipe(bert, sentences, "smt", TASKS_HERE)
    model, encoded = seeded(recipe, TASKS_HERE), encode_sentences(sentences, recipe.subwords())
    for parameter in model.tasks.parameters():
        torch.nn.init.normal_(parameter, std=0.5)
    words = unknown(["dp", "ner", "pos"], encoded.flat.bounds)
    kind = Kind(smoothing=smoothing, words=True)
    table = score(model, encoded, kind=kind, temperatures={"ner": 1.5}, batch_size=3, words=words)
    for task, columns in words.table.items():
        for row, sentence in enumerate(sentences):
            here = slice(words.bounds[row], words.bounds[row + 1])
            assert 1 - columns["doubt"][here].mean() == pytest.approx(table[task]["confidence"][row], abs=1e-5)
            for name in ("items", "gold_items"):
                found = columns[name][here]
                assert len({*found[found > 0].tolist()}) == table[task][name][row]
            assert TASKS[task].items(sentence.label(task)) == table[task]["gold_items"][row]


def test_words_without_gold_have_no_gold_item(bert: Path, sentences: list[Sentence]) -> None:
    pool = [
        Sentence("a", "own", ["Ann", "sat"], {"ner": ["B-PER", None]}),
        Sentence("b", "own", ["Go"]),
        Sentence("c", "own", ["Bob", "sat"], {"ner": ["O", "O"]}),
    ]
    recipe = small_recipe(bert, sentences, "smt", ["ner"])
    encoded = encode_sentences(pool, recipe.subwords())
    words = unknown(["ner"], encoded.flat.bounds)
    score(seeded(recipe, ["ner"]), encoded, kind=Kind(words=True), words=words)
    assert words.table["ner"]["gold_items"].tolist() == [1, -1, -1, 0, 0]
    assert not np.isnan(words.table["ner"]["doubt"]).any()


def test_a_pool_is_scored_without_words_unless_they_are_asked_for(
    bert: Path, sentences: list[Sentence], monkeypatch: pytest.MonkeyPatch
) -> None:
    recipe = small_recipe(bert, sentences, "st", TASKS_HERE)
    models = [seeded(recipe, group) for group in recipe.groups]
    monkeypatch.setattr("mtal.learning.scoring.load_models", lambda folder, device: (recipe, models))
    assert score_pool(Path(), sentences, Kind(), (1, 0)).words is None
    words = score_pool(Path(), sentences, Kind(words=True), (1, 0)).words
    assert list(words.table) == ["dp", "ner", "pos"]
    assert not any(np.isnan(values).any() for of in words.table.values() for values in of.values())
