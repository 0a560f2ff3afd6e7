"""What a cell had before its first purchase: the initial and the development set, which cost as much as any labels."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from io import StringIO
from typing import Any

import numpy as np
import yaml

from mtal.acquisition.costs import TaskCosts, prices, task_costs, together
from mtal.corpora.sentence import Sentence, parse_sentence
from mtal.study.finished import Finished
from mtal.study.kept import Kept
from mtal.study.outputs import output
from mtal.study.purchases import LABELLED, training_split
from mtal.tasks import TASKS

DEVELOPMENT = "data/development.jsonl"


def cost_of_beginning(finished: Finished) -> int | None:
    """What both sets cost by the cell's own prices; None where that isn't kept and this machine hasn't got them."""
    if isinstance(finished, Kept):
        return finished.content.beginning
    params = yaml.load(finished.text("params.yaml") or "{}", yaml.CSafeLoader)
    labelled, development = output(finished, LABELLED.format(0)), output(finished, DEVELOPMENT)
    split = training_split(finished)
    if not params or labelled is None or development is None or split is None:
        return None
    costs = task_costs(params["costs"], params["task_order"])
    initial = [split[row["id"]] for row in csv.DictReader(StringIO(labelled.decode()))]
    looked_at = (parse_sentence(raw, DEVELOPMENT, i) for i, raw in enumerate(development.splitlines(), 1))
    return cost([*initial, *looked_at], costs)


def cost(sentences: Iterable[Sentence], costs: Mapping[str, TaskCosts]) -> int:
    """What sentences cost for the tasks that they have labels for (docs/method.md, "Costs")."""
    found = list(sentences)
    labels = [[sentence.label(task) for task in costs] for sentence in found]
    words = np.array([len(sentence.tokens) for sentence in found], dtype=np.int64)
    shape = (len(found), len(costs))
    items = np.array([[_items(*pair) for pair in zip(costs, row, strict=True)] for row in labels], dtype=np.int64)
    there = np.array([[label is not None for label in row] for row in labels], dtype=bool)
    single = prices(words, items.reshape(shape), costs).single
    return int(together(single, words, there.reshape(shape)).sum())


def _items(task: str, label: Any) -> int:
    return 0 if label is None else TASKS[task].items(label)
