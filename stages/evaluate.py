"""Score a round's model on the test split; keep its predictions there, and how its training went."""

from __future__ import annotations

from pathlib import Path

from mtal import stage
from mtal.acquisition.labelled import read_labelled, spending
from mtal.corpora.sentence import load_sentences
from mtal.files import write_json, write_rows
from mtal.learning.history import history_rows
from mtal.learning.testing import evaluate, prediction_rows


@stage.script
def main() -> None:
    number = stage.round_argument()
    here = Path(f"data/rounds/{number}")
    sentences, bought = load_sentences("data/corpus/test.jsonl"), spending(read_labelled(here / "labelled.csv"))
    found = evaluate(here / "model", sentences)
    scores = {name: of_task.scores for name, of_task in found.items()}
    main_metrics = {name: of_task.task.main_metric for name, of_task in found.items()}
    write_json(f"data/scores/{number}.json", {**bought, "scores": scores, "main": main_metrics})
    write_rows(here / "predictions.csv.gz", prediction_rows(sentences, found))
    write_rows(f"data/scores/{number}_training.csv", history_rows(here / "model"))


if __name__ == "__main__":
    main()
