"""Groups of methods against each other, against hand-made numbers."""

from __future__ import annotations

import pytest

from mtal.questions.asked import Contrast, Expected, How, Side, one
from mtal.questions.contrasts import found
from mtal.study.tallies import Tally
from mtal.tables.report import compared
from support.study import params, study, tally

AHEAD = Expected.AHEAD


def tallied(dp: int, ner: int) -> Tally:
    """Sentences with so many right words of ten in each task."""
    table = tally(lambda i: dp).table.copy()
    table["ner.right"] = float(ner)
    return Tally(tally(lambda i: dp).sentences, table)


def rows(contrast, cells):
    """`cells`: parameters with right words by task, or None where the cell is missing."""
    results = study([(each, right and (0.5, 0.5)) for each, right in cells])
    by_cell = {
        result.finished: right for result, right in zip(results.results, [r for _, r in cells if r], strict=True)
    }
    there = compared(results, lambda result, _: tallied(*by_cell[result.finished]))
    return {
        row.task: (row.gap and pytest.approx(row.gap.difference), row.ahead, row.settings, row.planned)
        for row in found(contrast, results, there)
    }


SINGLE = [(params("st_ec", task="dp"), (6, 1)), (params("st_ec", task="ner"), (2, 5))]
JOINT = [(params("mt_avg"), (5, 4)), (params("mt_max"), (7, 2))]


def test_a_group_is_its_mean() -> None:
    contrast = Contrast("toy", Side("MT", ("MT-*",)), Side("ST", ("ST-*",)), AHEAD)
    assert rows(contrast, SINGLE + JOINT) == {"DP": (0.2, 1, 1, 1), "NER": (0.0, 0, 1, 1), "mean": (0.1, 1, 1, 1)}


def test_each_task_by_its_own_method() -> None:
    contrast = Contrast("toy", one("MT-AVG"), Side("ST", ("ST-EC-*",), How.OWN), AHEAD)
    assert rows(contrast, SINGLE + JOINT) == {"DP": (-0.1, 0, 1, 1), "NER": (-0.1, 0, 1, 1), "mean": (-0.1, 0, 1, 1)}
    assert list(rows(contrast, SINGLE[:1] + JOINT)) == ["DP"]  # no mean of one task alone


def test_the_best_of_each_task() -> None:
    contrast = Contrast("toy", Side("MT", ("MT-*",), How.BEST), Side("ST", ("ST-*",), How.BEST), AHEAD)
    assert rows(contrast, SINGLE + JOINT) == {"DP": (0.1, 1, 1, 1), "NER": (-0.1, 0, 1, 1), "mean": (0.0, 0, 1, 1)}


def test_settings_are_averaged_and_those_that_lack_a_method_left_out() -> None:
    cells = [
        (params("mt_avg", domain="a"), (8, 4)),
        (params("mt_r", domain="a"), (4, 4)),
        (params("mt_avg", domain="b"), (6, 6)),
        (params("mt_r", domain="b"), (4, 8)),
        (params("mt_avg", domain="c"), (9, 9)),
        (params("mt_r", domain="c"), None),
    ]
    contrast = Contrast("toy", one("MT-AVG"), one("MT-R"), AHEAD)
    assert rows(contrast, cells) == {"DP": (0.3, 2, 2, 3), "NER": (-0.1, 0, 2, 3), "mean": (0.1, 1, 2, 3)}


def test_what_isnt_there_yet_and_what_isnt_asked() -> None:
    cells = [(params("mt_avg", seed=1), (5, 5)), (params("mt_r", seed=2), (5, 5))]
    contrast = Contrast("toy", one("MT-AVG"), one("MT-R"), AHEAD)
    assert rows(contrast, cells)["mean"] == (None, 0, 0, 1)
    assert rows(Contrast("toy", one("MT-MIN"), one("MT-R"), AHEAD), cells) == {}
