"""Gather the scores of all rounds, with the corpus's counts beside them: table, summary and figure."""

from __future__ import annotations

from mtal.analysis.curves import curve, draw_curve, summary
from mtal.files import read_json, whole_file, write_json
from mtal.params import read_params
from mtal.stage import stage


@stage
def main() -> None:
    rounds, corpus, strategy = read_params("rounds", "corpus.name", "strategy.name")
    entries = [read_json(f"data/scores/{item['this']}.json") for item in rounds]
    table, main_metrics = curve(entries), entries[-1]["main"]

    with whole_file("metrics/learning_curve.csv") as path:
        table.to_csv(path, index=False, float_format="%.6f", lineterminator="\n")
    with whole_file("metrics/learning_curve.svg") as path:
        draw_curve(table, main_metrics, f"{corpus}, {strategy}", path)
    write_json("metrics/corpus.json", read_json("data/corpus/counts.json"))
    write_json("metrics/rounds.json", entries)
    write_json("metrics/summary.json", summary(table, main_metrics))


if __name__ == "__main__":
    main()
