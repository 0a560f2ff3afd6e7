"""Every tree, however odd, gives a well-formed graph, and never an exception."""

from __future__ import annotations

import random
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given, settings

from mtal.treebank import read_trees, skip_reason, to_dependencies
from mtal.treebank.brackets import BRACKET
from mtal.treebank.tree import grow_tree
from support.treebank.reading import damage, parse, real_data
from support.treebank.strategies import trees
from support.treebank.wellformed import check_wellformed

REAL = {
    "wsj-sample": "wsj-sample/*.mrg",
    "ontonotes-wsj-ldc": "ontonotes-wsj-ldc/**/*.parse",
    "gum": "gum/*/*.ptb.gz",
}


@settings(max_examples=300, deadline=None)
@given(trees)
def test_random_trees(text: str) -> None:
    tree, _ = grow_tree(BRACKET.findall(text), line=1)
    graph = to_dependencies(tree, eventive_nouns={"decision", "call", "dog"})
    check_wellformed(graph)
    assert graph.tokens == tree.tokens


@pytest.mark.parametrize("name", REAL)
def test_real_trees(name: str) -> None:
    for path in sorted(real_data().glob(REAL[name]))[::9]:
        for tree in islice(read_trees(path), 0, None, 3):
            assert skip_reason(tree) is None
            check_wellformed(to_dependencies(tree))


@pytest.mark.parametrize("rate", [0.05, 0.4])
def test_damaged_trees(rate: float, tmp_path: Path) -> None:
    dice = random.Random(7)
    for path in sorted(real_data().glob(REAL["wsj-sample"]))[::20]:
        texts = [damage(str(tree), rate, dice) for tree in read_trees(path)]
        for tree in parse(tmp_path, *texts):
            check_wellformed(to_dependencies(tree))


def test_deep_trees(tmp_path: Path) -> None:
    deep = "(TOP " + "(S (NP (NN dog)) (VP (VB see) " * 3000 + "(NP (NN cat))" + "))" * 3000 + ")"
    [tree] = parse(tmp_path, deep)
    check_wellformed(to_dependencies(tree))


def test_deep_unlike_coordination(tmp_path: Path) -> None:
    deep = "(TOP (VP (VB be) " + "(UCP-PRD (JJ red) (CC and) " * 3000 + "(NN dog)" + ")" * 3000 + "))"
    [tree] = parse(tmp_path, deep)
    check_wellformed(to_dependencies(tree))


def test_antecedents_in_a_circle(tmp_path: Path) -> None:
    text = (
        "(TOP (S (NP-SBJ-1 (-NONE- *-2)) (VP (VBD was) (VP-2 (VBN seen) (NP (-NONE- *-1)) (NP-3 (-NONE- *T*-3))))"
        " (SBAR-4 (WHNP-5 (-NONE- *ICH*-4)) (S (NP-SBJ (-NONE- *RNR*-5)) (VP (VB go) (NP (-NONE- *RNR*-5)))))))"
    )
    [tree] = parse(tmp_path, text)
    check_wellformed(to_dependencies(tree))
