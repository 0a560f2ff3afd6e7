"""Select what to annotate next."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mtal.cli.stage import round_argument, stage
from mtal.errors import UserError
from mtal.files import write_json
from mtal.labelled import read_labelled, write_labelled
from mtal.params import read_params
from mtal.pool import for_sale, read_scores
from mtal.purchase import Purchase

ITEMS = {"gold": "gold_items.csv", "predicted": "items.csv"}


def receipt(record: dict[str, Any], following: int) -> str:
    """What was bought, in one line for people."""
    if "nothing" in record:
        return f"nothing bought: {record['nothing']}; round {following} would learn from the same sentences again"
    spent = f" for {record['spent']}" if "spent" in record else ""
    wanted = f", {record['wanted']} were wanted" if record["sentences"] < record.get("wanted", 0) else ""
    return f"{record['sentences']} of {record['pool']} sentences bought{spent}{wanted}"


@stage
def main() -> None:
    number = round_argument()
    seed, tasks, strategy, decision = read_params("seed", "tasks", "strategy", "decision")
    here, following = Path(f"data/rounds/{number}"), Path(f"data/rounds/{number + 1}")
    labelled = read_labelled(here / "labelled.csv")

    purchase = Purchase(seed=seed, tasks=tasks, strategy=strategy, decision=decision)
    items, gold = (read_scores(here / name) for name in (ITEMS[purchase.decision.items], ITEMS["gold"]))
    scores = read_scores(here / "confidence.csv")
    if scores.tasks != list(tasks):
        raise UserError(f"{here}/confidence.csv: of the tasks {scores.tasks}, not {list(tasks)}; score again")
    bought, record = purchase.make(number, scores, items, labelled, for_sale(gold))
    write_labelled(following / "labelled.csv", [*labelled, *bought])
    record |= {"pool": len(scores.ids), "sentences": len(bought)}
    write_json(following / "purchase.json", record)
    print(f"round {number}: {receipt(record, number + 1)}")


if __name__ == "__main__":
    main()
