"""Random sentences whose predictions are kept, model by model: when they stand still, labels bring little more."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from mtal.analysis.stopping import Verdict, changes, verdict
from mtal.corpora.sentence import ENTRIES, Sentence
from mtal.files import read_json, write_json

FOLDER = Path("data/stop")
SIZE = 200


def stop_set(sentences: Iterable[Sentence], left_out: Collection[str], seed: int) -> list[Sentence]:
    """`SIZE` random sentences, those of `left_out` not among them, in the order of their ids.

    By a hash of their ids, so that text which comes later changes few of them.
    """

    def place(sentence: Sentence) -> str:
        return sha256(f"{seed} {sentence.id}".encode()).hexdigest()

    found = heapq.nsmallest(SIZE, (each for each in sentences if each.id not in left_out), key=place)
    return sorted(found, key=lambda sentence: sentence.id)


def keep(number: int, labels: Mapping[str, Mapping[str, Any]], folder: Path = FOLDER) -> None:
    """Note what the model of round `number` finds, label entries by sentence, nothing where there is no model.

    What later rounds found is forgotten.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*.json"):
        if int(path.stem) >= number:
            path.unlink()
    write_json(folder / f"{number}.json", labels)


def verdicts(tasks: Iterable[str], folder: Path = FOLDER) -> dict[str, Verdict]:
    """What successive models say of going on, by task, from the sentences that all of them know."""
    files = sorted(folder.glob("*.json"), key=lambda path: int(path.stem))
    kept = [labels for path in files if (labels := read_json(path))]
    ids = sorted(set.intersection(*(set(labels) for labels in kept))) if kept else []
    found = {}
    for task in tasks:
        layer = ENTRIES.get(task, task)
        models = [[labels[name][layer] for name in ids] for labels in kept if all(layer in labels[n] for n in ids)]
        found[task] = verdict(changes(task, models))
    return found
