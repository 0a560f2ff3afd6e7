"""One group of methods against another, over the settings of a sweep."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np

from mtal.analysis.gaps import Drawn, Gap, between
from mtal.questions.asked import Contrast, How, Side
from mtal.tables.methods import Method, Setting
from mtal.tables.results import Results
from mtal.tables.scoring import shown
from mtal.tables.systems import System, Systems

MEAN = "mean"
"""Of all tasks, in the place of a task's name."""

SAME = 1e-12
"""Scores that differ by less differ by rounding."""

Pair = tuple[Drawn, Drawn]


@dataclass(frozen=True)
class Found:
    """What the cells say of a contrast, on one task or on the mean of all."""

    task: str
    """As tables write it, or `MEAN`."""
    gap: Gap | None
    """Of the mean over the settings that are there; None while no setting is."""
    ahead: int
    """In how many of these settings the first side is."""
    settings: int
    planned: int
    """Settings in which the sweep has both sides."""


def found(contrast: Contrast, results: Results, there: Systems) -> list[Found]:
    """A row a task that both sides have methods for, and one for the mean where they have for all; none without any."""
    rows = []
    for tasks in dict.fromkeys(setting.tasks for setting in results.settings):
        settings = [setting for setting in results.settings if setting.tasks == tasks]
        asked = [task for task in tasks if any(_asked(contrast, results, each, task) for each in settings)]
        rows += [_row(contrast, results, there, settings, [task], shown(task)) for task in asked]
        if len(asked) == len(tasks):
            rows.append(_row(contrast, results, there, settings, tasks, MEAN))
    return rows


def _row(
    contrast: Contrast, results: Results, there: Systems, settings: Sequence[Setting], tasks: Sequence[str], name: str
) -> Found:
    planned = [each for each in settings if all(_asked(contrast, results, each, task) for task in tasks)]
    pairs = [pair for each in planned if (pair := _both(contrast, results, each, there.get(each, {}), tasks))]
    common = sorted(set.intersection(*(set(seeds) for seeds, _ in pairs))) if pairs else []
    parts = [_of(pair, seeds, common) for seeds, found in pairs for pair in found] if common else []
    if not parts:
        return Found(name, None, 0, 0, len(planned))
    gap = between([first for first, _ in parts], [second for _, second in parts])
    ahead = sum(fmean(a.scores.mean() - b.scores.mean() for a, b in found) > SAME for _, found in pairs)
    return Found(name, gap, ahead, len(pairs), len(planned))


def _asked(contrast: Contrast, results: Results, setting: Setting, task: str) -> bool:
    return all(_methods(side, results, setting, task) for side in (contrast.first, contrast.second))


def _methods(side: Side, results: Results, setting: Setting, task: str) -> list[Method]:
    """Those of a side that the sweep has in a setting, for a task."""
    planned = [each for each in results.methods if side.has(each.name) and (setting, each) in results.planned]
    return [each for each in planned if side.how is not How.OWN or each.task == task]


def _both(
    contrast: Contrast, results: Results, setting: Setting, systems: Mapping[Method, System], tasks: Sequence[str]
) -> tuple[list[int], list[Pair]] | None:
    """The seeds that all methods of both sides have, and the sides' scores by task; None where there are none."""
    sides = [
        {task: _methods(side, results, setting, task) for task in tasks} for side in (contrast.first, contrast.second)
    ]
    involved = dict.fromkeys(method for side in sides for methods in side.values() for method in methods)
    if any(method not in systems for method in involved):
        return None
    seeds = sorted(set.intersection(*(set(systems[method].seeds) for method in involved)))
    if not seeds:
        return None
    kept = {method: systems[method].of(seeds) for method in involved}
    pairs = [
        (
            _one(contrast.first, [kept[each].parts[number] for each in sides[0][task]]),
            _one(contrast.second, [kept[each].parts[number] for each in sides[1][task]]),
        )
        for task in tasks
        for number in [setting.tasks.index(task)]
    ]
    return seeds, pairs


def _one(side: Side, parts: Sequence[Drawn]) -> Drawn:
    """Several methods as one."""
    if side.how is How.BEST:
        return max(parts, key=lambda part: float(part.scores.mean()))
    return Drawn(np.mean([part.scores for part in parts], axis=0), np.mean([part.draws for part in parts], axis=0))


def _of(pair: Pair, seeds: Sequence[int], common: Sequence[int]) -> Pair:
    """With the seeds alone that all settings have."""
    rows = [seeds.index(seed) for seed in common]
    first, second = (Drawn(part.scores[rows], part.draws[rows]) for part in pair)
    return first, second
