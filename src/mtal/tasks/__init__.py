"""The tasks, by the name that users type. Adding a task is adding its file and its line here."""

from mtal.errors import UserError
from mtal.params import checked
from mtal.tasks.base import Encoded, Scores, Targets, Task, TaskOptions
from mtal.tasks.dp import DependencyParsing
from mtal.tasks.ner import NamedEntities
from mtal.tasks.ner_span import EntitySpans
from mtal.tasks.pieces import Pieces
from mtal.tasks.re import Relations
from mtal.tasks.units import Units

TASKS: dict[str, type[Task]] = {
    task.name: task for task in (DependencyParsing, NamedEntities, EntitySpans, Relations)
}


def task_options(values: dict[str, dict[str, object]]) -> dict[str, TaskOptions]:
    """The `tasks` section of `params.yaml` as options by task; `UserError` for an unknown task or option."""
    if not isinstance(values, dict) or not values:
        raise UserError(f"tasks={values!r}: choose from {', '.join(TASKS)}")
    for name in values:
        if name not in TASKS:
            raise UserError(f"tasks: unknown task {name}; choose from {', '.join(TASKS)}")
    return {name: checked(TASKS[name].Options, f"tasks.{name}", options) for name, options in values.items()}


__all__ = ["TASKS", "Encoded", "Pieces", "Scores", "Targets", "Task", "TaskOptions", "Units", "task_options"]
