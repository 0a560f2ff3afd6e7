"""Select what to annotate next."""

from __future__ import annotations

from pathlib import Path

from mtal.cli.stage import round_argument, stage
from mtal.files import write_json
from mtal.labelled import read_labelled, write_labelled
from mtal.params import read_params
from mtal.pool import for_sale, read_scores
from mtal.purchase import Purchase

ITEMS = {"gold": "gold_items.csv", "predicted": "items.csv"}


@stage
def main() -> None:
    number = round_argument()
    seed, tasks, strategy, decision = read_params("seed", "tasks", "strategy", "decision")
    here, following = Path(f"data/rounds/{number}"), Path(f"data/rounds/{number + 1}")
    labelled = read_labelled(here / "labelled.csv")

    purchase = Purchase(seed=seed, tasks=tasks, strategy=strategy, decision=decision)
    items, gold = (read_scores(here / name) for name in (ITEMS[purchase.decision.items], ITEMS["gold"]))
    pool = read_scores(here / "confidence.csv")
    bought, record = purchase.make(number, pool, items, labelled, for_sale(gold))
    write_labelled(following / "labelled.csv", [*labelled, *bought])
    write_json(following / "purchase.json", record)


if __name__ == "__main__":
    main()
