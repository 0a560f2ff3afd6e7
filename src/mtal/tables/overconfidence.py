"""How overconfident methods are after one loss and another (paper Table 6)."""

from __future__ import annotations

from collections.abc import Mapping
from math import isnan
from statistics import fmean

from mtal.analysis.calibration import error_reduction
from mtal.tables.methods import Method, Setting
from mtal.tables.published import Published, published, theirs
from mtal.tables.results import Results
from mtal.tables.scoring import Column, averaged, box
from mtal.tables.sheets import Box, Sheet, number

AGGREGATES = {"mt_avg": "avg", "mt_avgda": "avg", "mt_max": "max", "mt_min": "min"}
"""Strategies whose confidence is of all tasks; the others' order says nothing of how much is right."""
BY_ENTROPY = {"st_da": "st_ec", "mt_da": "mt_ec", "mt_avgda": "mt_avg"}
"""For dropout agreement, the same by entropy."""
MEANING = (
    "OE: overconfidence error of the last round on the pool, mean ± standard deviation over seeds. PRE: how much "
    "smaller its mean over settings is than that of cross-entropy's entropies with the same selection."
)


def overconfidence_sheet(results: Results) -> Sheet | None:
    """Overconfidence errors, and their reduction; None without cross-entropy and something else."""
    methods = [method for method in results.methods if method.bought and _measure(method)]
    references = {method: _reference(method, methods) for method in methods}
    if not any(reference not in (None, method) for method, reference in references.items()):
        return None
    columns = [_column(results, setting, methods) for setting in results.settings]
    if not any(errors for column in columns for errors in column.scores.values()):
        return None
    mean = [averaged("mean OE", columns)] if len(columns) > 1 else []
    paper = published(results.name if results.name == "table6" else "")
    rows = []
    for method, reference in references.items():
        boxes = [box(column, method, 4) for column in [*columns, *mean]]
        boxes.append(_reduction(columns, method, reference))
        rows.append((method.name, boxes + (_theirs(paper, method, reference) if paper.columns else [])))
    header = ["method", *(f"{column.label} OE" for column in columns), *(each.label for each in mean), "PRE %"]
    header += ["paper: mean OE", "paper: PRE %"] if paper.columns else []
    return Sheet("overconfidence", "overconfidence", header, rows, [MEANING])


def _measure(method: Method) -> str | None:
    name = method.task or AGGREGATES.get(method.strategy)
    return name and f"oe.{name}"


def _reference(method: Method, methods: list[Method]) -> Method | None:
    wanted = BY_ENTROPY.get(method.strategy, method.strategy), method.task, "CE"
    return next((each for each in methods if (each.strategy, each.task, each.loss) == wanted), None)


def _column(results: Results, setting: Setting, methods: list[Method]) -> Column:
    there = [method for method in methods if (setting, method) in results.planned]
    seeds = {method: len(results.planned[setting, method]) for method in there}
    return Column(setting.label, {method: _errors(results, setting, method) for method in there}, seeds)


def _errors(results: Results, setting: Setting, method: Method) -> Mapping[int, float]:
    found = {each.seed: each.last(_measure(method) or "") for each in results.by_place[setting, method]}
    return {seed: value for seed, value in found.items() if not isnan(value)}


def _reduction(columns: list[Column], method: Method, reference: Method | None) -> Box:
    """Over the settings that have both."""
    if reference is None or reference == method:
        return Box("")
    both = [column.scores for column in columns if column.scores.get(method) and column.scores.get(reference)]
    errors, of = ([fmean(scores[each].values()) for scores in both] for each in (method, reference))
    return number(100 * error_reduction(errors, of)) if sum(of) else number(float("nan"))


def _theirs(paper: Published, method: Method, reference: Method | None) -> list[Box]:
    errors = [paper.values.get((each.name, "avg")) for each in (method, reference) if each]
    if reference in (None, method) or None in errors:
        return [theirs(paper, method.name, "avg", 4), Box("")]
    mine, of = (error for error in errors if error is not None)
    return [number(mine, 4), number(100 * error_reduction([mine], [of]))]
