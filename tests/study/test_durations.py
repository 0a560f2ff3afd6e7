"""How long cells will take."""

from __future__ import annotations

from pathlib import Path

from mtal.study.cells import cell
from mtal.study.durations import Estimate, estimate, in_words, record
from support.composing import composed

HERE = cell((), composed())
OTHER_STRATEGY = cell((), composed("strategy=mt_rrf", "seed=3"))
LONGER = cell((), composed("schedule=converged"))


def test_cells_of_a_kind_take_the_mean_of_those_that_are_there(tmp_path: Path) -> None:
    assert estimate([HERE], tmp_path) == Estimate(0, 0, 1)
    record(tmp_path, "cell-1", HERE.kind, 100)
    record(tmp_path, "cell-2", OTHER_STRATEGY.kind, 200)
    assert estimate([OTHER_STRATEGY, HERE, LONGER], tmp_path) == Estimate(300, 2, 1)


def test_a_file_of_another_kind_is_left_out(tmp_path: Path) -> None:
    for number, text in enumerate(["no JSON", "[]", '{"kind": 1}', '{"kind": {}, "seconds": "long"}']):
        (tmp_path / f"{number}.json").write_text(text)
    assert estimate([HERE], tmp_path).unknown == 1


def test_in_words() -> None:
    assert list(map(in_words, (0.4, 99, 100, 5900, 6030, 90000))) == [
        "0 s", "99 s", "2 min", "98 min", "1 h 40 min", "25 h 00 min",
    ]  # fmt: skip
