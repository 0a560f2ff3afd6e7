"""Every method against random selection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import nan
from statistics import fmean, stdev

import numpy as np

from mtal.analysis.gaps import ENOUGH_SEEDS, Gap, between, holm, seeds_needed
from mtal.analysis.significance import paired_t_test
from mtal.tables.methods import Method, Setting
from mtal.tables.results import Results
from mtal.tables.sheets import EMPTY, Box, Sheet
from mtal.tables.systems import System, Systems, paired
from mtal.tables.verdicts import FEW_SEEDS, gap_box, p_box, verdict

MEANING = (
    "gap: of the last round's mean score, in points, with its 95 % interval; p: corrected by Holm's method for all "
    "rows; t-test: the paper's, over test sentences, uncorrected; needed: seeds with which a paired t-test would find "
    "such a gap in four of five cases."
)


@dataclass(frozen=True)
class Contrast:
    """A method against random selection in a setting, over the seeds that both have."""

    name: str
    gap: Gap | None
    """Of the mean of the tasks' main scores in the last round; None without predictions."""
    t_test: float
    """p of the paper's test; NaN without predictions."""
    needed: int | None
    """Seeds that the gap would need; None where one seed, or no gap, says nothing of it."""
    seeds: int


def random_sheet(results: Results, there: Systems) -> Sheet | None:
    """Every method against random selection of its setting; None where no setting has that."""
    found = [_contrast(results, *pair, there.get(pair[0], {})) for pair in against_random(results)]
    found = [each for each in found if each.seeds]
    if not found:
        return None
    tested = [each for each in found if each.gap]
    corrected = dict(
        zip((each.name for each in tested), holm([each.gap.p for each in tested if each.gap]), strict=True)
    )
    header = ["method", "gap", "p", "verdict", "p, t-test", "seeds", "needed"]
    rows = [(each.name, _boxes(each, corrected.get(each.name, nan))) for each in found]
    return Sheet("against random selection", "random", header, rows, _notes(found, len(tested)))


def _notes(found: Sequence[Contrast], tested: int) -> list[str]:
    notes = [MEANING]
    if tested < len(found):
        notes.append(
            f"{len(found) - tested} of {len(found)} gaps are left out: this machine hasn't got the predictions."
        )
    if min(each.seeds for each in found) < ENOUGH_SEEDS:
        notes.append(FEW_SEEDS)
    return notes


def against_random(results: Results) -> list[tuple[Setting, Method, Method]]:
    """Each setting and method that has a random selection to be compared with, and which one that is.

    A random selection that isn't that one, such as of given lengths, is a method as any other.
    """
    return [
        (setting, method, random)
        for setting in results.settings
        for method in results.methods
        if (random := random_of(results, setting, method)) and random != method
    ]


def random_of(results: Results, setting: Setting, method: Method) -> Method | None:
    """The random selection that has most in common with a method: kind of model, loss; of several the first."""
    there = [each for each in results.methods if each.random and results.by_place.get((setting, each))]

    def alike(each: Method) -> tuple[bool, bool]:
        return each.strategy[:2] == method.strategy[:2], each.loss == method.loss

    return max(there, key=alike, default=None)


def _contrast(
    results: Results, setting: Setting, method: Method, random: Method, there: Mapping[Method, System]
) -> Contrast:
    mine, theirs = ({each.seed: each for each in results.by_place.get((setting, one), ())} for one in (method, random))
    seeds = sorted(mine.keys() & theirs.keys())
    gaps = [mine[seed].last("mean") - theirs[seed].last("mean") for seed in seeds]
    pair = paired(there.get(method), there.get(random))
    return Contrast(
        f"{setting.label}: {method.name}",
        between(pair[0].parts, pair[1].parts) if pair else None,
        paired_t_test(pair[0].sentences, pair[1].sentences).p if pair else nan,
        _needed(gaps),
        len(seeds),
    )


def _needed(gaps: Sequence[float]) -> int | None:
    if len(gaps) < 2 or not np.isfinite(gaps).all():
        return None
    return seeds_needed(fmean(gaps), stdev(gaps))


def _boxes(each: Contrast, p: float) -> list[Box]:
    return [
        gap_box(each.gap),
        p_box(p),
        Box(verdict(each.gap, p) if each.gap else ""),
        p_box(each.t_test),
        Box(str(each.seeds), each.seeds),
        EMPTY if each.needed is None else Box(str(each.needed), each.needed),
    ]
