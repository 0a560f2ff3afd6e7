"""Strata by length: sizes, shares, the order of what is merged, and places within a stratum."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtal.selection import STRATEGIES, select
from mtal.selection.strata import Pick, select_in_strata, shares, strata
from support.inputs import pools

LENGTHS = st.lists(st.integers(1, 9), max_size=30)


def slow_shares(sizes: list[int], n: int) -> list[int]:
    """Largest remainder, in fractions."""
    exact = [Fraction(n * size, sum(sizes) or 1) for size in sizes]
    found = [int(each) for each in exact]
    order = sorted(range(len(sizes)), key=lambda i: (found[i] - exact[i], i))
    for i in order[: n - sum(found)]:
        found[i] += 1
    return found


def by_strategy(name: str, pool: np.ndarray) -> Pick:
    task = 0 if STRATEGIES[name].takes_task else None
    return lambda rows, n, number: select(name, pool[rows], n, task=task, seed=number)


@given(LENGTHS, st.integers(1, 12))
def test_strata_are_as_large_as_each_other_and_ordered_by_length(lengths: list[int], k: int) -> None:
    found = strata(lengths, k)
    sizes = [Counter(found.tolist())[number] for number in range(k)]
    assert max(sizes) - min(sizes) <= 1 and sum(sizes) == len(lengths)
    key = sorted(zip(lengths, range(len(lengths)), found.tolist(), strict=True))
    assert [number for *_, number in key] == sorted(found.tolist())


@pytest.mark.parametrize("k", [0, -1, 1.5, "2"])
def test_a_number_of_strata_that_is_none(k: object) -> None:
    with pytest.raises(ValueError, match="k must be"):
        strata([1, 2], k)  # type: ignore[arg-type]


@given(st.lists(st.integers(0, 20), min_size=1, max_size=8), st.data())
def test_shares_are_by_largest_remainder(sizes: list[int], data: st.DataObject) -> None:
    n = data.draw(st.integers(0, sum(sizes)))
    found = shares(np.array(sizes), n)
    assert found.tolist() == slow_shares(sizes, n)
    assert found.sum() == n and (found <= sizes).all()


@pytest.mark.parametrize("name", STRATEGIES)
@given(pool=pools(largest=20), data=st.data())
def test_every_strategy_selects_in_strata(name: str, pool: np.ndarray, data: st.DataObject) -> None:
    lengths = data.draw(st.lists(st.integers(1, 5), min_size=len(pool), max_size=len(pool)))
    k, n = data.draw(st.integers(1, 5)), data.draw(st.integers(0, len(pool)))
    stratum = strata(lengths, k)
    found = select_in_strata(by_strategy(name, pool), stratum, n)
    assert found.dtype == np.int64 and len(set(found.tolist())) == n
    expected = []
    for number, share in enumerate(
        slow_shares([int((stratum == i).sum()) for i in range(stratum.max(initial=-1) + 1)], n)
    ):
        rows = [row for row in range(len(pool)) if stratum[row] == number]
        chosen = by_strategy(name, pool)(np.array(rows, dtype=np.int64), share, number)
        expected += [(Fraction(2 * rank + 1, 2 * share), number, rows[place]) for rank, place in enumerate(chosen)]
    assert found.tolist() == [row for *_, row in sorted(expected)]


@pytest.mark.parametrize("name", STRATEGIES)
def test_one_stratum_is_the_whole_pool(name: str) -> None:
    pool = np.random.default_rng(1).random((30, 2))
    found = select_in_strata(by_strategy(name, pool), strata(range(30), 1), 12)
    assert found.tolist() == by_strategy(name, pool)(np.arange(30), 12, 0).tolist()


def test_what_is_bought_has_the_lengths_of_the_pool() -> None:
    lengths = np.random.default_rng(2).integers(1, 60, 2000)
    shortest_least_sure = lengths[:, None] / 60
    plain = select("mt_avg", shortest_least_sure, 200)
    even = select_in_strata(by_strategy("mt_avg", shortest_least_sure), strata(lengths, 20), 200)
    assert lengths[plain].mean() < 10
    assert lengths[even].mean() == pytest.approx(lengths.mean(), rel=0.05)
    assert lengths[even[:40]].mean() == pytest.approx(lengths.mean(), rel=0.05), "a beginning of it has them too"
