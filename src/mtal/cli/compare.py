"""`python -m mtal compare`: experiments side by side, by round and averaged over seeds."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import dvc.api
import pandas as pd
import yaml
from dvc.exceptions import DvcException

from mtal.analysis.experiments import comparison_table, measures
from mtal.analysis.figures import check_kind
from mtal.analysis.panels import AXES, draw_comparison, draw_sweep, is_number
from mtal.analysis.provenance import METRICS, foreign
from mtal.errors import UserError
from mtal.selection import STRATEGIES

WORKSPACE = "workspace"

Text = Callable[[str, str], str | None]
"""What a path holds at a revision."""


@dataclass(frozen=True, slots=True)
class Run:
    """What is known of one experiment."""

    table: pd.DataFrame
    """Its measures by round."""
    main: list[str]
    """The names of its main metrics."""
    corpus: str | None
    """None, as the strategy, where the experiment has no parameters."""
    strategy: str | None


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
    parser.add_argument(
        "--figure",
        type=Path,
        metavar="FILE",
        help="also draw the curves: a name in .svg, .pdf or .png",
    )


def run(args: Namespace) -> int:
    """Print a Markdown table and, if asked to, write a figure."""
    groups = dict(map(_parts, args.runs))
    if len(groups) < len(args.runs):
        raise UserError("a label is given twice; list its runs together: LABEL=RUN,RUN")
    if args.figure:
        check_kind(args.figure)
    found = {label: [read_run(run) for run in runs] for label, runs in groups.items()}
    tables = {label: [run.table for run in runs] for label, runs in found.items()}
    columns = args.show or next(iter(found.values()))[0].main
    _check(tables, [*columns, args.against])
    if args.sweep and not any(map(is_number, tables)):
        raise UserError("--sweep: no label is a number; write the parameter's values, such as 0.5=RUN,RUN")
    print(comparison_table(tables, columns))
    if args.figure:
        draw, x = (draw_sweep, args.sweep) if args.sweep else (draw_comparison, args.against)
        draw(tables, columns, x, args.figure, corpus=_corpora(found), random=_random(found))
    return 0


def _corpora(found: Mapping[str, Sequence[Run]]) -> str:
    """The names of the runs' corpora, as far as they are known."""
    names = (run.corpus for runs in found.values() for run in runs)
    return ", ".join(dict.fromkeys(name for name in names if name))


def _random(found: Mapping[str, Sequence[Run]]) -> list[str]:
    """The labels whose runs all select at random; the label itself tells where a run doesn't."""
    names = {name for name, strategy in STRATEGIES.items() if strategy.random}
    return [label for label, runs in found.items() if all((run.strategy or label) in names for run in runs)]


def _parts(argument: str) -> tuple[str, list[str]]:
    label, equals, runs = argument.partition("=")
    return (label, runs.split(",")) if equals else (argument, [argument])


def read_run(revision: str, text: Text | None = None) -> Run:
    """An experiment's measures, and what it is of.

    text: how a file's text is read at a revision, None where it isn't there; by itself as DVC names revisions.

    `UserError` where there is no such experiment, and where its metrics are of other parameters than its own: those of
    the experiment that it began from, when only some stages were run.
    """
    text = text or _text
    texts = {path: _read(path, revision, text) for path in METRICS}
    params = _yaml("params.yaml", revision, text)
    if params is not None:  # else, metrics alone: there are no parameters that they could be foreign to
        _check_provenance(revision, texts, params, _yaml("dvc.lock", revision, text) or {})
    curve, last, calibration = (
        texts[f"metrics/{name}"] for name in ("learning_curve.csv", "rounds.json", "calibration.csv")
    )
    main = [f"{task}.{metric}" for task, metric in json.loads(last)[-1]["main"].items()]
    table = measures(pd.read_csv(StringIO(curve)), pd.read_csv(StringIO(calibration)))
    corpus, strategy = ((params or {}).get(section, {}).get("name") for section in ("corpus", "strategy"))
    return Run(table, main, corpus, strategy)


def _check_provenance(
    revision: str, texts: Mapping[str, str], params: Mapping[str, Any], lock: Mapping[str, Any]
) -> None:
    for path, text in texts.items():
        if reason := foreign(path, text, params, lock):
            raise UserError(f"{revision}: {reason}; run its whole pipeline (dvc repro, dvc exp run), then compare")


def _yaml(path: str, revision: str, text: Text) -> Any:
    found = text(path, revision)
    try:
        return None if found is None else yaml.load(found, yaml.CSafeLoader)
    except yaml.YAMLError:
        raise UserError(f"{revision}: its {path} isn't YAML") from None


def _read(path: str, revision: str, text: Text) -> str:
    found = text(path, revision)
    if found is None:
        raise UserError(f"{revision}: no such experiment, or it has no {path}; `dvc exp show` lists them")
    return found


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
