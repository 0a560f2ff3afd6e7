"""Columns of scores: a task in a setting, with all methods by seed; their means, and who is best how often."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import isnan
from statistics import fmean, stdev

from mtal.tables.methods import Method, Setting
from mtal.tables.results import Results
from mtal.tables.sheets import EMPTY, Box

UNASKED = Box("")
"""A cell that the sweep doesn't have."""

BySeed = Mapping[int, float]


@dataclass(frozen=True)
class Column:
    """A column of scores in percent, or of another measure."""

    label: str
    scores: Mapping[Method, BySeed]
    """Of the methods that the sweep has here, without the seeds that are missing."""
    seeds: Mapping[Method, int]
    """How many seeds the sweep asks for."""


@dataclass(frozen=True)
class Aspect:
    """A task among the tasks that it is learned with."""

    label: str
    """Such as `DP`, or `NER with RE` where a sweep has named entities with other tasks as well."""
    task: str
    tasks: Sequence[str]
    columns: Sequence[Column]
    """One a setting."""


def aspects(results: Results) -> list[Aspect]:
    """The tasks of all settings, in their order."""
    return [
        Aspect(
            label,
            task,
            tasks,
            [_column(results, setting, task) for setting in results.settings if setting.tasks == tasks],
        )
        for (tasks, task), label in _labels(results.settings).items()
    ]


def shown(task: str) -> str:
    """A task's name as the paper writes it."""
    return task.removesuffix("_span").upper()


def _labels(settings: Sequence[Setting]) -> dict[tuple[tuple[str, ...], str], str]:
    pairs = dict.fromkeys((setting.tasks, task) for setting in settings for task in setting.tasks)
    names = [shown(task) for _, task in pairs]
    return {
        (tasks, task): f"{name} with {'+'.join(shown(other) for other in tasks if other != task)}"
        if names.count(name) > 1
        else name
        for (tasks, task), name in zip(pairs, names, strict=True)
    }


def _column(results: Results, setting: Setting, task: str) -> Column:
    name = results.main_column(setting.tasks, task)
    methods = [method for method in results.methods if (setting, method) in results.planned]
    scores = {method: dict(_scores(results, setting, method, name)) for method in methods}
    seeds = {method: len(results.planned[setting, method]) for method in methods}
    for joined, by_task in side_by_side(results.methods).items():
        if set(setting.tasks) <= by_task.keys() and by_task[task] in scores:
            scores[joined], seeds[joined] = scores[by_task[task]], seeds[by_task[task]]
    return Column(f"{setting.label} {shown(task)}", scores, seeds)


def _scores(results: Results, setting: Setting, method: Method, column: str | None) -> Iterator[tuple[int, float]]:
    for result in results.by_place[setting, method]:
        if column and not isnan(score := 100 * result.last(column)):
            yield result.seed, score


def side_by_side(methods: Sequence[Method]) -> dict[Method, dict[str, Method]]:
    """Single-task methods that differ in their task alone as one method; which of them scores on which task."""
    found = dict[tuple[str, str], dict[str, Method]]()
    for method in methods:
        if method.single and method.bought and method.task:
            rest = method.name.replace(f"-{method.task.upper()}", "", 1)
            found.setdefault((rest, method.loss), {})[method.task] = method
    return {_joined([*each.values()]): each for each in found.values() if len(each) > 1}


def _joined(methods: Sequence[Method]) -> Method:
    first = methods[0]
    tasks = "/".join(str(each.task).upper() for each in methods)
    name = first.name.replace(f"-{str(first.task).upper()}", f"-{tasks}", 1)
    return replace(first, name=name, task=None)


def averaged(label: str, columns: Sequence[Column]) -> Column:
    """The mean over columns, seed by seed; of methods that all of them have, and of seeds that are there in all."""
    methods = [method for method in columns[0].scores if all(method in column.scores for column in columns)]
    return Column(
        label,
        {method: _mean_by_seed([column.scores[method] for column in columns]) for method in methods},
        {method: max(column.seeds[method] for column in columns) for method in methods},
    )


def _mean_by_seed(scores: Sequence[BySeed]) -> BySeed:
    return {seed: fmean(each[seed] for each in scores) for seed in scores[0] if all(seed in each for each in scores)}


def box(column: Column, method: Method, digits: int = 2) -> Box:
    """Mean and standard deviation over the seeds that are there."""
    if method not in column.scores:
        return UNASKED
    values = [*column.scores[method].values()]
    if not values:
        return EMPTY
    mean, spread = fmean(values), stdev(values) if len(values) > 1 else float("nan")
    few = f" (n={len(values)})" if len(values) < column.seeds[method] else ""
    give_or_take = "" if isnan(spread) else f" ± {spread:.{digits}f}"
    return Box(f"{mean:.{digits}f}{give_or_take}{few}", mean, spread, len(values))


def best_of(columns: Sequence[Column], methods: Sequence[Method]) -> dict[Method, str]:
    """In how many of the columns each method is the best of its group, such as `2/6`; ties to the first."""
    found = dict[Method, str]()
    for group in dict.fromkeys(method.group for method in methods):
        rivals = [method for method in methods if method.group == group]
        winners = [winner for column in columns if (winner := _best(column, rivals))]
        rivals = [method for method in rivals if any(column.scores.get(method) for column in columns)]
        found |= {method: f"{winners.count(method)}/{len(winners)}" for method in rivals}
    return found


def _best(column: Column, rivals: Sequence[Method]) -> Method | None:
    there = [method for method in rivals if column.scores.get(method)]
    return max(there, key=lambda method: fmean(column.scores[method].values()), default=None)
