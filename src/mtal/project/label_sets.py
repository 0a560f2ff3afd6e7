"""The labels of each task: as people name them, and as networks have them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mtal.corpora.sentence import Sentence
from mtal.exchange.making import shown_labels
from mtal.tasks import TASKS
from mtal.tasks.shapes import Shape


def network_labels(task: str, names: Sequence[str]) -> list[str]:
    """The label set of a task's network, sorted, for labels as people name them: types of spans become BIO tags."""
    if TASKS[task].shape is Shape.BIO:
        return sorted({"O", *(f"{side}-{name}" for name in names for side in "BI")})
    return sorted(set(names))


def label_sets(declared: Mapping[str, Sequence[str]], labelled: Sequence[Sentence]) -> dict[str, list[str]]:
    """For each task the labels that are declared, in their order, and those that annotators used beside, sorted."""
    found = {}
    for task, names in declared.items():
        labels = (label for sentence in labelled if (label := sentence.label(task)) is not None)
        used = shown_labels(task, TASKS[task].label_set(labels))
        found[task] = [*names, *(name for name in used if name not in names)]
    return found
