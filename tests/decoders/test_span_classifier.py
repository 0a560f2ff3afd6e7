"""Entities as spans: targets, what is kept, the loss, decoding."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import torch
from torch.nn.functional import cross_entropy

from mtal.corpora.sentence import Sentence
from mtal.decoders.base import Targets
from mtal.decoders.span_classifier import SpanClassifier, SpanScores
from mtal.decoders.units import IGNORED, UNSEEN
from mtal.tasks.ner_span import SpanOptions
from support.batches import one_batch
from support.recipes import seeded, small_recipe
from support.related import related_sentences


@pytest.fixture
def task() -> SpanClassifier:
    return SpanClassifier(4, ["A", "B"], SpanOptions(max_width=3, hidden_size=4, width_size=2))


@pytest.fixture
def scored(bert: Path) -> tuple[SpanClassifier, SpanScores, Targets, list[Sentence]]:
    sentences = related_sentences()
    recipe = small_recipe(bert, sentences, tasks=["ner_span"])
    model, subwords = seeded(recipe, ["ner_span"]).eval(), recipe.subwords()
    batch = one_batch(sentences, subwords)
    return model.tasks["ner_span"], model(batch)["ner_span"], model.targets(batch)["ner_span"], sentences


def test_targets(task: SpanClassifier) -> None:
    entities = [[0, 0, "A"], [1, 3, "B"], [0, 3, "A"], [2, 3, "C"]]  # the third is too wide, the fourth's type is new
    gold = task.targets([{"entities": entities, "relations": []}, None], 4)["spans"].view(2, 4, 3)
    known = {(0, 0): 1, (1, 2): 2, (2, 1): UNSEEN}
    for start in range(4):
        assert gold[0, start].tolist() == [known.get((start, wider), 0) for wider in range(3)]
    assert (gold[1] == IGNORED).all()


def test_the_spans_of_least_p_none_are_kept(scored: tuple) -> None:
    _, scores, _, sentences = scored
    for i, sentence in enumerate(sentences):
        n = len(sentence.tokens)
        none = scores.spans[i].double().softmax(-1)[:, 0]
        spans = [8 * a + b - a for a in range(n) for b in range(a, min(n, a + 8))]
        best = sorted(spans, key=none.tolist().__getitem__)[: max(1, 6 * n // 10)]
        assert scores.kept[i, scores.kept_mask[i]].tolist() == sorted(best)


def test_what_is_kept_does_not_saturate(bert: Path) -> None:
    sentences = related_sentences()[2:3]
    recipe = small_recipe(bert, sentences, tasks=["ner_span"])
    model, subwords = seeded(recipe, ["ner_span"]).eval(), recipe.subwords()
    batch = one_batch(sentences, subwords)
    before = model(batch)["ner_span"].kept
    with torch.no_grad():
        model.tasks["ner_span"].rest[-1].bias[0] += 40  # p(none) is 1 in float32 everywhere now
    after = model(batch)["ner_span"]
    assert (after.spans.softmax(-1)[..., 0] == 1)[after.mask].all()
    assert torch.equal(before, after.kept)


@pytest.mark.parametrize("smoothing", [0.0, 0.2])
@pytest.mark.parametrize("room", [True, False], ids=["as kept", "only gold kept"])
def test_loss_is_the_mean_over_kept_and_gold_spans(scored: tuple, smoothing: float, room: bool) -> None:
    task, scores, targets, sentences = scored
    if not room:
        scores = replace(scores, kept_mask=torch.zeros_like(scores.kept_mask))
    rows, gold = [], []
    for i, sentence in enumerate(sentences):
        entities = {8 * a + b - a: kind for a, b, kind in sentence.label("ner_span")["entities"]}
        spans = set(entities) | set(scores.kept[i, scores.kept_mask[i]].tolist())
        if spans == set(entities):
            none = scores.spans[i].softmax(-1)[:, 0].tolist()
            others = [span for span in scores.mask[i].nonzero().flatten().tolist() if span not in spans]
            spans |= set(sorted(others, key=lambda span: none[span])[:1])
        for span in spans:
            rows.append(scores.spans[i, span])
            gold.append(1 + task.labels.index(entities[span]) if span in entities else 0)
    expected = cross_entropy(torch.stack(rows), torch.tensor(gold), label_smoothing=smoothing)
    torch.testing.assert_close(task.loss(scores, targets, smoothing), expected)


def test_an_unannotated_batch_gives_no_loss(scored: tuple) -> None:
    task, scores, _, sentences = scored
    targets = task.targets([None] * len(sentences), max(len(s.tokens) for s in sentences))
    assert task.loss(scores, targets, 0.2).item() == 0.0


def test_decoding(task: SpanClassifier) -> None:
    logits = torch.zeros(2, 12, 3)
    logits[..., 0] = 1
    for i, start, wider, kind in [(0, 0, 2, 1), (0, 1, 0, 2), (1, 1, 0, 1), (1, 1, 1, 2)]:
        logits[i, 3 * start + wider, kind] = 2
    mask = torch.ones(2, 12, dtype=torch.bool)
    mask[1] = torch.isin(torch.arange(12), torch.tensor([0, 1, 3]))  # two words
    scores = SpanScores(logits, mask, *[torch.zeros(0)] * 3)
    assert task.decode(scores, [4, 2]) == [[[0, 2, "A"], [1, 1, "B"]], [[1, 1, "A"]]]
    assert task.predicted_items(scores).tolist() == [2, 1]
