"""What is saved against random selection, against hand-made numbers."""

from __future__ import annotations

import pytest

from mtal.tables.report import compared_by_round
from mtal.tables.savings import savings_sheet
from support.study import params, study, tally

SCORES = {
    ("mt_avg", 1): (0.80, 0.60),
    ("mt_avg", 2): (0.90, 0.70),
    ("mt_r", 1): (0.60, 0.40),
    ("mt_r", 2): (0.60, 0.60),
}
CELLS = [(params(name, seed=seed), last) for (name, seed), last in SCORES.items()]


def sheet(cells, words=None):
    """`words`: right words of ten in each sentence, by strategy and round, of cells whose predictions are there."""
    results = study(cells)

    def read(result, number):
        right = (words or {}).get((result.method.strategy, number))
        return None if right is None else tally(lambda i: right + i % 2)

    return savings_sheet(results, lambda: compared_by_round(results, read))


def boxes(found, row):
    return dict(zip(found.header[1:], dict(found.rows)[row], strict=True))


def test_without_predictions_there_are_no_intervals() -> None:
    found = sheet(CELLS)
    assert [name for name, _ in found.rows] == ["toy: MT-AVG, by sentences", "toy: MT-AVG, by cost"]
    row = boxes(found, "toy: MT-AVG, by sentences")
    assert row["area"].value == pytest.approx(75 * 0.75)  # mean 0.75, from half of it up to it
    assert row["of random"].value == pytest.approx(55 * 0.75)
    assert row["difference"].text == "+15.00"
    # by sentences: the method's mean is 0.375, 0.5625, 0.75; random's last, 0.55, stands at 10 + 10 * 0.175 / 0.1875
    assert row["saved ×"].value == pytest.approx(30 / (10 + 10 * 0.175 / 0.1875))
    assert boxes(found, "toy: MT-AVG, by cost")["saved ×"].value == pytest.approx(100 / (40 * 0.175 / 0.1875))
    assert found.notes[-1].startswith("Fewer than 5 seeds: no order of methods is claimed.")


def test_intervals_with_predictions_of_all_rounds() -> None:
    words = {("mt_avg", n): 4 + 2 * n for n in range(3)} | {("mt_r", n): 4 + n for n in range(3)}
    found = sheet(CELLS, words)
    row = boxes(found, "toy: MT-AVG, by sentences")
    assert row["difference"].text.startswith("+15.00 [") and row["saved ×"].text.startswith("1.55 [")
    del words["mt_r", 1]
    assert "[" not in boxes(sheet(CELLS, words), "toy: MT-AVG, by sentences")["saved ×"].text


def test_a_score_that_is_never_reached_saves_nothing() -> None:
    cells = [(params("mt_avg"), (0.4, 0.4)), (params("mt_r"), (0.6, 0.6))]
    words = {(name, n): level + n for name, level in {"mt_avg": 2, "mt_r": 5}.items() for n in range(3)}
    assert boxes(sheet(cells, words), "toy: MT-AVG, by sentences")["saved ×"].text == "– [–, –]"


def test_nothing_to_compare_is_no_sheet() -> None:
    assert sheet([(params(), (0.5, 0.5)), (params("mt_r"), None)]) is None
    assert sheet([(params(seed=1), (0.5, 0.5)), (params("mt_r", seed=2), (0.5, 0.5))]) is None
