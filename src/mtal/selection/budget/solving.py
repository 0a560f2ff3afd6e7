"""Which solver takes a program."""

from __future__ import annotations

import warnings

from mtal.selection.budget.knapsack import MOST_CELLS, cells, solve_dp
from mtal.selection.budget.program import Answer, Program, pruned

SOLVERS = ("auto", "dp", "mip")


def solve(program: Program, solver: str = "auto", *, time_limit: float = 500.0, seed: int = 0) -> Answer:
    """The best choice of a program. `dp` needs whole prices; `auto` takes it where it can, else `mip`.

    Warns where the time limit (seconds, of `mip` alone) came before the proof. Raises `ValueError` where `dp` can't.
    """
    program = pruned(program)
    possible = program.whole and cells(program) <= MOST_CELLS
    if solver == "dp" and not possible:
        raise ValueError(
            f"solver dp needs whole costs and a table of at most {MOST_CELLS:,} cells (sentences times budget); "
            "use mip or auto"
        )
    if solver != "mip" and possible:
        return solve_dp(program)
    from mtal.selection.budget.cbc import solve_mip  # loads the CBC library

    answer = solve_mip(program, time_limit=time_limit, seed=seed)
    if answer.status != "optimal":
        gap = "unknown" if answer.gap is None else f"{answer.gap:.2%}"
        found = "nothing was found" if answer.status == "no_solution" else f"the gap is {gap}"
        warnings.warn(f"CBC stopped after {time_limit} s without proof: {found}", RuntimeWarning, stacklevel=2)
    return answer
