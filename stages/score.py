"""Score the unlabelled pool: the confidence of every task."""

from __future__ import annotations

from pathlib import Path

from mtal import stage
from mtal.acquisition.labelled import check_known, read_labelled
from mtal.acquisition.scores import unlabelled, write_scores
from mtal.corpora.sentence import read_sentences
from mtal.learning.scoring import COLUMNS, gold_items, score_pool
from mtal.params import read_params


@stage.script
def main() -> None:
    number = stage.round_argument()
    seed, tasks, confidence, trees = read_params("seed", "task_order", "strategy.confidence", "strategy.tree_agreement")
    here = Path(f"data/rounds/{number}")
    sentences, labelled = list(read_sentences("data/corpus/train.jsonl")), read_labelled(here / "labelled.csv")
    check_known(labelled, (sentence.id for sentence in sentences))
    pool = unlabelled(sentences, labelled, tasks)

    scores = score_pool(here / "model", pool, confidence, seed=(seed, number), tree_agreement=trees)
    for column in COLUMNS:
        write_scores(here / f"{column}.csv", pool, {task: values[column] for task, values in scores.items()})
    write_scores(here / "gold_items.csv", pool, gold_items(pool, tasks))


if __name__ == "__main__":
    main()
