"""Gather the scores of all rounds, with the corpus's counts beside them: tables, summary, figure, and last words."""

from __future__ import annotations

from mtal import stage
from mtal.analysis.curves import curve, draw_curve, read_history, summary, task_scores, training_curves
from mtal.analysis.ending import ending
from mtal.files import read_json, write_json, write_table
from mtal.params import read_params


@stage.script
def main() -> None:
    seed, rounds, corpus, strategy = read_params("seed", "rounds", "corpus.name", "strategy.name")
    numbers = [item["this"] for item in rounds]
    entries = [read_json(f"data/scores/{number}.json") for number in numbers]
    table, main_metrics = curve(entries), entries[-1]["main"]
    found, title = summary(table, main_metrics), f"{corpus}, {strategy}, seed {seed}"

    histories = {number: read_history(f"data/scores/{number}_training.csv") for number in numbers}
    write_table("metrics/learning_curve.csv", table)
    write_table("metrics/task_scores.csv", task_scores(table, main_metrics))
    write_table("metrics/training_curves.csv", training_curves(histories))
    draw_curve(table, main_metrics, title, "metrics/learning_curve.svg")
    write_json("metrics/corpus.json", read_json("data/corpus/counts.json"))
    write_json("metrics/rounds.json", entries)
    write_json("metrics/summary.json", found, in_order=True)
    print(ending(found, title, numbers[-1]))


if __name__ == "__main__":
    main()
