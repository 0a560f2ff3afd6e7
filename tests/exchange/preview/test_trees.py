"""Dependency trees on a page."""

from __future__ import annotations

from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtal.exchange.preview.trees import PAPER, tree
from support.annotated import QUICK, trees
from support.pages import having, parsed


def made(words: list[str], heads: list[int | None], asked: bool = True) -> Element:
    label: dict[str, list[Any]] = {"heads": heads, "deprels": ["root" if head == 0 else "x<y" for head in heads]}
    return parsed(tree(words, label, "tree-1", asked=asked))


def places(root: Element) -> dict[str, float]:
    """Where each word is."""
    return {each.text or "": float(each.get("x", "")) for each in root.iter("text") if not each.get("class")}


@given(data=st.data(), size=st.integers(1, 12))
@QUICK
def test_each_word_has_an_arc(data: st.DataObject, size: int) -> None:
    label = data.draw(trees(size))
    root = parsed(tree(["w"] * size, label, "t", asked=True))
    assert len(list(having(root, "arc"))) == size
    labels = [each.text for each in root.iter("text") if "label" in each.get("class", "").split()]
    assert sorted(labels) == sorted(label["deprels"])


def test_a_word_without_a_head_has_no_arc() -> None:
    root = made(["a", "b", "c"], [None, 0, 2])
    assert len(list(having(root, "arc"))) == 2


@pytest.mark.parametrize(("words", "way"), [(["a", "b", "c"], "ltr"), (["ا", "ب", "ج"], "rtl")])
def test_words_stand_in_the_direction_in_which_they_are_read(words: list[str], way: str) -> None:
    root = made(words, [2, 0, 2])
    found = [places(root)[word] for word in words]
    assert found == sorted(found, reverse=way == "rtl") and root.get("dir") == way
    (down,) = [each for each in having(root, "arc") if " Q" not in each.get("d", "")]
    assert down.get("d", "").startswith(f"M{found[1]:.1f} "), "the root's arrow is at the root"


def test_what_is_wide_is_cut_into_lines_for_paper() -> None:
    words = [f"word{i}" for i in range(60)]
    root = made(words, [0, *range(1, 60)])
    boxes = [list(map(float, part.get("viewbox", "").split())) for part in having(root, "part")]
    assert len(boxes) > 1 and boxes[0][0] == 0 and all(width <= PAPER for _, _, width, _ in boxes)
    for (start, _, width, _), (after, *_) in pairwise(boxes):
        assert after == pytest.approx(start + width, abs=1)
    assert all(part.find("use") is not None for part in having(root, "part"))
    assert not list(having(made(["a", "b"], [0, 1]), "part"))


def test_lines_of_a_tree_from_right_to_left_begin_at_the_right() -> None:
    root = made(["كلمة"] * 60, [0, *range(1, 60)])
    starts = [float(part.get("viewbox", "").split()[0]) for part in having(root, "part")]
    assert starts == sorted(starts, reverse=True)


def test_one_that_isnt_asked_is_grey() -> None:
    assert made(["a"], [0], asked=False).get("class") == "tree off"
