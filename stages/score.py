"""Score the unlabelled pool: the confidence of every task."""

from __future__ import annotations

from pathlib import Path

from mtal.cli.stage import round_argument, stage
from mtal.corpora.sentence import read_sentences
from mtal.labelled import read_labelled
from mtal.params import read_params
from mtal.pool import unlabelled, write_scores
from mtal.scoring import score_pool


@stage
def main() -> None:
    number = round_argument()
    seed, confidence, tasks = read_params("seed", "strategy.confidence", "tasks")
    here = Path(f"data/rounds/{number}")
    pool = unlabelled(read_sentences("data/corpus/train.jsonl"), read_labelled(here / "labelled.csv"), tasks)

    scores = score_pool(here / "model", pool, confidence, seed=(seed, number))
    write_scores(here / "confidence.csv", pool, {task: columns["confidence"] for task, columns in scores.items()})
    write_scores(here / "accuracy.csv", pool, {task: columns["accuracy"] for task, columns in scores.items()})


if __name__ == "__main__":
    main()
