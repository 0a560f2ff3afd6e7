"""How much of their selections the strategies share, from one round's scores."""

from __future__ import annotations

from pathlib import Path

from mtal import stage
from mtal.acquisition.labelled import read_labelled
from mtal.acquisition.scores import read_scores
from mtal.analysis.options import AnalysisOptions
from mtal.analysis.overlap import draw_heat_map, nothing_shared, overlap, selections
from mtal.files import write_table
from mtal.params import checked, read_params
from mtal.seeds import seed_for


@stage.script
def main() -> None:
    seed, corpus, analysis = read_params("seed", "corpus.name", "analysis")
    options = checked(AnalysisOptions, "analysis", analysis)
    pool = read_scores(Path(f"data/rounds/{options.round}/confidence.csv"))
    initial = sum(annotation.round == 0 for annotation in read_labelled(Path("data/rounds/0/labelled.csv")))
    n = min(options.n or initial, len(pool.ids))
    what = f"{n} sentences each" if n else "the pool is empty"

    chosen = selections(pool.values, pool.tasks, options.strategies, n, seed_for(seed, "select", options.round))
    table = overlap(chosen) if n else nothing_shared(chosen)
    write_table("metrics/overlap.csv", table, index_label="strategy")
    where = f"{corpus}, seed {seed}, round {options.round}, {what}"
    draw_heat_map(table, f"Share of sentences that two selections have in common\n{where}", "metrics/overlap.svg")


if __name__ == "__main__":
    main()
