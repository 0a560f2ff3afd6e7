"""The scores of a round, and of all rounds."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from mtal.analysis.intervals import Interval
from mtal.project import history

NER = history.Tested("f1", Interval(0.412, 0.33, 0.49, 60))
ID = history.Tested("accuracy", Interval(0.9, 0.8, 1.0, 20))


def rows(folder: Path) -> list[list[str]]:
    with (folder / "metrics/history.csv").open(newline="") as file:
        return list(csv.reader(file))


def test_a_row_a_task_and_round(tmp_path: Path) -> None:
    history.write_scores(0, {}, 0, 0, tmp_path)
    assert rows(tmp_path) == [
        ["round", "task", "metric", "score", "low", "high", "test_sentences", "labelled", "spent"],
    ]
    history.write_scores(1, {"ner": NER, "id": ID}, 90, 700, tmp_path)
    assert rows(tmp_path)[1:] == [
        ["1", "ner", "f1", "0.412000", "0.330000", "0.490000", "60", "90", "700"],
        ["1", "id", "accuracy", "0.900000", "0.800000", "1.000000", "20", "90", "700"],
    ]
    assert json.loads((tmp_path / "metrics/scores.json").read_text()) == {
        "round": 1,
        "labelled": 90,
        "spent": 700,
        "ner": {"f1": 0.412, "low": 0.33, "high": 0.49},
        "id": {"accuracy": 0.9, "low": 0.8, "high": 1.0},
    }


def test_a_round_done_again_forgets_itself_and_later_ones(tmp_path: Path) -> None:
    for number in (0, 1, 2, 10):
        history.write_scores(number, {"ner": NER}, 10 * number, number, tmp_path)
    history.write_scores(2, {"id": ID}, 5, 5, tmp_path)
    assert [(row[0], row[1]) for row in rows(tmp_path)[1:]] == [("0", "ner"), ("1", "ner"), ("2", "id")]


def test_for_people() -> None:
    assert NER.in_words() == "F1 41.2 (33–49 with 60 test sentences)"
    assert ID.in_words() == "accuracy 90.0 (80–100 with 20 test sentences)"
