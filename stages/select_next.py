"""Select what to annotate next."""

from __future__ import annotations

from pathlib import Path

from mtal import stage
from mtal.acquisition.asked import read_asked
from mtal.acquisition.costs import task_costs
from mtal.acquisition.decision import DecisionOptions, StrategyOptions, check_decision, check_strategy
from mtal.acquisition.labelled import read_labelled, write_labelled
from mtal.acquisition.purchase import buy, receipt
from mtal.acquisition.scores import check_tasks, for_sale, read_scores
from mtal.acquisition.vectors import read_vectors
from mtal.files import write_json
from mtal.params import checked, read_params
from mtal.seeds import seed_for


@stage.script
def main() -> None:
    number = stage.round_argument()
    seed, tasks, prices, wanted, how_many = read_params("seed", "task_order", "costs", "strategy", "decision")
    costs = task_costs(prices, tasks)
    strategy = checked(StrategyOptions, "strategy", wanted)
    decision = checked(DecisionOptions, "decision", how_many)
    check_strategy(strategy, tasks)
    check_decision(decision, strategy)

    here, following = Path(f"data/rounds/{number}"), Path(f"data/rounds/{number + 1}")
    labelled = read_labelled(here / "labelled.csv")
    scores, gold = read_scores(here / "confidence.csv"), read_scores(here / "gold_items.csv")
    check_tasks(scores, tasks, here / "confidence.csv")
    offered, asked = for_sale(gold), read_asked(here / "asked.csv", scores.ids) if decision.units else None
    items = gold if decision.items == "gold" else read_scores(here / "items.csv")
    bought, record = buy(
        scores,
        items,
        labelled,
        offered & asked.offered(tasks) if asked else offered,
        round=number + 1,
        costs=costs,
        strategy=strategy,
        decision=decision,
        seed=seed_for(seed, "select", number),
        vectors=read_vectors(here / "vectors.npy", len(scores.ids)) if strategy.clusters else None,
    )
    write_labelled(following / "labelled.csv", [*labelled, *(asked.marked(bought) if asked else bought)])
    write_json(following / "purchase.json", record)
    print(f"round {number}: {receipt(record, number + 1)}")


if __name__ == "__main__":
    main()
