"""Scores by weight."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from matplotlib.figure import Figure

from mtal.pictures.weights import by_weight
from support.study import Held, params, study

CELLS = [
    params("mt_avg", weights=[1, 0]),
    params("mt_avg", weights=None),
    params("mt_ind", weights=None),
    params("mt_ind", weights=[1, 0]),
    params("mt_max"),
    params("mt_r"),
]
SCORES = [(0.5, 0.3), (0.6, 0.4), (0.8, 0.5), (0.7, 0.5), (0.9, 0.9), (0.4, 0.2)]


def test_the_mean_of_methods_by_weight(tmp_path: Path, figures: list[Figure]) -> None:
    results = study(list(zip(CELLS, SCORES, strict=True)))
    held = [
        replace(each, finished=Held(f"r{i}", (("params.yaml", yaml.safe_dump(cell)),)))
        for i, (each, cell) in enumerate(zip(results.results, CELLS, strict=True))
    ]
    (picture,) = by_weight(replace(results, results=held))
    picture.write(tmp_path / "a.svg")
    means, marks, random = figures[0].axes[0].lines
    assert list(means.get_xdata()) == [0, 0.5] and list(means.get_ydata()) == pytest.approx([60, 70])
    assert sorted(marks.get_ydata()) == pytest.approx([50, 60, 70, 80])
    assert list(random.get_ydata()) == pytest.approx([40, 40])
    assert picture.panels[0].x == "β, the weight of NER"
    assert picture.title == "toy, last round: mean of MT-AVG, MT-IND"


def test_nothing_without_weights() -> None:
    assert by_weight(study([(params("mt_r"), (0.4, 0.2)), (params("mt_max"), (0.4, 0.2))])) == []
