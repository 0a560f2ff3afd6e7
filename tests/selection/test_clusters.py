"""Clusters: their sizes, what they keep together, and an order that takes one of each."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtal.selection.clusters import clusters, spread


@st.composite
def clouds(draw: st.DrawFn) -> tuple[np.ndarray, int]:
    rows, size = draw(st.integers(1, 40)), draw(st.integers(1, 4))
    cells = draw(st.lists(st.integers(-3, 3), min_size=rows * size, max_size=rows * size))
    return np.array(cells, dtype=np.float16).reshape(rows, size), draw(st.integers(1, rows))


@given(clouds())
def test_there_are_n_of_about_the_same_size(drawn: tuple[np.ndarray, int]) -> None:
    vectors, n = drawn
    found = clusters(vectors, n)
    sizes = np.bincount(found, minlength=n)
    assert len(sizes) == n and sizes.min() >= 1
    assert sizes.max() <= np.ceil(len(vectors) / n) + np.log2(n) + 1
    assert (found == clusters(vectors.copy(), n)).all()


def test_groups_far_from_each_other_are_clusters() -> None:
    random = np.random.default_rng(3)
    centres = np.array([[0, 0, 0], [50, 0, 0], [0, 80, 0], [0, 0, 120]])
    group = np.repeat(np.arange(4), 10)
    order = random.permutation(40)
    vectors = (centres[group] + random.normal(size=(40, 3)))[order]
    found = clusters(vectors.astype(np.float16), 4)
    assert len({(a, b) for a, b in zip(group[order].tolist(), found.tolist(), strict=True)}) == 4


def test_one_cut_is_across_the_direction_of_greatest_variance() -> None:
    random = np.random.default_rng(4)
    vectors = random.normal(size=(300, 5)) * [1, 9, 1, 2, 1]
    found = clusters(vectors, 2)
    _, axes = np.linalg.eigh(np.cov(vectors.T))
    along = (vectors - vectors.mean(axis=0)) @ axes[:, -1]
    agree = ((along > np.median(along)) == (found == 1)).mean()
    assert max(agree, 1 - agree) > 0.98


@pytest.mark.parametrize("n", [1, 3, 7])
def test_equal_vectors_are_shared_out_by_row(n: int) -> None:
    found = clusters(np.ones((7, 3), dtype=np.float16), n)
    assert np.bincount(found).max() <= 7 // n + 2 and set(found.tolist()) == set(range(n))


@given(
    st.integers(1, 30).flatmap(
        lambda n: st.tuples(st.permutations(range(n)), st.lists(st.integers(0, 5), min_size=n, max_size=n))
    )
)
def test_the_first_of_each_comes_first(drawn: tuple[list[int], list[int]]) -> None:
    order, cluster = drawn
    first = list({cluster[row]: row for row in reversed(order)}.values())
    first = [row for row in order if row in first]
    rest = [row for row in order if row not in first]
    assert spread(np.array(order), np.array(cluster)).tolist() == first + rest
