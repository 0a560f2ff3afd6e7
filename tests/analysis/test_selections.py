from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import yaml

from mtal.analysis.options import COMPARABLE, AnalysisOptions, check_analysis
from mtal.analysis.overlap import selections
from mtal.errors import UserError
from mtal.params import checked

VALUES = np.array([[0.1, 0.9], [0.2, 0.3], [0.9, 0.2], [0.5, 0.5]])
TASKS = ["dp", "ner"]


def test_selections_by_hand():
    found = selections(VALUES, TASKS, ["mt_min", "mt_max", "mt_ec"], 2, seed=0)
    assert {name: rows.tolist() for name, rows in found.items()} == {
        "mt_min": [0, 1],
        "mt_max": [1, 3],
        "mt_ec dp": [0, 1],
        "mt_ec ner": [2, 1],
    }


def test_every_comparable_strategy_selects_n():
    found = selections(VALUES, TASKS, COMPARABLE, 3, seed=5)
    assert len(found) == len(COMPARABLE) + 1
    assert all(len(set(rows.tolist())) == 3 for rows in found.values())


def test_the_random_selection_follows_the_seed():
    equal = np.zeros((99, 1))
    one, same, other = (selections(equal, ["dp"], ["mt_r"], 9, seed)["mt_r"].tolist() for seed in (1, 1, 2))
    assert one == same != other


def test_the_default_options_are_sound():
    file = Path(__file__).parents[2] / "conf" / "analysis" / "default.yaml"
    values = yaml.safe_load(file.read_text(encoding="utf-8"))
    check_analysis(checked(AnalysisOptions, "analysis", values), rounds=1)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"round": 5}, "analysis.round=5: the rounds are 0 to 4"),
        ({"round": -1}, "analysis.round=-1"),
        ({"strategies": []}, "analysis.strategies"),
        ({"strategies": ["mt_best"]}, "'mt_best' can't be compared; choose from mt_r, mt_ec, mt_avg"),
        ({"strategies": ["st_ec"]}, "'st_ec' can't be compared"),
        ({"strategies": ["mt_avgda"]}, "'mt_avgda' can't be compared"),
        ({"strategies": ["mt_avg", "mt_avg"]}, "named twice"),
        ({"n": 0}, "analysis.n=0"),
        ({"rounds": 0}, "analysis.rounds: unknown key"),
    ],
)
def test_mistakes_are_one_line(changes, message):
    with pytest.raises(UserError) as caught:
        check_analysis(checked(AnalysisOptions, "analysis", {"round": 0, "strategies": ["mt_avg"]} | changes), rounds=5)
    assert message in str(caught.value) and "\n" not in str(caught.value)
