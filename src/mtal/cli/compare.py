"""`python -m mtal compare`: experiments side by side, by round and averaged over seeds."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

import dvc.api
import pandas as pd
import yaml
from dvc.exceptions import DvcException

from mtal.analysis.experiments import AXES, comparison_table, draw_comparison, draw_sweep, is_number, measures
from mtal.analysis.provenance import METRICS, foreign
from mtal.errors import UserError
from mtal.files import whole_file

WORKSPACE = "workspace"


def add_arguments(parser: ArgumentParser) -> None:
    """The arguments of `compare`."""
    parser.add_argument(
        "runs",
        nargs="+",
        metavar="LABEL=RUN[,RUN…]",
        help="experiments, branches or commits to average under a label; 'workspace' is what is checked out",
    )
    parser.add_argument(
        "--show", nargs="+", metavar="MEASURE", help="such as dp.las, ner.f1, oe.dp, spent; default: the main metrics"
    )
    axis = parser.add_mutually_exclusive_group()
    axis.add_argument("--against", choices=AXES, default="labelled", help="x axis of the figure")
    axis.add_argument(
        "--sweep", metavar="TITLE", help="draw the last round instead, the labels that are numbers along an axis TITLE"
    )
    parser.add_argument("--figure", type=Path, metavar="SVG", help="also draw the curves")


def run(args: Namespace) -> int:
    """Print a Markdown table and, if asked to, write a figure."""
    groups = dict(map(_parts, args.runs))
    if len(groups) < len(args.runs):
        raise UserError("a label is given twice; list its runs together: LABEL=RUN,RUN")
    found = {label: [read_run(run) for run in runs] for label, runs in groups.items()}
    tables = {label: [table for table, _ in runs] for label, runs in found.items()}
    columns = args.show or next(iter(found.values()))[0][1]
    _check(tables, [*columns, args.against])
    if args.sweep and not any(map(is_number, tables)):
        raise UserError("--sweep: no label is a number; write the parameter's values, such as 0.5=RUN,RUN")
    print(comparison_table(tables, columns))
    if args.figure:
        with whole_file(args.figure) as path:
            if args.sweep:
                draw_sweep(tables, columns, args.sweep, path)
            else:
                draw_comparison(tables, columns, args.against, path)
    return 0


def _parts(argument: str) -> tuple[str, list[str]]:
    label, equals, runs = argument.partition("=")
    return (label, runs.split(",")) if equals else (argument, [argument])


def read_run(revision: str) -> tuple[pd.DataFrame, list[str]]:
    """The measures of an experiment by round, and the names of its main metrics.

    `UserError` where there is no such experiment, and where its metrics are of other parameters than its own: those of
    the experiment that it began from, when only some stages were run.
    """
    texts = {path: _read(path, revision) for path in METRICS}
    _check_provenance(revision, texts)
    curve, last, calibration = (
        texts[f"metrics/{name}"] for name in ("learning_curve.csv", "rounds.json", "calibration.csv")
    )
    main = json.loads(last)[-1]["main"]
    table = measures(pd.read_csv(StringIO(curve)), pd.read_csv(StringIO(calibration)))
    return table, [f"{task}.{metric}" for task, metric in main.items()]


def _check_provenance(revision: str, texts: Mapping[str, str]) -> None:
    params = _yaml("params.yaml", revision)
    if params is None:  # metrics alone: there are no parameters that they could be foreign to
        return
    lock = _yaml("dvc.lock", revision) or {}
    for path, text in texts.items():
        if reason := foreign(path, text, params, lock):
            raise UserError(f"{revision}: {reason}; run its whole pipeline (dvc repro, dvc exp run), then compare")


def _yaml(path: str, revision: str) -> Any:
    text = _text(path, revision)
    try:
        return None if text is None else yaml.safe_load(text)
    except yaml.YAMLError:
        raise UserError(f"{revision}: its {path} isn't YAML") from None


def _read(path: str, revision: str) -> str:
    text = _text(path, revision)
    if text is None:
        raise UserError(f"{revision}: no such experiment, or it has no {path}; `dvc exp show` lists them")
    return text


def _text(path: str, revision: str) -> str | None:
    """A file of the project at a revision; None where it isn't there."""
    try:
        if revision == WORKSPACE:
            return Path(path).read_text(encoding="utf-8")
        return dvc.api.read(path, rev=revision, encoding="utf-8")
    except (DvcException, OSError):
        return None


def _check(tables: dict[str, list[pd.DataFrame]], columns: Sequence[str]) -> None:
    for label, runs in tables.items():
        if any(not run.index.equals(runs[0].index) for run in runs):
            raise UserError(f"{label}: its runs have different rounds; give them labels of their own")
        for column in columns:
            if any(column not in run for run in runs):
                raise UserError(f"--show {column}: {label} hasn't got it; choose from {', '.join(runs[0].columns)}")
