"""The tasks, by the name that users type: adding one is adding its file and a line below.

`base` is the interface, `shapes` what labels can be like, `metrics` and `tagging` are what several share; `layers` sees
tasks from the entries of a sentence, `partial` is for sentences of which some words were asked alone. The networks that
learn them are in `mtal.decoders`, each named by its task.
"""

from collections.abc import Iterable
from typing import Any

from mtal.errors import UserError
from mtal.params import checked
from mtal.tasks.base import Task, TaskOptions
from mtal.tasks.dp import DependencyParsing
from mtal.tasks.id import IntentDetection
from mtal.tasks.ner import NamedEntities
from mtal.tasks.ner_span import EntitySpans
from mtal.tasks.pos import PartOfSpeech
from mtal.tasks.re import Relations
from mtal.tasks.sf import SlotFilling
from mtal.tasks.shapes import OF_WORDS

TASKS: dict[str, type[Task[Any]]] = {
    "dp": DependencyParsing,
    "id": IntentDetection,
    "ner": NamedEntities,
    "ner_span": EntitySpans,
    "pos": PartOfSpeech,
    "re": Relations,
    "sf": SlotFilling,
}


def task_options(values: dict[str, dict[str, Any]]) -> dict[str, TaskOptions]:
    """The `tasks` section of `params.yaml` as options by task; `UserError` for an unknown task or option."""
    if not isinstance(values, dict) or not values:
        raise UserError(f"tasks={values!r}: choose from {', '.join(TASKS)}")
    for name in values:
        if name not in TASKS:
            raise UserError(f"tasks: unknown task {name}; choose from {', '.join(TASKS)}")
    return {name: checked(TASKS[name].Options, f"tasks.{name}", options) for name, options in values.items()}


def word_tasks(tasks: Iterable[str]) -> list[str]:
    """Those of `tasks` that label words."""
    return [task for task in tasks if TASKS[task].shape in OF_WORDS]


__all__ = ["TASKS", "Task", "TaskOptions", "task_options", "word_tasks"]
