"""Methods against random selection, against hand-made numbers."""

from __future__ import annotations

import numpy as np

from mtal.tables.against_random import random_of, random_sheet
from mtal.tables.report import compared
from support.study import params, study, tally


def sheet(cells, words=None):
    """`words`: right words of ten in each sentence, by strategy and seed, of cells whose predictions are there."""
    results = study(cells)

    def read(result, _):
        right = (words or {}).get((result.method.strategy, result.seed))
        return None if right is None else tally(right)

    return random_sheet(results, compared(results, read))


def boxes(found, row):
    return dict(zip(found.header[1:], dict(found.rows)[row], strict=True))


SCORES = {
    ("mt_avg", 1): (0.80, 0.60),
    ("mt_avg", 2): (0.90, 0.70),
    ("mt_r", 1): (0.60, 0.40),
    ("mt_r", 2): (0.60, 0.60),
}
CELLS = [(params(name, seed=seed), last) for (name, seed), last in SCORES.items()]


def test_curves_and_seeds_needed_without_predictions() -> None:
    found = sheet(CELLS)
    row = boxes(found, "toy: MT-AVG")
    assert row["gap"].text == row["p"].text == row["p, t-test"].text == "–"
    assert row["seeds"].text == "2"
    assert row["needed"].text == "2"  # 20 points with either seed
    assert "1 of 1 gaps are left out: this machine hasn't got the predictions." in found.notes
    assert found.notes[-1].startswith("Fewer than 5 seeds: no order of methods is claimed.")


def test_a_difference_within_noise_is_called_so() -> None:
    random = np.random.default_rng(0).integers(3, 9, (4, 200))
    found = sheet(CELLS, dict(zip(SCORES, ((lambda i, row=row: int(row[i])) for row in random), strict=True)))
    row = boxes(found, "toy: MT-AVG")
    assert row["verdict"].text == "noise"
    assert row["p"].value >= 0.05
    assert not any("left out" in note for note in found.notes)


def test_a_clear_difference_is_better_and_holm_counts_the_rows() -> None:
    cells = [(params(name, seed=seed), (0.5, 0.5)) for name in ("mt_avg", "mt_max", "mt_r") for seed in range(1, 7)]
    level = {"mt_avg": 9, "mt_max": 5, "mt_r": 5}
    words = {
        (name, seed): lambda i, w=w, seed=seed: w - (i + seed) % 2 for name, w in level.items() for seed in range(1, 7)
    }
    found = sheet(cells, words)
    first, second = (boxes(found, f"toy: {name}") for name in ("MT-AVG", "MT-MAX"))
    assert first["verdict"].text == "better"
    assert first["gap"].text == "+40.00 [+40.00, +40.00]"
    assert (second["verdict"].text, second["p"].text) == ("noise", "1.000")
    assert not any("Fewer" in note for note in found.notes)


def test_one_seed_is_named_in_the_verdict() -> None:
    cells = [(params(name), (0.5, 0.5)) for name in ("mt_avg", "mt_r")]
    found = sheet(cells, {("mt_avg", 1): lambda i: 5 + i % 3, ("mt_r", 1): lambda i: 3 + i % 2})
    assert boxes(found, "toy: MT-AVG")["verdict"].text == "better (1 seed)"


def test_the_random_selection_of_the_same_kind() -> None:
    results = study([(params(name), (0.5, 0.5)) for name in ("mt_r", "st_r", "st_ec", "mt_avg")])
    named = {each.name: each for each in results.methods}
    assert random_of(results, results.settings[0], named["ST-EC-DP"]) == named["ST-R"]
    assert random_of(results, results.settings[0], named["MT-AVG"]) == named["MT-R"]


def test_settings_without_random_selection_have_no_rows() -> None:
    assert sheet([(params(), (0.5, 0.5)), (params("mt_r"), None)]) is None
    assert sheet([(params(seed=1), (0.5, 0.5)), (params("mt_r", seed=2), (0.5, 0.5))]) is None
