"""Learning curves over seeds, against hand-made numbers."""

from __future__ import annotations

from dataclasses import replace
from math import isnan

import pytest

from mtal.tables.curves import area_of, has_axis, mean_curve, saved
from support.study import params, study


def runs(*scores):
    """Runs of a seed each, of 10, 20, 30 sentences and cost 0, 40, 100, whose means rise from half to these scores."""
    return study([(params(seed=seed), (score, score)) for seed, score in enumerate(scores)]).results


def shortened(run, rounds):
    """The first rounds of a run."""
    return replace(run, measured=run.measured._replace(table=run.measured.table.head(rounds)))


def test_the_mean_over_seeds() -> None:
    curve = mean_curve(runs(0.4, 0.8), "spent")
    assert curve["mean"].tolist() == pytest.approx([0.3, 0.45, 0.6])
    assert curve["spent"].tolist() == [0, 40, 100]


def test_rounds_that_a_run_lacks_are_left_out() -> None:
    short, long = runs(0.4, 0.8)
    assert mean_curve([shortened(short, 2), long], "labelled").index.tolist() == [0, 1]


def test_areas_are_averaged_and_there_is_none_of_one_round() -> None:
    assert area_of(runs(0.4, 0.8), "labelled") == pytest.approx(100 * 0.6 * 0.75)
    (one,) = runs(0.5)
    assert isnan(area_of([shortened(one, 1)], "spent")) and isnan(area_of([], "spent"))


def test_an_axis_is_there_where_all_runs_have_it() -> None:
    found = runs(0.4, 0.8)
    with_words = replace(
        found[0], measured=found[0].measured._replace(table=found[0].measured.table.assign(words=[1, 2, 3]))
    )
    assert has_axis([with_words], "words") and not has_axis([with_words, found[1]], "words")


def test_what_is_saved() -> None:
    better, random = (mean_curve(runs(score), "spent") for score in (0.8, 0.6))
    assert saved(better, random, "spent") == pytest.approx(100 / 40)  # 0.6 after 40, random after 100
    assert isnan(saved(random, better, "spent"))
