"""Confidences, agreement and accuracy from units, against sums written out."""

from __future__ import annotations

import math
from itertools import permutations

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from mtal.decoders.units import IGNORED, UNSEEN, Units
from mtal.learning.confidence import accuracy, agreement, ballot, entropy_confidence


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
