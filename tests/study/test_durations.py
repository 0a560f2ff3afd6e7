"""How long cells will take."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mtal.study.cells import cell
from mtal.study.durations import Estimate, Watch, estimate, record
from support.composing import composed

HERE = cell((), composed())
OTHER_STRATEGY = cell((), composed("strategy=mt_rrf", "seed=3"))
LONGER = cell((), composed("schedule=converged"))


def test_cells_of_a_kind_take_the_mean_of_those_that_are_there(tmp_path: Path) -> None:
    assert estimate([HERE], tmp_path) == Estimate(0, 0, 1)
    record(tmp_path, "cell-1", HERE.kind, 100)
    record(tmp_path, "cell-2", OTHER_STRATEGY.kind, 200)
    assert estimate([OTHER_STRATEGY, HERE, LONGER], tmp_path) == Estimate(300, 2, 1)


def test_an_option_that_is_off_makes_no_other_kind(tmp_path: Path) -> None:
    kind = dict(HERE.kind) | {"training": {"steps": 9, "old": False}}
    record(tmp_path, "cell-1", kind, 100)
    newer = replace(HERE, kind=kind | {"training": {"steps": 9, "old": False, "new": None}})
    assert estimate([newer], tmp_path).known == 1
    longer = replace(HERE, kind=kind | {"training": {"steps": 10, "new": None}})
    assert estimate([longer], tmp_path).unknown == 1


def test_a_file_of_another_kind_is_left_out(tmp_path: Path) -> None:
    for number, text in enumerate(["no JSON", "[]", '{"kind": 1}', '{"kind": {}, "seconds": "long"}']):
        (tmp_path / f"{number}.json").write_text(text)
    assert estimate([HERE], tmp_path).unknown == 1


def test_what_was_cut_off_counts_too(tmp_path: Path) -> None:
    first = Watch(tmp_path, "cell-1", HERE.kind)
    first.began -= 60
    first.note()  # and then it is killed
    second = Watch(tmp_path, "cell-1", HERE.kind)
    second.began -= 40
    second.end()
    assert estimate([HERE], tmp_path).seconds == pytest.approx(100, abs=2)
    assert Watch(tmp_path, "cell-1", HERE.kind).seconds() < 2  # done: another run begins from nothing
