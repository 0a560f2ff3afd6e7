"""Branch and cut by CBC through python-mip: any prices (docs/method.md, "Programs")."""

from __future__ import annotations

import math
import time

import mip
import numpy as np

from mtal.selection.budget.program import Answer, Program, spent

SCALE = 1e6
"""On the objective: CBC passes over gains below about 1e-5 of it."""
STATUS = {
    mip.OptimizationStatus.OPTIMAL: "optimal",
    mip.OptimizationStatus.FEASIBLE: "time_limit",
    mip.OptimizationStatus.NO_SOLUTION_FOUND: "no_solution",
}


def solve_mip(program: Program, *, time_limit: float, seed: int) -> Answer:
    """The best choice, proved with gap 0; after `time_limit` seconds the best so far, and its status says so.

    One binary variable an offer, one row for the budget and one for each sentence with several offers (one of none,
    this task, that task, all of them: a tighter relaxation than a variable a task and one for "all").
    """
    rows, options = np.nonzero(program.offers)
    option = np.full(len(program.offers), -1)
    if not rows.size:
        return Answer(option, "mip")
    model, chosen = build(program, rows, options, seed)
    end = time.monotonic() + time_limit
    while True:
        status = model.optimize(max_seconds=max(end - time.monotonic(), 0.0))
        if status not in STATUS:
            raise RuntimeError(f"CBC stopped with status {status.name}")
        if STATUS[status] == "no_solution":
            return Answer(option, "mip", "no_solution", None)
        picked = [i for i, variable in enumerate(chosen) if variable.x > 0.5]
        option[:] = -1
        option[rows[picked]] = options[picked]
        if math.fsum(spent(program, option)) <= program.budget:
            gap = 0.0 if STATUS[status] == "optimal" else model.gap
            return Answer(option, "mip", STATUS[status], gap if math.isfinite(gap) else None)
        # Over the budget by less than CBC's tolerance: these options together are one too many.
        model += mip.xsum(chosen[i] for i in picked) <= len(picked) - 1


def build(program: Program, rows: np.ndarray, options: np.ndarray, seed: int) -> tuple[mip.Model, list[mip.Var]]:
    """The model and its variables, one for each offered (row, option)."""
    model = mip.Model(sense=mip.MAXIMIZE, solver_name=mip.CBC)
    model.verbose, model.threads, model.seed = 0, 1, seed
    model.max_mip_gap = model.max_mip_gap_abs = 0
    chosen = [model.add_var(var_type=mip.BINARY) for _ in rows]
    values = (SCALE * program.values[rows, options]).tolist()
    prices = program.prices[rows, options].tolist()
    model.objective = mip.xsum(value * variable for value, variable in zip(values, chosen, strict=True))
    model += mip.xsum(price * variable for price, variable in zip(prices, chosen, strict=True)) <= program.budget
    starts = np.flatnonzero(np.diff(rows, prepend=-1))
    for start, stop in zip(starts, [*starts[1:], len(rows)], strict=True):
        if stop - start > 1:
            model += mip.xsum(chosen[start:stop]) <= 1
    return model, chosen
