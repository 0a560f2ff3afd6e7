"""What `dvc.yaml` declares for DVC to draw is what the stages write."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml
from dvc.parsing.context import Context

from mtal.analysis.curves import curve, task_scores, training_curves

ROOT = Path(__file__).parents[2]
PIPELINE = yaml.safe_load((ROOT / "dvc.yaml").read_text())
PLOTS: dict[str, dict[str, Any]] = {
    path: options
    for stage in PIPELINE["stages"].values()
    for plot in stage.get("plots", [])
    for path, options in plot.items()
}
TABLES = {path: options for path, options in PLOTS.items() if path.endswith(".csv")}
ROUNDS = [{"labelled": 10, "words": 90, "spent": 0, "main": {"dp": "las"}, "scores": {"dp": {"las": 0.2, "uas": 0.3}}}]
HISTORY = pd.DataFrame({"model": ["dp"], "measure": ["loss"], "step": [10], "value": [1.0]})
WRITTEN = {
    "metrics/learning_curve.csv": curve(ROUNDS),
    "metrics/task_scores.csv": task_scores(curve(ROUNDS), {"dp": "las"}),
    "metrics/training_curves.csv": training_curves({0: HISTORY}),
}


def test_curves_and_pictures_are_declared() -> None:
    assert set(TABLES) == set(WRITTEN)
    pictures = {f"metrics/{name}.svg" for name in ("learning_curve", "calibration", "overlap")}
    assert set(PLOTS) - set(TABLES) == pictures


@pytest.mark.parametrize("path", TABLES)
def test_a_declared_plot_has_its_columns(path: str) -> None:
    options = TABLES[path]
    assert {options["x"], options["y"]} <= set(WRITTEN[path].columns)
    if (ROOT / path).exists():
        with (ROOT / path).open(encoding="utf-8") as file:
            assert {options["x"], options["y"]} <= set(next(csv.reader(file)))


@pytest.mark.parametrize("path", [path for path, options in TABLES.items() if "template" in options])
def test_a_template_draws_columns_that_are_there(path: str) -> None:
    text = (ROOT / f".dvc/plots/{TABLES[path]['template']}.json").read_text(encoding="utf-8")
    drawn = set(re.findall(r"datum\.(\w+)", text)) | set(re.findall(r'"field": "(\w+)"', text))
    assert drawn <= {*WRITTEN[path].columns, "panel", "rev"}
    assert json.loads(text)["data"] == {"values": "<DVC_METRIC_DATA>"}


def test_the_model_of_the_last_round_is_an_artifact() -> None:
    params = Context({"rounds": [{"this": 0, "next": 1}, {"this": 1, "next": 2}]})
    assert params.resolve_str(PIPELINE["artifacts"]["model"]["path"]) == "data/rounds/1/model"
