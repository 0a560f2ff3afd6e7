"""Entries multiplied out."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtal.errors import UserError
from mtal.params import checked
from mtal.study.grid import Entry, expand

AXES = st.dictionaries(
    st.sampled_from(["seed", "loss", "strategy", "corpus.domain"]),
    st.lists(st.integers(0, 9), min_size=1, max_size=4, unique=True),
)


def frozen(grid: Any) -> set[tuple[tuple[str, Any], ...]]:
    """The cells of a grid, whatever their order."""
    return {tuple(sorted(choices.items())) for choices in grid}


@given(AXES)
def test_as_many_cells_as_the_product_of_the_axes(axes: dict[str, list[Any]]) -> None:
    cells = list(expand(Entry(vary=axes)))
    assert len(cells) == len(frozen(cells)) == math.prod(map(len, axes.values()))


@given(AXES, st.randoms())
def test_the_order_of_axes_and_values_changes_no_cell(axes: dict[str, list[Any]], random: Any) -> None:
    shuffled = {key: random.sample(axes[key], len(axes[key])) for key in random.sample(list(axes), len(axes))}
    assert frozen(expand(Entry(vary=axes))) == frozen(expand(Entry(vary=shuffled)))


def test_the_last_axis_is_the_fastest() -> None:
    found = list(expand(Entry(fixed={"corpus": "demo"}, vary={"loss": ["ce", "ls"], "seed": [1, 2]})))
    assert [(cell["loss"], cell["seed"]) for cell in found] == [("ce", 1), ("ce", 2), ("ls", 1), ("ls", 2)]
    assert all(cell["corpus"] == "demo" for cell in found)


def test_choices_that_go_together_are_one_value() -> None:
    together = {"model": "st", "strategy": "st_ec", "strategy.task": "dp"}
    found = list(expand(Entry(fixed={"model": "cmt"}, vary={"method": [together, {"strategy": "mt_avg"}]})))
    assert found == [together, {"model": "cmt", "strategy": "mt_avg"}]


def test_two_axes_for_one_key_are_refused() -> None:
    with pytest.raises(UserError, match="two axes choose strategy"):
        list(expand(Entry(vary={"strategy": ["mt_avg"], "method": [{"strategy": "mt_r"}]})))


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({"use": "table5", "vary": {"seed": [1]}}, "use takes another sweep's cells as they are"),
        ({"vary": {"seed": []}}, "vary.seed has no values"),
        ({"very": {"seed": [1]}}, "unknown key; cpu.0 has use, fixed, vary"),
    ],
)
def test_mistakes_are_one_line(entry: dict[str, Any], message: str) -> None:
    with pytest.raises(UserError, match=message):
        checked(Entry, "cpu.0", entry)
