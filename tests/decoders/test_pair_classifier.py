"""Relations: gold pairs, loss, confidences, decoding, and that the two tasks learn."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from torch.nn.functional import cross_entropy

from mtal.corpora.sentence import Sentence
from mtal.decoders.units import IGNORED, UNSEEN
from mtal.learning.checkpoints import Checkpoint
from mtal.learning.confidence import accuracy, ballot
from mtal.learning.evaluation import predict, task_metrics
from mtal.learning.options import TrainingOptions
from mtal.learning.scoring import Kind, score
from mtal.learning.training import train
from mtal.models.batches import Batch
from mtal.models.encoded import encode_sentences
from mtal.models.multitask import MultiTaskModel
from mtal.models.storage import ModelRecipe
from mtal.progress import SILENT
from mtal.tasks.re import Relations
from support.batches import one_batch
from support.recipes import seeded, small_recipe
from support.related import related_sentences

BOTH = ["ner_span", "re"]


def prepared(bert: Path, sentences: list[Sentence], model: str = "cmt") -> tuple[ModelRecipe, MultiTaskModel, Batch]:
    """A model whose scores are far apart, and all sentences as a batch."""
    recipe = small_recipe(bert, related_sentences(), model, BOTH)
    built, subwords = seeded(recipe, BOTH).eval(), recipe.subwords()
    for name, parameter in built.tasks.named_parameters():
        if parameter.ndim > 1 and "lstm" not in name:
            torch.nn.init.normal_(parameter, std=0.3)
    return recipe, built, one_batch(sentences, subwords)


def pairs_of(scores: dict, i: int) -> list[tuple[tuple[int, int], tuple[int, int], torch.Tensor]]:
    """Both spans and the scores of each pair of sentence i, from the kept spans alone."""
    kept = scores["ner_span"].kept[i, scores["ner_span"].kept_mask[i]].tolist()
    spans = [(span // 8, span // 8 + span % 8) for span in kept]
    pairs = scores["re"].pairs[i]
    return [(one, other, pairs[a, b]) for a, one in enumerate(spans) for b, other in enumerate(spans) if a != b]


def test_units_are_the_ordered_pairs_of_different_kept_spans(bert: Path) -> None:
    sentences = related_sentences()
    _, model, batch = prepared(bert, sentences)
    scores = model(batch)
    units = model.tasks["re"].units(scores["re"])
    for i, sentence in enumerate(sentences):
        k = max(1, 6 * len(sentence.tokens) // 10)
        assert int(units.mask[i].sum()) == k * (k - 1)
        names = units.names[i, units.mask[i]].tolist()
        assert len(set(names)) == len(names)
        expected = [scored for _, _, scored in pairs_of(scores, i)]
        torch.testing.assert_close(units.logits[i, units.mask[i]], torch.stack([*expected, units.logits[0, 0]])[:-1])


@pytest.mark.parametrize("smoothing", [0.0, 0.2])
@pytest.mark.parametrize("model", ["smt", "cmt"])
def test_loss_and_gold_pairs(bert: Path, smoothing: float, model: str) -> None:
    sentences = related_sentences()
    _, built, batch = prepared(bert, sentences, model)
    scores, task = built(batch), built.tasks["re"]
    for i in (0, 2):  # gold relations between spans that are kept; two for the first pair, an unseen one for the second
        (a, b, _), (c, d, _), *_ = pairs_of(scores, i)
        sentences[i].labels["re"]["relations"] += [[*a, *b, "LEFT"], [*c, *d, "new"], [*a, *b, "OWNS"]]
    targets = built.targets(batch)["re"]
    rows, gold, right = [], [], []
    for i, sentence in enumerate(sentences):
        relations = {((r[0], r[1]), (r[2], r[3])): r[4] for r in sentence.labels["re"]["relations"]}  # the last wins
        found = []
        for one, other, scored in pairs_of(scores, i):
            kind = relations.get((one, other), "none")
            choice = (["none", *task.labels] if kind != "new" else ["new"]).index(kind)
            found.append(kind != "new" and int(scored.argmax()) == choice)
            if kind != "new":
                rows.append(scored)
                gold.append(choice)
        right.append(sum(found) / len(found) if found else float("nan"))
    assert len(set(gold)) > 1
    expected = cross_entropy(torch.stack(rows), torch.tensor(gold), label_smoothing=smoothing)
    torch.testing.assert_close(task.loss(scores["re"], targets, smoothing), expected)
    shares = accuracy(ballot(task.units(scores["re"])), task.gold_units(scores["re"], targets))
    torch.testing.assert_close(shares, torch.tensor(right), equal_nan=True)


def test_targets_of_unannotated_and_unseen(bert: Path) -> None:
    _, model, batch = prepared(bert, related_sentences())
    task = model.tasks["re"]
    labels = [None, {"entities": [], "relations": [[0, 0, 2, 2, "new"]]}, *[None] * 6]
    scores = model(batch)["re"]
    gold = task.gold_units(scores, task.targets(labels, batch.mask.shape[1]))
    assert (gold[[0, 2, 3, 4, 5, 6, 7]] == IGNORED).all()
    assert set(gold[1].tolist()) <= {0, UNSEEN}
    assert task.loss(scores, task.targets([None] * 8, batch.mask.shape[1]), 0.1).item() == 0.0


def test_gradients_reach_the_span_encoder_and_both_stacks(bert: Path) -> None:
    _, model, batch = prepared(bert, related_sentences())
    task = model.tasks["re"]
    task.loss(model(batch)["re"], model.targets(batch)["re"], 0.2).backward()
    stacks = model.encoder.task_tops
    for part in (task, model.tasks["ner_span"].encode, stacks["ner_span"], stacks["re"]):
        assert all(parameter.grad is not None and parameter.grad.any() for parameter in part.parameters())


@pytest.mark.parametrize("model", ["smt", "cmt"])
def test_confidences_do_not_depend_on_batch_mates(bert: Path, model: str) -> None:
    sentences = related_sentences()
    recipe, built, _ = prepared(bert, sentences, model)
    together = score(built, encode_sentences(sentences, recipe.subwords()))
    for i, sentence in enumerate(sentences):
        alone = score(built, encode_sentences([sentence], recipe.subwords()))
        for task in BOTH:
            assert together[task]["confidence"][i] == pytest.approx(alone[task]["confidence"][0], abs=1e-5)
    assert len(set(together["re"]["confidence"].tolist())) > 4


@pytest.mark.parametrize("confidence", ["entropy", "dropout_agreement"])
def test_a_sentence_without_pairs_is_certain(bert: Path, confidence: str) -> None:
    sentences = [s for s in related_sentences() if len(s.tokens) < 4]
    recipe, model, _ = prepared(bert, sentences)
    found = score(model, encode_sentences(sentences, recipe.subwords()), kind=Kind(confidence), passes=3)
    assert found["re"]["confidence"].tolist() == [1.0] * len(sentences)


def test_agreement_counts_pairs_that_a_pass_did_not_keep(bert: Path) -> None:
    sentences = related_sentences()
    recipe, model, _ = prepared(bert, sentences)
    encoded, passes, order = encode_sentences(sentences, recipe.subwords()), [], []
    forward = model.forward

    def watched(batch: Batch) -> dict:
        scores = forward(batch)
        if model.training:  # several passes at a time: copy behind copy
            rows = [{(a, b): int(s.argmax()) for a, b, s in pairs_of(scores, i)} for i in range(len(batch.sentences))]
            passes.extend(rows[at : at + len(sentences)] for at in range(0, len(rows), len(sentences)))
            order.extend(batch.sentences[: len(sentences)])
        return scores

    model.forward = watched
    found = score(model, encoded, kind=Kind("dropout_agreement"), passes=4, seed=(3,))
    assert len(passes) == 4
    for i, sentence in enumerate(order[: len(sentences)]):
        union = {pair for choices in passes for pair in choices[i]}
        agreeing = [
            passes[a][i].get(pair, 0) == passes[b][i].get(pair, 0)
            for pair in union for a in range(4) for b in range(4) if a != b
        ]  # fmt: skip
        expected = sum(agreeing) / len(agreeing) if agreeing else 1.0
        assert found["re"]["confidence"][sentences.index(sentence)] == pytest.approx(expected, abs=1e-6)


def test_decoding(bert: Path) -> None:
    sentences = related_sentences()
    _, model, batch = prepared(bert, sentences)
    scores = model(batch)
    task = model.tasks["re"]
    entities = model.tasks["ner_span"].decode(scores["ner_span"], batch.lengths)
    decoded = task.decode(scores["re"], batch.lengths)
    assert [label["entities"] for label in decoded] == entities
    for i, label in enumerate(decoded):
        best = [(*one, *other, int(s.argmax())) for one, other, s in pairs_of(scores, i)]
        expected = [[*ends, task.labels[choice - 1]] for *ends, choice in best if choice]
        assert label["relations"] == expected
    assert any(label["relations"] for label in decoded)
    assert task.predicted_items(scores["re"]).tolist() == [Relations.items(label) for label in decoded]


@pytest.mark.parametrize("model", ["smt", "cmt"])
def test_a_tiny_model_overfits_eight_sentences(bert: Path, model: str) -> None:
    sentences = related_sentences()
    recipe, subwords = small_recipe(bert, sentences, model, BOTH), small_recipe(bert, sentences).subwords()
    built = seeded(recipe, BOTH)
    for module in built.modules():
        if hasattr(module, "p"):
            module.p = 0.0
    encoded = encode_sentences(sentences, subwords)
    options = TrainingOptions(
        batch_size=4, encoder_lr=1e-3, head_lr=5e-3, weight_decay=0.0, eval_every=20, patience=99, max_steps=260
    )
    state = train(
        built, encoded, {task: {s.id for s in sentences} for task in BOTH}, encoded, options,
        smoothing=0.0, seed=(1, 0, 0), checkpoint=Checkpoint(None), progress=SILENT,
    )  # fmt: skip
    built.load_state_dict(state.best_weights)
    predicted = predict(built, encoded)
    found = {task: task_metrics(built.definitions[task], sentences, predicted[task]) for task in BOTH}
    assert found["ner_span"]["f1"] == 1.0
    assert found["re"]["f1"] == found["re"]["strict_f1"] == 1.0
