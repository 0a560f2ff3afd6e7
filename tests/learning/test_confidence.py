"""Confidences, agreement and accuracy from units, against sums written out."""

from __future__ import annotations

import math
from itertools import permutations

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from mtal.decoders.units import IGNORED, UNSEEN, Units
from mtal.learning.confidence import OverUnits, accuracy, agreement, ballot, ceiling, entropy_confidence, from_doubts


def test_entropy_by_hand() -> None:
    p = torch.tensor([[[0.5, 0.5, 0.0], [1.0, 0.0, 0.0]], [[1 / 3, 1 / 3, 1 / 3], [0.2, 0.3, 0.5]]])
    units = Units(p.log(), torch.tensor([[True, True], [True, False]]))
    halves = Units(torch.where(p > 0, p.log(), torch.tensor(-1e9)), units.mask)
    assert entropy_confidence(halves).tolist() == pytest.approx([1 - 0.5 * math.log(2) / math.log(3), 0.0], abs=1e-6)


def test_choices_that_are_not_open_do_not_count() -> None:
    closed = Units(torch.tensor([[[0.0, 0.0, -math.inf]]]), torch.tensor([[True]]))
    assert entropy_confidence(closed).item() == pytest.approx(0.0, abs=1e-6)
    single = Units(torch.tensor([[[0.3, -math.inf, -math.inf]]]), torch.tensor([[True]]))
    assert entropy_confidence(single).item() == 1.0


def test_a_sentence_without_units_is_certain() -> None:
    empty = Units(torch.zeros(1, 2, 3), torch.zeros(1, 2, dtype=torch.bool))
    assert entropy_confidence(empty).item() == 1.0
    assert agreement(torch.zeros(4, 1, 2, dtype=torch.int64), empty.mask).item() == 1.0


def test_a_higher_temperature_lowers_confidence() -> None:
    torch.manual_seed(0)
    units = Units(torch.randn(4, 5, 6), torch.ones(4, 5, dtype=torch.bool))
    assert (entropy_confidence(units, 3.0) < entropy_confidence(units, 1.0)).all()


UNITS = st.lists(st.lists(st.floats(0, 1, width=32), min_size=1, max_size=6), min_size=1, max_size=4)


@given(UNITS)
def test_what_is_made_of_units_against_lists(rows: list[list[float]]) -> None:
    width = max(map(len, rows))
    doubt = torch.tensor([row + [0.7] * (width - len(row)) for row in rows])  # what is masked has no say
    mask = torch.tensor([[i < len(row) for i in range(width)] for row in rows])
    k = [math.ceil(math.sqrt(len(row))) for row in rows]
    least_sure = [1 - sum(sorted(row, reverse=True)[:n]) / n for row, n in zip(rows, k, strict=True)]
    assert from_doubts(doubt, mask, "top_k").tolist() == pytest.approx(least_sure, abs=1e-5)
    assert from_doubts(doubt, mask, "sum").tolist() == pytest.approx([1 / (1 + sum(row)) for row in rows], abs=1e-5)
    mean = [1 - sum(row) / len(row) for row in rows]
    assert from_doubts(doubt, mask, None).tolist() == pytest.approx(mean, abs=1e-5)


@pytest.mark.parametrize("over", [None, "sum", "top_k"])
def test_no_units_leave_no_doubt_however_it_is_made_of_them(over: OverUnits | None) -> None:
    assert from_doubts(torch.zeros(2, 3), torch.zeros(2, 3, dtype=torch.bool), over).tolist() == [1, 1]


def test_the_least_sure_pairs_are_as_many_as_spans() -> None:
    for spans in range(2, 9):
        pairs = spans * (spans - 1)
        doubt = torch.zeros(1, pairs)
        doubt[0, : spans + 3] = 1.0
        assert from_doubts(doubt, doubt >= 0, "top_k").item() == pytest.approx(0.0 if pairs >= spans else 0.5)
        doubt[0, spans - 1 :] = 0.0
        assert from_doubts(doubt, doubt >= 0, "top_k").item() == pytest.approx(1 / spans)


def test_a_model_that_does_as_it_was_told_is_wholly_sure_under_its_ceiling() -> None:
    for choices, smoothing in ((2, 0.1), (7, 0.2), (40, 0.4)):
        target = torch.full((choices,), smoothing / choices)
        target[0] += 1 - smoothing
        units = Units(target.log().view(1, 1, -1), torch.ones(1, 1, dtype=torch.bool))
        told = entropy_confidence(units).item()
        assert told == pytest.approx(ceiling(torch.tensor(choices), smoothing).item(), abs=1e-6) and told < 0.99
        assert entropy_confidence(units, smoothing=smoothing).item() == pytest.approx(1.0, abs=1e-5)
        surer = Units(units.logits * 3, units.mask)
        assert entropy_confidence(surer, smoothing=smoothing).item() == 1.0


@given(st.integers(2, 6), st.lists(st.integers(0, 3), min_size=1, max_size=4), st.randoms())
def test_agreement_against_pairs_of_passes(passes: int, unit_labels: list[int], random) -> None:
    votes = [[random.randint(0, label) for label in unit_labels] for _ in range(passes)]
    pairs = list(permutations(range(passes), 2))
    literal = sum(votes[a][unit] == votes[b][unit] for a, b in pairs for unit in range(len(unit_labels))) / (
        len(pairs) * len(unit_labels)
    )
    found = agreement(torch.tensor(votes).unsqueeze(1), torch.ones(1, len(unit_labels), dtype=torch.bool))
    assert found.item() == pytest.approx(literal, abs=1e-6)


def test_accuracy_counts_unseen_labels_as_wrong_and_leaves_out_what_has_none() -> None:
    logits = torch.eye(3).repeat(2, 1, 1)
    gold = torch.tensor([[0, UNSEEN, IGNORED], [IGNORED] * 3])
    found = accuracy(ballot(Units(logits, torch.ones(2, 3, dtype=torch.bool))), gold).tolist()
    assert found[0] == 0.5 and math.isnan(found[1])
