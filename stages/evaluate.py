"""Score a round's model on the test split, and keep how its training went."""

from __future__ import annotations

from pathlib import Path

from mtal import stage
from mtal.acquisition.labelled import read_labelled, spending
from mtal.corpora.sentence import load_sentences
from mtal.files import write_json, write_rows
from mtal.learning.evaluation import evaluate
from mtal.learning.history import history_rows


@stage.script
def main() -> None:
    number = stage.round_argument()
    here = Path(f"data/rounds/{number}")
    found = evaluate(here / "model", load_sentences("data/corpus/test.jsonl"))
    bought = spending(read_labelled(here / "labelled.csv"))
    write_json(f"data/scores/{number}.json", {**bought, **found})
    write_rows(f"data/scores/{number}_training.csv", history_rows(here / "model"))


if __name__ == "__main__":
    main()
