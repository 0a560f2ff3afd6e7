"""Reading bracketed files: what is accepted, and where faults are told."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings

from mtal.errors import InputError
from mtal.treebank import read_trees
from mtal.treebank.brackets import BRACKET
from mtal.treebank.tree import grow_tree
from support.treebank.reading import real_data
from support.treebank.strategies import trees

GOOD = "(TOP (S (NP-SBJ (NNP Kari))\n        (VP (VBZ rows))\n        (. .)))\n"
FAULTS = {
    "extra bracket": (GOOD + "\n(TOP (S (NN a))))\n", 5, "one closing bracket too many"),
    "extra bracket alone": (GOOD + ")\n", 4, "one closing bracket too many"),
    "missing bracket": ("(TOP (S (NN a))\n\n" + GOOD, 3, "inside that of line 1"),
    "missing bracket, other wrapper": ("( (S (NN a))\n( (S (NN b)))\n", 2, "inside that of line 1"),
    "missing bracket on one line": ("(TOP (S (NN a)) (TOP (S (NN b)))\n)\n", 1, "inside a tree"),
    "end of the file": (GOOD + "(TOP (S (NN a)\n", 4, "ends inside the tree"),
    "end of the file in a leaf": (GOOD + "(TOP (S (NN", 4, "ends inside the tree"),
    "phrase without leaf": (GOOD + "(TOP (S\n (NP)))\n", 5, "without any leaf"),
    "empty brackets": (GOOD + "(TOP ())\n", 4, "an empty bracket"),
    "empty brackets on lines of their own": (GOOD + "(TOP\n()\n)\n" + GOOD, 5, "an empty bracket"),
    "empty brackets behind a phrase": (GOOD + "(TOP (NN a)\n ( ))\n", 5, "an empty bracket"),
    "empty tree": (GOOD + "(())\n" + GOOD, 4, "an empty bracket"),
    "empty tree with spaces": (GOOD + "\n( ( ) )\n" + GOOD, 5, "an empty bracket"),
    "empty tree of one bracket": (GOOD + "( )\n" + GOOD, 4, "an empty tree"),
    "empty tree on two lines": (GOOD + "(\n)\n" + GOOD, 5, "an empty tree"),
    "empty tree behind one on its line": (GOOD.strip() + " (())\n" + GOOD, 3, "an empty bracket"),
    "wrapper without leaf": ("(TOP)\n", 1, "an empty tree"),
    "wrapper in a wrapper without leaf": (GOOD + "(TOP (ROOT))\n", 4, "a new tree begins inside a tree"),
    "phrases without leaf": (GOOD + "(TOP (S (NP)))\n", 4, "a phrase without any leaf"),
    "word beside a phrase": ("(TOP (S (NP (NN a))\n sees (NP (NN b))))\n", 2, "'sees' stands beside a phrase"),
    "two words in a leaf": ("(TOP (S (NP (NN a b))))\n", 1, "'a' stands beside a phrase or another word"),
    "no wrapper": (GOOD + "(S (NN a))\n", 4, "no TOP (or empty bracket) around S"),
    "no wrapper, later on the line": ("(TOP (NN a))(NP (NN b))\n", 1, "no TOP (or empty bracket) around NP"),
    "leaf without wrapper": ("(NN a)\n", 1, "the leaf (NN a) stands outside a tree"),
    "text between trees": (GOOD + "rows\n" + GOOD, 4, "'rows' stands outside a tree"),
    "blank": ("\n \n", None, "no tree"),
    "empty": ("", None, "no tree"),
}


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "some.parse"
    path.write_bytes(text.encode())
    return path


@pytest.mark.parametrize("name", FAULTS)
def test_faults_are_told_with_their_line(name: str, tmp_path: Path) -> None:
    text, line, reason = FAULTS[name]
    with pytest.raises(InputError) as caught:
        list(read_trees(written(tmp_path, text)))
    assert (caught.value.line, caught.value.path) == (line, str(tmp_path / "some.parse"))
    assert reason in caught.value.reason


def test_words_tags_and_lines(tmp_path: Path) -> None:
    text = GOOD + "\n( (S (NP-SBJ-1 (-NONE- *))\n (-LRB- -LRB-) (NN =) (JJ a/b))) (ROOT (UH oh))\n(TOP (NP (-NONE- 0)))"
    found = list(read_trees(written(tmp_path, text)))
    assert [tree.line for tree in found] == [1, 5, 6, 7]
    assert [tree.tokens for tree in found] == [["Kari", "rows", "."], ["-LRB-", "=", "a/b"], ["oh"], []]
    assert [tree.tags for tree in found] == [["NNP", "VBZ", "."], ["-LRB-", "NN", "JJ"], ["UH"], []]


def test_other_kinds_of_white_space_belong_to_words(tmp_path: Path) -> None:
    [tree] = read_trees(written(tmp_path, "(TOP (NP\t(NN\u00a0a b\u00a0c ) (NN\n\u3000)))\n"))
    assert (tree.tokens, tree.tags) == (["b\u00a0c", "\u3000"], ["NN\u00a0a", "NN"])


def test_marks_line_ends_and_compression(tmp_path: Path) -> None:
    plain = [str(tree) for tree in read_trees(written(tmp_path, GOOD))]
    assert [str(tree) for tree in read_trees(written(tmp_path, "\ufeff" + GOOD.replace("\n", "\r\n")))] == plain
    packed = tmp_path / "some.mrg.gz"
    packed.write_bytes(gzip.compress(GOOD.encode()))
    assert [str(tree) for tree in read_trees(packed)] == plain


def test_trees_come_before_a_later_fault(tmp_path: Path) -> None:
    reading = read_trees(written(tmp_path, GOOD + "(S (NN a))"))
    assert next(reading).tokens == ["Kari", "rows", "."]
    with pytest.raises(InputError):
        next(reading)


SKIPPED = {
    "nothing wrong": (GOOD + GOOD, [], 2),
    "one empty tree": (GOOD + "(())\n" + GOOD, [4], 2),
    "several in a row": ("(())\n( )\n(TOP)\n" + GOOD + "(())\n(())\n" + GOOD, [1, 2, 3, 7, 8], 2),
    "several on a line": (GOOD.strip() + "(())(TOP)" + GOOD + "( () ) (TOP (NN a)) ()\n" + GOOD, [3, 3, 6, 6], 4),
    "deep and long": (GOOD + "(TOP (S (NP (NN a))\n (VP\n (NP)\n (NN b))))\n" + GOOD, [6], 2),
    "brackets too many": (GOOD + "(TOP (NN a)))) (TOP (NN b))\n" + GOOD, [4], 4),
    "a bracket too few": ("(TOP (S (NN a))\n\n" + GOOD, [3], 1),
    "brackets too few": ("(TOP (S (NN a)\n(TOP (NN b)\n" + GOOD, [2, 3], 1),
    "text between": (GOOD + "some words) more\nand these\n" + GOOD, [4, 5], 2),
    "no wrapper": ("(S (NN a)) (NN b) (TOP (NN c))\n", [1, 1], 1),
    "cut off": (GOOD + "(())\n(TOP (NN a)\n", [4, 5], 1),
    "only empty": ("(())\n", [1], 0),
}


@pytest.mark.parametrize("name", SKIPPED)
def test_reading_goes_on_behind_a_fault_if_it_may(name: str, tmp_path: Path) -> None:
    text, lines, count = SKIPPED[name]
    faults: list[InputError] = []
    assert len(list(read_trees(written(tmp_path, text), faults.append))) == count
    assert [fault.line for fault in faults] == lines


@settings(max_examples=200, deadline=None)
@given(trees)
def test_a_tree_written_is_the_tree_read(text: str) -> None:
    tree, length = grow_tree(BRACKET.findall(text), line=1)
    again, _ = grow_tree(BRACKET.findall(str(tree)), line=1)
    assert length == len(tree.brackets)
    assert again.brackets == tree.brackets
    assert str(tree).replace(" ", "") == text.replace(" ", "")


def cases() -> list[dict]:
    folder = os.environ.get("MTAL_DATA_DIR")
    index = json.loads((Path(folder) / "bad-input/index.json").read_text(encoding="utf-8")) if folder else []
    return [case for case in index if case["file"].startswith("parse/")]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["file"])
def test_bad_input(case: dict) -> None:
    path = real_data() / "bad-input" / case["file"]
    if case["expectation"] == "accept":
        assert [tree.tokens[-1:] for tree in read_trees(path)][-1] == ["."]
        return
    with pytest.raises(InputError) as caught:
        list(read_trees(path))
    first_line_of_tree = {"parse/cut-off.parse": 8}
    assert caught.value.line == first_line_of_tree.get(case["file"], case["line"])
