"""Score a round's model on the test split."""

from __future__ import annotations

from pathlib import Path

from mtal.acquisition.labelled import read_labelled, spending
from mtal.corpora.sentence import read_sentences
from mtal.files import write_json
from mtal.learning.evaluation import evaluate
from mtal.stage import round_argument, stage


@stage
def main() -> None:
    number = round_argument()
    here = Path(f"data/rounds/{number}")
    found = evaluate(here / "model", list(read_sentences("data/corpus/test.jsonl")))
    bought = spending(read_labelled(here / "labelled.csv"))
    write_json(f"data/scores/{number}.json", {**bought, **found})


if __name__ == "__main__":
    main()
