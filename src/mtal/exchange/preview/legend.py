"""What a batch asks: each task, of how many sentences, how sure the model is on the whole, and with which labels."""

from __future__ import annotations

from statistics import fmean

from mtal.corpora.sentence import ENTRIES
from mtal.exchange.batch import Batch
from mtal.exchange.preview.card import bar
from mtal.exchange.preview.colours import Colours
from mtal.page.html import Html, details, tag
from mtal.tasks import TASKS
from mtal.tasks.layers import in_order

MANY = 24
"""Labels beyond which a label set is shown on a click."""


def shown_tasks(batch: Batch) -> list[str]:
    """The tasks that are asked or have labels, and those whose labels are given without either."""
    asked = {task for item in batch.items for task in item.tasks} | batch.labels.keys()
    layers = {ENTRIES.get(task, task) for task in asked}
    names = [task.name for task in in_order()]
    return [task for task in names if task in asked or (task in batch.layers() and task not in layers)]


def legend(batch: Batch, colours: Colours) -> Html:
    """The tasks as a list, each with its labels."""
    entries = [_entry(batch, task, colours) for task in shown_tasks(batch)]
    return tag("ul", Html("\n".join(entries)), class_="legend")


def _entry(batch: Batch, task: str, colours: Colours) -> Html:
    items = [item for item in batch.items if task in item.tasks]
    there = sum(ENTRIES.get(task, task) in item.filled_in for item in items)
    sure = [item.confidence[task] for item in items if task in item.confidence]
    facts = f"asked of {len(items):,} of {len(batch.items):,}, filled in {there:,}" if items else "not asked"
    mean = (" ", bar(fmean(sure))) if sure else ()
    return tag(
        "li",
        tag("p", tag("b", task), f" {TASKS[task].in_full or TASKS[task].wanted}"),
        tag("p", facts, *mean, class_="fact"),
        _labels(batch.label_set(task), task, colours),
        class_=None if items else "off",
    )


def _labels(labels: list[str], task: str, colours: Colours) -> Html:
    """A label set in its colours."""
    if not labels:
        return tag("p", "no label is known yet", class_="fact")
    chips = [tag("b", label, class_=f"chip {colours.of(task, label)}".strip(), dir="auto") for label in labels]
    content = tag("p", Html(" ".join(chips)), class_="chips")
    return content if len(labels) <= MANY else details(f"{len(labels)} labels", content)
