from __future__ import annotations

from mtal.tasks.base import ratios


def test_scores_are_ratios_of_sums():
    tallies = [{"f1": (2, 4), "recall": (1, 1)}, {"f1": (0, 1)}]
    assert ratios(tallies) == {"f1": 2 / 5, "recall": 1.0}


def test_nothing_to_divide_by_is_a_score_of_zero_and_nothing_counted_is_none():
    assert ratios([{"f1": (0, 0)}]) == {"f1": 0.0}
    assert ratios([{}, {}]) == ratios([]) == {}
