"""What annotators' answers cost, in the units of `costs`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from mtal.acquisition.costs import TaskCosts
from mtal.corpora.sentence import ENTRIES
from mtal.project.asked import Asked
from mtal.tasks import TASKS


def cost_of(tokens: int, labels: Mapping[str, Any], tasks: Iterable[str], costs: Mapping[str, TaskCosts]) -> int:
    """Reading a sentence once, and what its labels hold for each of `tasks` that has one; 0 where none has."""
    done = {task: labels[layer] for task in tasks if (layer := ENTRIES.get(task, task)) in labels}
    marked = (costs[task].item * TASKS[task].items(label) + costs[task].sentence for task, label in done.items())
    return tokens + sum(marked) if done else 0


def spent(asked: Iterable[Asked], costs: Mapping[str, TaskCosts]) -> int:
    """What all answers cost, those for testing and development among them; each annotator's for itself."""
    return sum(
        cost_of(len(each.tokens), answer["labels"], each.tasks, costs)
        for each in asked
        for answer in each.answers.values()
    )


def in_words(asked: Sequence[Asked], costs: Mapping[str, TaskCosts], budget: int | None) -> str:
    """What is spent, what is left of the budget, and what the last batch was expected to cost, for people."""
    last = max((each.batch for each in asked if each.answers), default=None)
    batch = [each for each in asked if each.batch == last and each.answers]
    left = f" of {budget:,}" if budget else ""
    foreseen = f" ({spent(batch, costs):,} for the last batch, {sum(each.foreseen for each in batch):,} foreseen)"
    return f"spent {spent(asked, costs):,}{left}" + foreseen * bool(batch)
