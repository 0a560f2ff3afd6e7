"""Votes of passes that don't take the same decisions, against dictionaries."""

from __future__ import annotations

import torch
from hypothesis import given
from hypothesis import strategies as st

from mtal.learning.confidence import Ballot, agreement, votes

PASSES = st.lists(
    st.lists(st.dictionaries(st.integers(0, 5), st.integers(0, 3), max_size=4), min_size=2, max_size=2),
    min_size=2,
    max_size=4,
)
"""For each pass and each of two sentences: name of a unit -> its choice."""


def ballot(sentences: list[dict[int, int]]) -> Ballot:
    choices, names = torch.full((2, 5), 7), torch.full((2, 5), 3)  # what stands behind a sentence's units is noise
    mask = torch.zeros(2, 5, dtype=torch.bool)
    for i, units in enumerate(sentences):
        for column, (name, choice) in enumerate(units.items()):
            choices[i, column], names[i, column], mask[i, column] = choice, name, True
    return Ballot(choices, mask, names)


@given(PASSES)
def test_a_unit_that_a_pass_lacks_counts_as_choice_0(passes: list[list[dict[int, int]]]) -> None:
    cast, mask = votes([ballot(one) for one in passes])
    for i in range(2):
        union = sorted({name for one in passes for name in one[i]})
        assert mask[i].sum() == len(union)
        for number, one in enumerate(passes):
            assert cast[number, i, mask[i]].tolist() == [one[i].get(name, 0) for name in union]
    assert agreement(cast, mask).shape == (2,)


def test_no_unit_in_any_pass() -> None:
    cast, mask = votes([ballot([{}, {}])] * 3)
    assert agreement(cast, mask).tolist() == [1.0, 1.0]


def test_unnamed_units_are_the_same_in_every_pass() -> None:
    mask = torch.tensor([[True, False]])
    cast, found = votes([Ballot(torch.tensor([[n, 9]]), mask, None) for n in range(3)])
    assert cast.tolist() == [[[0, 9]], [[1, 9]], [[2, 9]]] and torch.equal(found, mask)
