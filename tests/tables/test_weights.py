"""The best weight of each method, against hand-made numbers."""

from __future__ import annotations

from mtal.tables.weights import weight_sheet
from support.study import params, study

TASKS = ["ner_span", "re"]


def cell(strategy, corpus, last, weights=None):
    return params(strategy, corpus=corpus, tasks=TASKS, weights=weights), last


def test_the_weight_that_is_best_on_average_over_corpora() -> None:
    cells = [
        cell("mt_r", "a", (0.5, 0.3)),
        cell("mt_r", "b", (0.5, 0.3)),
        cell("mt_ind", "a", (0.9, 0.3)),  # best of corpus a, and not on average
        cell("mt_ind", "b", (0.3, 0.1)),
        cell("mt_ind", "a", (0.6, 0.4), [0, 1]),
        cell("mt_ind", "b", (0.7, 0.5), [0, 1]),
        cell("mt_par", "a", None),
        cell("mt_par", "b", (0.3, 0.3)),
        cell("mt_par", "a", (0.9, 0.9), [0.3, 0.7]),
        cell("mt_par", "b", None, [0.3, 0.7]),
        cell("mt_avg", "a", (0.5, 0.5)),
        cell("mt_avg", "b", (0.5, 0.5)),
    ]
    sheet = weight_sheet(study(cells, "table7"))
    assert sheet is not None
    assert sheet.header == [
        "method", "best", "of", "mean NER", "mean RE", "mean", "best NER", "best RE",
        "paper: best", "paper: NER", "paper: RE",
    ]  # fmt: skip
    assert {name: [box.text for box in boxes] for name, boxes in sheet.rows} == {
        "MT-R": ["", "", "50.00", "30.00", "40.00", "0/2", "0/2", "", "81.96", "52.47"],
        "MT-IND": ["β=1", "2/2", "65.00", "45.00", "55.00", "2/2", "1/2", "β=1", "82.86", "60.15"],
        "MT-AVG": ["β=0.5", "1/1", "50.00", "50.00", "50.00", "0/2", "1/2", "β=1", "82.64", "59.51"],
        "MT-PAR": ["–", "0/2", "–", "–", "–", "", "", "β=0.7", "82.68", "59.57"],
    }


def test_one_weight_needs_no_choice() -> None:
    assert weight_sheet(study([cell("mt_ind", "a", (0.5, 0.5)), cell("mt_r", "a", (0.5, 0.5))])) is None
