"""Set what each round bought beside what it could have bought."""

from __future__ import annotations

from pathlib import Path

from mtal import stage
from mtal.acquisition.labelled import read_labelled
from mtal.analysis.purchases import purchase_rows
from mtal.corpora.sentence_file import SentenceFile
from mtal.files import write_rows
from mtal.params import read_params
from mtal.tasks import TASKS


@stage.script
def main() -> None:
    tasks, rounds = read_params("task_order", "rounds")
    last = rounds[-1]["next"]
    annotations = read_labelled(Path(f"data/rounds/{last}/labelled.csv"))
    mentions = {task: TASKS[task].mentions for task in tasks}
    rows = purchase_rows(SentenceFile("data/corpus/train.jsonl"), annotations, mentions, last)
    write_rows("metrics/purchases.csv", rows)


if __name__ == "__main__":
    main()
