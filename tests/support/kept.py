"""Experiments to be kept that nobody ran."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import yaml

from mtal.study.finished import Experiment
from mtal.study.kept import LOCK
from mtal.study.tallies import Tally
from support.study import tally

STAGE = {"cmd": "x", "deps": [{"path": "src"}], "params": {"params.yaml": {"seed": 1}}, "outs": [{"path": "m"}]}
TEXTS = {
    "params.yaml": "seed: 1\n",
    LOCK: yaml.safe_dump({"schema": "2.0", "stages": {"train@0": STAGE, "report": STAGE, "calibration": STAGE}}),
    "metrics/learning_curve.csv": "round\n0\n1\n",
    "metrics/calibration.csv": "é\n",
    "metrics/rounds.json": "[{}, {}]",
}


@dataclass(frozen=True)
class Toy(Experiment):
    """An experiment without git."""

    tallies: dict[int, Tally] = field(default_factory=dict, compare=False)

    def text(self, path: str) -> str | None:
        return TEXTS.get(path)

    def tally(self, number: int) -> Tally | None:
        return self.tallies.get(number)


def toy(root: Path, revision: str = "abc", *rounds: int) -> Toy:
    counts = tally(lambda i: 5 + i % 3, sentences=6)
    counts.table.loc[0, "ner.of"] = np.nan
    return Toy(root, revision, "base", dict.fromkeys(rounds, counts))
