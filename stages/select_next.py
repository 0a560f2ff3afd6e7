"""Select what to annotate next."""

from __future__ import annotations

from pathlib import Path

from mtal.cli.stage import round_argument, stage
from mtal.labelled import read_labelled, write_labelled
from mtal.params import read_params
from mtal.pool import read_scores
from mtal.purchase import Purchase


@stage
def main() -> None:
    number = round_argument()
    seed, tasks, strategy, decision = read_params("seed", "tasks", "strategy", "decision")
    here, following = Path(f"data/rounds/{number}"), Path(f"data/rounds/{number + 1}")
    labelled = read_labelled(here / "labelled.csv")

    purchase = Purchase(seed=seed, tasks=list(tasks), strategy=strategy, decision=decision)
    bought = purchase.make(number, read_scores(here / "confidence.csv"), labelled)
    write_labelled(following / "labelled.csv", [*labelled, *bought])


if __name__ == "__main__":
    main()
