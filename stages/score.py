"""Score the unlabelled pool, the confidence of every task; with `--part 3/16` a part, which waits for the rest."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

from mtal import stage
from mtal.acquisition.asked import write_asked
from mtal.acquisition.labelled import read_labelled
from mtal.acquisition.scores import unlabelled, write_scores
from mtal.acquisition.vectors import write_vectors
from mtal.corpora.sentence_file import SentenceFile
from mtal.dependencies import dependencies
from mtal.learning.asking import ask_in_part
from mtal.learning.checkpoints import fingerprint
from mtal.learning.parts import forget_parts, has_parts, join_parts, part_arguments, write_part
from mtal.learning.scoring import COLUMNS, Kind, score_pool
from mtal.params import read_params
from mtal.tasks import word_tasks


@stage.script
def main() -> None:
    number, part = part_arguments()
    params = read_params(
        "seed",
        "task_order",
        "loss.smoothing",
        "strategy.confidence",
        "strategy.over_units",
        "strategy.ceiling",
        "strategy.tree_agreement",
        "strategy.clusters",
        "decision.units",
    )
    seed, tasks, smoothing, confidence, over, ceiling, trees, clusters, share = params
    kind = Kind(confidence, over, smoothing if ceiling else 0.0, trees, clusters, bool(share))
    here = Path(f"data/rounds/{number}")
    corpus, labelled, parts = (
        SentenceFile("data/corpus/train.jsonl"),
        read_labelled(here / "labelled.csv"),
        here / "parts",
    )
    pool = corpus.at(unlabelled(corpus, labelled, tasks))
    score = partial(score_pool, here / "model", pool, kind, seed=(seed, number))

    joining = part is None and has_parts(parts)
    of_what = fingerprint(json.dumps(params), dependencies("score", number)) if part or joining else ""
    if part:
        return write_part(parts, part, score(part=part), of_what)
    scored = join_parts(parts, of_what) if joining else score()
    scored, asked = ask_in_part(scored, pool, labelled, share)
    for_each = {column: {task: found[column] for task, found in scored.table.items()} for column in COLUMNS}
    write_scores({here / f"{column}.csv": table for column, table in for_each.items()}, pool)
    write_vectors(here / "vectors.npy", scored.vectors)
    ids, bounds = (sentence.id for sentence in pool), scored.words.bounds if scored.words else None
    write_asked(here / "asked.csv", ids, word_tasks(tasks), asked, bounds)
    forget_parts(parts)


if __name__ == "__main__":
    main()
