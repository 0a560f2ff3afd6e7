"""Trees from arc scores against all trees of short sentences."""

from __future__ import annotations

from itertools import product

import networkx
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from mtal.layers.spanning_tree import are_trees, best_heads, best_tree, best_trees


def is_tree(heads: tuple[int, ...]) -> bool:
    """One root, and every word climbs to it."""
    for word in range(1, len(heads) + 1):
        seen = set()
        while word and word not in seen:
            seen.add(word)
            word = heads[word - 1]
        if word:
            return False
    return heads.count(0) == 1


def random_scores(words: int, seed: int) -> np.ndarray:
    scores = np.random.default_rng(seed).normal(size=(words, words + 1))
    scores[np.arange(words), np.arange(1, words + 1)] = -np.inf
    return scores - np.log(np.exp(scores).sum(1, keepdims=True))


@given(st.integers(1, 5), st.integers(0, 10_000))
def test_best_tree_against_all_trees(words: int, seed: int) -> None:
    scores = random_scores(words, seed)
    trees = [heads for heads in product(range(words + 1), repeat=words) if is_tree(heads)]
    best = max(trees, key=lambda heads: scores[np.arange(words), heads].sum())
    assert tuple(best_tree(scores)) == best
    assert tuple(best_trees(scores[None], np.array([words]))[0]) == best


@given(st.integers(2, 5), st.integers(0, 10_000))
def test_impossible_arcs_are_never_taken(words: int, seed: int) -> None:
    scores = random_scores(words, seed)
    impossible = np.random.default_rng(seed).random(scores.shape) < 0.4
    impossible[:, 0] = False
    scores[impossible] = -np.inf
    trees = [heads for heads in product(range(words + 1), repeat=words) if is_tree(heads)]
    best = max(trees, key=lambda heads: scores[np.arange(words), heads].sum())
    if np.isfinite(scores[np.arange(words), best]).all():
        assert tuple(best_tree(scores)) == best


@settings(max_examples=30, deadline=None)
@given(st.integers(6, 25), st.integers(0, 10_000))
def test_many_circles_against_networkx(words: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(words + 1, words + 1))
    np.fill_diagonal(scores, -np.inf)
    graph = networkx.DiGraph()
    graph.add_weighted_edges_from(
        (head, word, scores[word, head]) for word in range(1, words + 1) for head in range(words + 1) if head != word
    )
    expected = networkx.maximum_spanning_arborescence(graph)
    assert sorted((head, word) for word, head in enumerate(best_heads(scores)) if word) == sorted(expected.edges)


@given(st.lists(st.lists(st.integers(0, 5), min_size=1, max_size=5), min_size=1, max_size=8))
def test_are_trees_against_climbing(rows: list[list[int]]) -> None:
    rows = [[head % (len(row) + 1) for head in row] for row in rows]
    width = max(map(len, rows))
    padded = np.array([row + [9] * (width - len(row)) for row in rows])
    expected = [is_tree(tuple(row)) for row in rows]
    assert are_trees(padded, np.array(list(map(len, rows)))).tolist() == expected


def test_two_wanted_roots_become_one() -> None:
    scores = np.log(np.array([[0.98, 0.0, 0.02], [0.97, 0.03, 0.0]]) + 1e-12)
    scores[[0, 1], [1, 2]] = -np.inf
    assert best_tree(scores).tolist() == [0, 1]
