"""How far confidence is from accuracy (paper section 5.5; docs/method.md, "Calibration")."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields

import numpy as np
from numpy.typing import ArrayLike

from mtal.analysis.hindsight import Hindsight


@dataclass(frozen=True, slots=True)
class Calibration:
    """The measures of one task or aggregate; without annotated sentences they are None."""

    n: int
    """Sentences measured."""
    left_out: int
    """Sentences that have no accuracy, because they aren't annotated."""
    oe: float | None
    """Overconfidence error."""
    r2: float | None
    """Share of the accuracy's variance that a line through the confidence explains."""
    mean_gap: float | None
    """Mean of |confidence - accuracy|."""
    max_gap: float | None


def calibration(pair: Hindsight) -> Calibration:
    """All measures of the annotated sentences of `pair`."""
    claimed, true = pair.annotated()
    n, left_out = len(true), len(pair.accuracy) - len(true)
    if n == 0:
        return Calibration(0, left_out, None, None, None, None)
    gap = np.abs(claimed - true)
    oe, r2 = overconfidence_error(claimed, true), r_squared(claimed, true)
    return Calibration(n, left_out, oe, r2, float(gap.mean()), float(gap.max()))


def calibrations(pairs: Mapping[str, Hindsight]) -> dict[str, Calibration]:
    """`calibration` of each, under the same names."""
    return {name: calibration(pair) for name, pair in pairs.items()}


def plain(found: Calibration) -> dict[str, float | None]:
    """`found` for a JSON file, to six decimals."""
    return {name: value if value is None else round(value, 6) for name, value in asdict(found).items()}


def calibration_rows(rounds: Mapping[int, Mapping[str, Mapping[str, float | None]]]) -> Iterator[tuple[object, ...]]:
    """The head and the rows of a table: one a round and task or aggregate, with a column a measure.

    `rounds`: {round: {name: `plain` measures}}. None becomes an empty cell, a measure a text of six decimals.
    """
    measures = [field.name for field in fields(Calibration)]
    yield ("round", "name", *measures)
    for number, each in rounds.items():
        for name, found in each.items():
            yield (number, name, *(_cell(found[measure]) for measure in measures))


def _cell(value: float | None) -> str:
    return "" if value is None else f"{value:.6f}" if isinstance(value, float) else str(value)


def overconfidence_error(confidence: ArrayLike, accuracy: ArrayLike) -> float:
    """1/N Σ confidence · max(confidence - accuracy, 0), in [0, 1]; both float (N,), N >= 1, without NaN.

    >>> overconfidence_error([1.0, 0.5, 0.25], [0.25, 0.5, 0.75])  # (1 * 0.75 + 0 + 0) / 3
    0.25
    """
    claimed, true = np.asarray(confidence, dtype=float), np.asarray(accuracy, dtype=float)
    return float(np.mean(claimed * np.maximum(claimed - true, 0)))


def r_squared(confidence: ArrayLike, accuracy: ArrayLike) -> float:
    """R² of the least-squares line of accuracy on confidence, the squared Pearson correlation; both float (N,), N >= 1.

    0 where either is constant: a constant confidence explains nothing, and of a constant accuracy there is nothing to
    explain.
    """
    claimed, true = np.asarray(confidence, dtype=float), np.asarray(accuracy, dtype=float)
    if np.ptp(claimed) == 0 or np.ptp(true) == 0:
        return 0.0
    x, y = _centred(claimed), _centred(true)
    return float(min((x @ y) ** 2 / ((x @ x) * (y @ y)), 1.0))


def _centred(values: np.ndarray) -> np.ndarray:
    """Deviations from the mean, scaled so that the largest is 1: squares of tiny ones would vanish."""
    deviations = values - values.mean()
    return deviations / np.abs(deviations).max()


def error_reduction(errors: ArrayLike, reference: ArrayLike) -> float:
    """Proportionate reduction of error of a method against a reference (CE), 1 - mean(errors) / mean(reference).

    The overconfidence errors of both over the same domains, float (domains,); negative where the method is worse.
    Raises `ValueError` where the reference has no error to reduce.
    """
    ours, theirs = np.asarray(errors, dtype=float), np.asarray(reference, dtype=float)
    if ours.shape != theirs.shape or ours.size == 0:
        raise ValueError(f"errors {ours.shape} and reference {theirs.shape} must be of the same domains, one or more")
    if theirs.mean() == 0:
        raise ValueError("the reference has no error to reduce")
    return float(1 - ours.mean() / theirs.mean())
