"""Graphs as text: CoNLL-U, JSON lines, UD names, pictures."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings

from mtal.treebank import Dependencies, to_dependencies
from mtal.treebank.brackets import BRACKET
from mtal.treebank.tree import grow_tree
from mtal.treebank.writing.svg import picture
from mtal.treebank.writing.text import conllu, json_line
from mtal.treebank.writing.universal import relation_names, with_universal_names
from support.treebank.reading import parse
from support.treebank.strategies import trees

GRAPH = Dependencies(
    ["the", "boy", "who", "rows", "on", "Monday"],
    ["DT", "NN", "WP", "VBZ", "IN", "NNP"],
    [2, 0, 4, 2, 6, 4],
    ["det", "root", "r-nsbj", "relcl", "case", "ppmod"],
    [[], [(4, "nsbj")], [], [], [], [(2, "ppmod"), (3, "dep")]],
    [None, None, None, None, None, "loc,tmp"],
)


def test_conllu() -> None:
    assert conllu("a/b:3", GRAPH) == (
        "# sent_id = a/b:3\n"
        "1\tthe\t_\t_\tDT\t_\t2\tdet\t_\t_\n"
        "2\tboy\t_\t_\tNN\t_\t0\troot\t4:nsbj\t_\n"
        "3\twho\t_\t_\tWP\t_\t4\tr-nsbj\t_\t_\n"
        "4\trows\t_\t_\tVBZ\t_\t2\trelcl\t_\t_\n"
        "5\ton\t_\t_\tIN\t_\t6\tcase\t_\t_\n"
        "6\tMonday\t_\t_\tNNP\tsem=loc,tmp\t4\tppmod\t2:ppmod|3:dep\t_\n"
        "\n"
    )


def test_conllu_with_universal_names() -> None:
    lines = conllu("x:0", GRAPH, stripped=True, universal=True).splitlines()
    assert lines[1] == "# stripped = yes"
    assert lines[3] == "2\tboy\t_\t_\tNN\t_\t0\troot\t4:nsubj\tddr=root"
    assert lines[4] == "3\twho\t_\t_\tWP\t_\t4\tnsubj\t_\tddr=r-nsbj"
    assert lines[7] == "6\tMonday\t_\t_\tNNP\tsem=loc,tmp\t4\tobl\t2:nmod|3:dep\tddr=ppmod"


def test_json_line() -> None:
    record = json.loads(json_line("x:0", GRAPH))
    assert record.pop("id") == "x:0"
    assert record["secondary"][5] == [[2, "ppmod"], [3, "dep"]]
    assert record == json.loads(json.dumps(GRAPH._asdict()))
    assert json.loads(json_line("x:0", GRAPH, stripped=True, universal=True))["stripped"] is True
    assert json.loads(json_line("x:0", GRAPH, universal=True))["ddr"] == GRAPH.deprels


LINKED_TWICE = (
    "(TOP (ADJP (NN there) (ADJP (ADJP-0 (-NONE- 0-0)) (ADJP (-NONE- *-0)) (ADJP-2 (NN there)))) (ADJP-0 (-NONE- 0-2)))"
)

UD_RELATIONS = set(
    "acl acl:relcl advcl advmod amod appos aux case cc ccomp compound compound:lvc compound:prt conj cop csubj dep det"
    " discourse expl iobj mark nmod nmod:npmod nmod:poss nsubj nummod obj obl obl:npmod parataxis punct root"
    " vocative".split()
)


@settings(max_examples=60, deadline=None)
@given(trees)
@example(
    "(TOP (ADJP (NN there) (ADJP (ADJP-0 (-NONE- 0-0)) (ADJP (-NONE- *-0)) (ADJP-2 (NN there)))) (ADJP-0 (-NONE- 0-2)))"
)
def test_every_label_has_a_universal_name(text: str) -> None:
    tree, _ = grow_tree(BRACKET.findall(text), line=1)
    graph = to_dependencies(tree)
    assert {label.removeprefix("r-") for label in graph.deprels} <= set(relation_names())
    assert set(with_universal_names(graph).deprels) <= UD_RELATIONS


@pytest.mark.parametrize(
    ("text", "arcs", "deep"),
    [
        (
            "(TOP (S (NP-SBJ-1 (PRP We)) (VP (VBD hoped) (S (NP-SBJ (-NONE- *-1)) (VP (TO to) (VP (VB R&D))))"
            " (. <.>))))",
            5,
            0,
        ),
        (
            "(TOP (S (NP-SBJ-1 (PRP We)) (VP (VBD hoped) (S (NP-SBJ (-NONE- *PRO*-1)) (VP (TO to) (VP (VB go)))))))",
            5,
            1,
        ),
        ("(TOP (XX a) (XX b))", 0, 0),
        ("(TOP (NP (-NONE- *)))", 0, 0),
    ],
)
def test_picture(text: str, arcs: int, deep: int, tmp_path: Path) -> None:
    [tree] = parse(tmp_path, text)
    drawing = picture(tree)
    root = ElementTree.fromstring(drawing)
    looks = [element.get("class") for element in root.iter()]
    assert looks.count("arc") + looks.count("arc deep") == arcs
    assert looks.count("arc deep") == deep
    words = [element.text for element in root.iter() if (element.get("class") or "").startswith("word")]
    assert words == [bracket.form for bracket in tree.brackets if bracket and bracket.form]
    width, height = float(root.get("width")), float(root.get("height"))
    for x, y in re.findall(r'x="([\d.]+)" y="([\d.]+)"', drawing):
        assert 0 <= float(x) <= width
        assert 0 <= float(y) <= height


@settings(max_examples=60, deadline=None)
@given(trees)
def test_any_tree_can_be_drawn(text: str) -> None:
    tree, _ = grow_tree(BRACKET.findall(text), line=1)
    ElementTree.fromstring(picture(tree))
