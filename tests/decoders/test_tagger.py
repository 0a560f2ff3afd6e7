"""The tagger: a tag a word, and nothing where there is no gold."""

from __future__ import annotations

import torch

from mtal.decoders.tagger import Tagger, TagScores
from mtal.decoders.units import IGNORED
from mtal.tasks.base import TaskOptions

LABELS = ["NN", "VB"]


def test_words_without_gold_teach_nothing() -> None:
    tagger = Tagger(4, LABELS, TaskOptions())
    assert tagger.targets([["NN", None, "VB"], None], 3)["tags"].tolist() == [[0, IGNORED, 1], [IGNORED] * 3]


def test_the_best_tag_of_each_word_is_found_and_each_word_is_an_item() -> None:
    tagger, mask = Tagger(4, LABELS, TaskOptions()), torch.tensor([[True, True], [True, False]])
    scores = TagScores(torch.tensor([[[0.0, 1.0], [1.0, 0.0]], [[2.0, 1.0], [0.0, 0.0]]]), mask)
    assert tagger.decode(scores, [2, 1]) == [["VB", "NN"], ["NN"]]
    assert tagger.predicted_items(scores).tolist() == [2, 1]


def test_each_word_with_a_tag_is_an_item_of_its_own() -> None:
    chosen = torch.tensor([[1, IGNORED, 0], [IGNORED, IGNORED, IGNORED]])
    assert Tagger(4, LABELS, TaskOptions()).items_of_words(chosen).tolist() == [[1, -1, 3], [-1, -1, -1]]
