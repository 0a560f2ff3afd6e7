"""The tasks, by the name that users type. Adding a task is adding its file: every class with a `name` is found."""

import pkgutil
from importlib import import_module

from mtal.errors import UserError
from mtal.params import checked
from mtal.tasks.base import Encoded, Scores, Targets, Task, TaskOptions
from mtal.tasks.pieces import Pieces
from mtal.tasks.units import Units


def _find_tasks() -> dict[str, type[Task]]:
    """The tasks in the modules of this package, by name, in the order of the modules' names."""
    found = {}
    for module in pkgutil.iter_modules(__path__):
        for thing in vars(import_module(f"{__name__}.{module.name}")).values():
            if isinstance(thing, type) and issubclass(thing, Task) and "name" in vars(thing):
                found[thing.name] = thing
    return found


TASKS: dict[str, type[Task]] = _find_tasks()


def task_options(values: dict[str, dict[str, object]]) -> dict[str, TaskOptions]:
    """The `tasks` section of `params.yaml` as options by task; `UserError` for an unknown task or option."""
    if not isinstance(values, dict) or not values:
        raise UserError(f"tasks={values!r}: choose from {', '.join(TASKS)}")
    for name in values:
        if name not in TASKS:
            raise UserError(f"tasks: unknown task {name}; choose from {', '.join(TASKS)}")
    return {name: checked(TASKS[name].Options, f"tasks.{name}", options) for name, options in values.items()}


__all__ = ["TASKS", "Encoded", "Pieces", "Scores", "Targets", "Task", "TaskOptions", "Units", "task_options"]
