"""Choose the next batch and write it for the annotators' tool."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from mtal.acquisition.labelled import Annotation
from mtal.corpora.sentence_file import SentenceFile
from mtal.exchange.folder import PREVIEW, write_folder
from mtal.project.asked import read_annotations, rounds_done
from mtal.project.batches import keep_work, last_batch, least_sure_first, made, mixed, write_plan
from mtal.project.choosing import Wanted, at_random, still_asked
from mtal.project.held_out import read_held_out
from mtal.project.label_sets import label_sets
from mtal.project.labelled import as_bought
from mtal.project.options import ProjectOptions, read_options
from mtal.project.places import BATCH, PLAN, SENTENCES, has_model, read_labelled

if TYPE_CHECKING:
    from mtal.trained.model import Prediction


def main() -> None:
    """Write `batch/` and tell what is in it."""
    options, asked = read_options(), read_annotations()
    tasks, number = list(options.labels), rounds_done(asked)
    labelled, sentences, parts = read_labelled(asked, tasks), SentenceFile(SENTENCES), read_held_out()
    bought = list(as_bought(labelled.all(), tasks))
    held = still_asked(sentences, parts, {each.id: each.tasks for each in bought}, options)
    rows = np.array([row for row, sentence in enumerate(sentences) if sentence.id not in parts], dtype=np.int64)
    chosen, predictions = _chosen(options, sentences.at(rows), bought, number)
    wanted = least_sure_first([*held, *chosen], predictions) if predictions else mixed([*held, *chosen], number)
    batch = made(
        wanted,
        predictions,
        {sentence.id: sentence.labels for sentence in labelled.all()},
        label_sets(options.labels, labelled.all()),
        reason=f"chosen by {options.strategy.name}",
        name=f"round-{number}",
    )
    if kept := keep_work(BATCH, last_batch(PLAN)):
        print(f"{BATCH}: somebody filled in what was handed out: kept in {kept}")
    write_plan(PLAN, number, wanted)
    _tell(number, wanted, options, bool(predictions), write_folder(BATCH, batch, options.tool, f"Batch {number}"))


def _chosen(
    options: ProjectOptions, pool: SentenceFile, bought: Sequence[Annotation], number: int
) -> tuple[list[Wanted], Mapping[str, Prediction]]:
    """The sentences to learn from, and what the model finds in them, if there is one."""
    done = {each.id: each.tasks for each in bought}
    if has_model():
        from mtal.project.with_model import chosen_with_model  # which takes seconds to load

        return chosen_with_model(options, pool, bought, number)
    untouched = np.array([row for row, sentence in enumerate(pool) if sentence.id not in done], dtype=np.int64)
    return at_random(pool, untouched, max(0, options.first - len(pool) + len(untouched)), options, number), {}


def _tell(number: int, wanted: Sequence[Wanted], options: ProjectOptions, filled: bool, paths: Sequence[Path]) -> None:
    if not wanted:
        return print(f"batch {number}: nothing is left to label")
    words, cost = sum(len(each.sentence.tokens) for each in wanted), sum(each.cost for each in wanted)
    counts = {
        f"by {options.strategy.name}": sum(each.by == "strategy" for each in wanted),
        "at random": sum(each.by == "chance" and each.part == "training" for each in wanted),
        "held out": sum(each.part != "training" for each in wanted),
    }
    how = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
    shown = ", predictions filled in, least sure first" if filled else ""
    print(f"batch {number}: {len(wanted)} sentences ({how}){shown}: {words:,} words, about {cost:,} units → {paths[0]}")
    print(f"beside it: {', '.join([*(path.name for path in paths[1:]), PREVIEW])}")
    print("When they are labelled: python -m mtal take FILE, then dvc repro")
