"""The scores of a round, `metrics/scores.json`, and of all rounds, `metrics/history.csv`, for curves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mtal.analysis.intervals import Interval
from mtal.files import read_rows, write_json, write_rows
from mtal.project.places import HISTORY, SCORES

COLUMNS = "round task metric score low high test_sentences labelled spent".split()


@dataclass(frozen=True, slots=True)
class Tested:
    """What a model is worth in one task."""

    metric: str
    found: Interval

    def in_words(self) -> str:
        """The score in percent, and where it may lie."""
        score, low, high, sentences = self.found
        name = self.metric if self.metric == "accuracy" else self.metric.upper()
        return f"{name} {100 * score:.1f} ({100 * low:.0f}–{100 * high:.0f} with {sentences} test sentences)"


def write_scores(number: int, tested: Mapping[str, Tested], labelled: int, spent: int, folder: Path = Path()) -> None:
    """Write both files below `folder`; in the history rows of this round and of later ones are forgotten."""
    scores = {
        task: {each.metric: each.found.score, "low": each.found.low, "high": each.found.high}
        for task, each in tested.items()
    }
    write_json(folder / SCORES, {"round": number, "labelled": labelled, "spent": spent, **scores})
    path = folder / HISTORY
    rows = [row for _, row in read_rows(path)][1:] if path.exists() else []
    before = [row for row in rows if int(row[0]) < number]
    write_rows(path, [COLUMNS, *before, *_rows(number, tested, labelled, spent)])


def _rows(number: int, tested: Mapping[str, Tested], labelled: int, spent: int) -> Iterator[list[object]]:
    for task, each in tested.items():
        score, low, high, sentences = each.found
        yield [number, task, each.metric, *(f"{value:.6f}" for value in (score, low, high)), sentences, labelled, spent]
