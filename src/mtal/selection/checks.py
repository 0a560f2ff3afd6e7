"""Arguments of the public functions, checked once and in one place; every fault is a one-line `ValueError`."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from operator import index
from typing import SupportsFloat, SupportsIndex

import numpy as np


def confidences(values: object) -> np.ndarray:
    """`values` as float64 (sentences, tasks) in [0, 1]; zero rows are fine, zero columns are not."""
    try:
        array = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        raise ValueError("confidence must be a table of numbers, one row a sentence, one column a task") from None
    if array.ndim != 2 or array.shape[1] == 0:
        raise ValueError(f"confidence must have the shape (sentences, tasks), not {array.shape}")
    outside = ~((array >= 0) & (array <= 1))
    if outside.any():
        row, task = np.argwhere(outside)[0]
        raise ValueError(f"confidence of row {row}, task {task} is {array[row, task]}, not in [0, 1]")
    return array


def count(n: object, pool: int) -> int:
    """`n` as an int between 0 and the size of the pool."""
    n = whole_number("n", n)
    if n < 0:
        raise ValueError(f"n must not be negative, but is {n}")
    if n > pool:
        raise ValueError(f"n is {n}, but the pool has only {pool} sentences")
    return n


def task_column(task: object, tasks: int) -> int:
    """`task` as a column number; it may be left out (None) only where there is one task."""
    if task is None and tasks > 1:
        raise ValueError(f"task is needed: which of the columns 0 to {tasks - 1} selects?")
    task = 0 if task is None else whole_number("task", task)
    if not 0 <= task < tasks:
        raise ValueError(f"task is {task}, but the columns are 0 to {tasks - 1}")
    return task


def normalised_weights(weights: object, tasks: int) -> np.ndarray | None:
    """`weights` as float64 (tasks,) with sum 1, or None where none were given."""
    if weights is None:
        return None
    try:
        array = np.asarray(weights, dtype=np.float64)
    except (TypeError, ValueError):
        raise ValueError("weights must be numbers, one a task") from None
    if array.shape != (tasks,):
        raise ValueError(f"weights must be one a task ({tasks}), but their shape is {array.shape}")
    if not np.isfinite(array.sum()) or (array < 0).any():
        raise ValueError(f"weights must be finite (their sum too) and not negative, but are {array.tolist()}")
    if not array.any():
        raise ValueError("weights must not all be zero")
    return array / array.sum()


def whole_number(name: str, value: object) -> int:
    """`value` as an int; `name` is what the message calls it."""
    if isinstance(value, SupportsIndex):
        with suppress(TypeError):  # an array of several has an index too, as far as isinstance can see
            return index(value)
    raise ValueError(f"{name} must be a whole number, not {value!r}")


def random_seed(seed: object) -> int:
    """`seed` as an int that isn't negative."""
    seed = whole_number("seed", seed)
    if seed < 0:
        raise ValueError(f"seed must not be negative, but is {seed}")
    return seed


def refuse(name: str, given: object, what: str) -> None:
    """Raises where an argument was given to something that takes none."""
    if given is not None:
        raise ValueError(f"{what} takes no {name}")


def one_of(name: str, value: object, allowed: Iterable[str]) -> str:
    """`value` if it's among the names `allowed`; else an error that lists them."""
    allowed = list(allowed)
    if not isinstance(value, str) or value not in allowed:
        raise ValueError(f"unknown {name} {value!r}; known are {', '.join(allowed)}")
    return value


def prices(name: str, values: object, shape: tuple[int, ...]) -> np.ndarray:
    """`values` as an array of that shape, not negative: int64 where all are whole numbers, else float64."""
    try:
        array = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        raise ValueError(f"{name} must be numbers") from None
    if array.shape != shape:
        raise ValueError(f"{name} must have the shape {shape}, not {array.shape}")
    if not (np.isfinite(array) & (array >= 0)).all():
        raise ValueError(f"{name} must be finite and not negative")
    whole = np.rint(array)
    return whole.astype(np.int64) if (whole == array).all() and array.max(initial=0) < 2**53 else array


def amount(name: str, value: object) -> float:
    """`value` as a float, finite and not negative."""
    number = _number(value)
    if number is None:
        raise ValueError(f"{name} must be a number, not {value!r}")
    if not 0 <= number < np.inf:
        raise ValueError(f"{name} must be finite and not negative, but is {number}")
    return number


def _number(value: object) -> float | None:
    """`value` as a float, or None where `float` refuses it."""
    if isinstance(value, str | bytes | SupportsFloat | SupportsIndex):
        with suppress(TypeError, ValueError):
            return float(value)
    return None


def candidates(values: object, shape: tuple[int, ...]) -> np.ndarray:
    """`values` as a bool array of that shape; None: all are candidates."""
    array = np.ones(shape, dtype=bool) if values is None else np.asarray(values)
    if array.shape != shape or array.dtype != bool:
        raise ValueError(f"candidates must be true/false of the shape {shape}, not {array.dtype} of {array.shape}")
    return array
