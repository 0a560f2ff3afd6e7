"""Methods against random selection, task by task."""

from __future__ import annotations

import numpy as np

from mtal.analysis.gaps import Counts, gap
from mtal.study.tallies import Tally
from mtal.tables.by_task import task_sheet
from mtal.tables.report import compared
from support.study import params, study, tally


def uneven(dp: int, ner: int) -> Tally:
    """A tally whose tasks have other counts."""
    one, other = tally(lambda i: dp - i % 2), tally(lambda i: ner - i % 3)
    columns = ["ner.right", "ner.of"]
    return Tally(one.sentences, one.table.assign(**{name: other.table[name] for name in columns}))


def test_a_row_a_task_with_the_gap_of_that_task_alone() -> None:
    results = study([(params(name), (0.5, 0.5)) for name in ("mt_avg", "mt_r")])
    tallies = {"mt_avg": uneven(9, 5), "mt_r": uneven(6, 5)}
    sheet = task_sheet(results, compared(results, lambda result, _: tallies[result.method.strategy]))
    assert sheet is not None
    rows = {name: [box.text for box in boxes] for name, boxes in sheet.rows}
    assert list(rows) == ["toy DP: MT-AVG", "toy NER: MT-AVG"]
    assert rows["toy DP: MT-AVG"] == ["+30.00 [+30.00, +30.00]", "<0.001", "better (1 seed)", "1"]
    assert rows["toy NER: MT-AVG"] == ["+0.00 [+0.00, +0.00]", "1.000", "noise", "1"]
    right = [np.array([[level - i % 2 for i in range(200)]], dtype=float) for level in (9, 6)]
    expected = gap(*([Counts(each, np.full((1, 200), 10.0))] for each in right))
    assert dict(sheet.rows)["toy DP: MT-AVG"][0].value == 100 * expected.difference


def test_nothing_to_compare() -> None:
    results = study([(params(name), (0.5, 0.5)) for name in ("mt_avg", "mt_r")])
    assert task_sheet(results, {}) is None
