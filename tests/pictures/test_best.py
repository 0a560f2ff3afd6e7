"""The best methods of two kinds."""

from __future__ import annotations

from pathlib import Path

from matplotlib.figure import Figure

from mtal.pictures.best import KINDS, best
from support.study import params, study

CELLS = [
    (params("st_ec", task="dp"), (0.8, 0.2)),
    (params("st_ec", task="ner"), (0.1, 0.7)),
    (params("mt_avg"), (0.9, 0.5)),
    (params("mt_avg", seed=2), (0.7, 0.5)),
    (params("mt_max"), (0.85, 0.4)),
    (params("mt_r"), (0.99, 0.99)),
]


def test_the_best_of_either_kind_by_task(tmp_path: Path, figures: list[Figure]) -> None:
    (picture,) = best(study(CELLS))
    picture.write(tmp_path / "a.svg")
    shown = [[text.get_text() for text in axes.texts] for axes in figures[0].axes]
    assert shown == [["ST-EC-DP", "MT-MAX"], ["ST-EC-NER", "MT-AVG"]]
    assert [line.get_label() for line in picture.legend] == list(KINDS)
    assert [label.get_text() for label in figures[0].axes[0].get_yticklabels()] == ["toy"]


def test_one_kind_alone_is_no_comparison() -> None:
    assert best(study(CELLS[2:])) == []
