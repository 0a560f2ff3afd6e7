"""What every method saves against random selection, along its whole curve."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import isfinite, isinf, isnan

import numpy as np

from mtal.analysis.curve_gaps import CurveGap, Curves, Ends, curve_gap
from mtal.analysis.gaps import ENOUGH_SEEDS
from mtal.tables.against_random import against_random
from mtal.tables.curves import AXES, area_of, has_axis, mean_curve, saved
from mtal.tables.methods import Method, Setting
from mtal.tables.results import Result, Results
from mtal.tables.sheets import Box, Sheet, number
from mtal.tables.systems import System, Systems
from mtal.tables.verdicts import FEW_SEEDS

MEANING = (
    "area: under the learning curve of the mean score, in percent, and its difference from random's; saved ×: how many "
    "times as much random spends until its last score as the method does until the same, – where it never gets there. "
    "In brackets 95 % intervals: seeds and test sentences drawn with replacement. Total cost has the labels of the "
    "initial and the development set in it."
)

ByRound = Mapping[int, Systems]
"""What can be compared by single test sentences, a round."""


def savings_sheet(results: Results, there: Callable[[], ByRound]) -> Sheet | None:
    """A row a method and axis; None where no setting has random selection and a method with a curve.

    there: gives the systems of all rounds, asked for once there is something to compare.
    """
    pairs = [pair for pair in against_random(results) if _shared(results, *pair)]
    if not pairs:
        return None
    systems = there()
    rows = [row for pair in pairs for row in _rows(results, systems, *pair)]
    few = [FEW_SEEDS] if min(len(_shared(results, *pair)) for pair in pairs) < ENOUGH_SEEDS else []
    header = ["method", "area", "of random", "difference", "saved ×", "seeds"]
    return Sheet("what is saved against random selection", "savings", header, rows, [MEANING, *few]) if rows else None


def _shared(results: Results, setting: Setting, method: Method, random: Method) -> list[int]:
    """Seeds that both have."""
    mine, theirs = ({each.seed for each in results.by_place.get((setting, one), ())} for one in (method, random))
    return sorted(mine & theirs)


def _rows(
    results: Results, systems: ByRound, setting: Setting, method: Method, random: Method
) -> list[tuple[str, list[Box]]]:
    seeds = _shared(results, setting, method, random)
    runs = [_runs(results, setting, each, seeds) for each in (method, random)]
    found = []
    for axis, label in AXES.items():
        if all(has_axis(each, axis) for each in runs):
            areas = [area_of(each, axis) for each in runs]
            gap = _gap(systems, setting, (method, random), seeds, runs, axis)
            factor = saved(mean_curve(runs[0], axis), mean_curve(runs[1], axis), axis)
            boxes = [
                *map(number, areas),
                _difference(areas, gap),
                _saved(factor, gap),
                Box(str(len(seeds)), len(seeds)),
            ]
            if not isnan(areas[0]):
                found.append((f"{setting.label}: {method.name}, {label}", boxes))
    return found


def _runs(results: Results, setting: Setting, method: Method, seeds: Sequence[int]) -> list[Result]:
    by_seed = {each.seed: each for each in results.by_place[setting, method]}
    return [by_seed[seed] for seed in seeds]


def _gap(
    systems: ByRound,
    setting: Setting,
    methods: tuple[Method, Method],
    seeds: Sequence[int],
    runs: Sequence[Sequence[Result]],
    axis: str,
) -> CurveGap | None:
    """None where a prediction is missing, or a curve has no length."""
    pair = [_curves(systems, setting, *each, seeds, axis) for each in zip(methods, runs, strict=True)]
    try:
        return curve_gap(pair[0], pair[1]) if pair[0] and pair[1] else None
    except ValueError:
        return None


def _curves(
    systems: ByRound, setting: Setting, method: Method, runs: Sequence[Result], seeds: Sequence[int], axis: str
) -> Curves | None:
    numbers = [n for n in runs[0].measured.table.index if all(n in each.measured.table.index for each in runs)]
    found = [systems.get(n, {}).get(setting, {}).get(method) for n in numbers]
    known = [each.of(seeds) for each in found if each and set(seeds) <= {*each.seeds}]
    if len(known) < len(numbers):
        return None
    tables = [each.measured.table.loc[numbers] for each in runs]
    return Curves(
        np.stack([table[axis].to_numpy(dtype=float) for table in tables]),
        np.stack([table["mean"].to_numpy(dtype=float) for table in tables]),
        np.stack([_draws(each) for each in known], axis=1),
    )


def _draws(system: System) -> np.ndarray:
    """The mean over tasks, float (seeds, draws)."""
    return np.asarray(np.mean([part.draws for part in system.parts], axis=0))


def _difference(areas: Sequence[float], gap: CurveGap | None) -> Box:
    difference = areas[0] - areas[1]
    return Box(f"{difference:+.2f}{_interval(gap.area, 100, '+.2f') if gap else ''}", difference)


def _saved(factor: float, gap: CurveGap | None) -> Box:
    """The interval's ends turn round, as less of a share is more of a saving."""
    if gap is None:
        return number(factor)
    turned = Ends(factor, _inverse(gap.share.high), _inverse(gap.share.low))
    text = f"{factor:.2f}" if isfinite(factor) else "–"
    return Box(f"{text}{_interval(turned, 1, '.2f')}", factor)


def _inverse(share: float) -> float:
    return float("nan") if isinf(share) or not share else 1 / share


def _interval(ends: Ends, times: int, digits: str) -> str:
    low, high = (f"{times * end:{digits}}" if isfinite(end) else "–" for end in (ends.low, ends.high))
    return f" [{low}, {high}]"
