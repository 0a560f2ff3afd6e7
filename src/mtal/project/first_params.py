"""The first `params.yaml` of a project: what the user asks for, and what suits it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from mtal.errors import UserError
from mtal.exchange.making import shown_labels
from mtal.models.pretrained import PACKAGE
from mtal.params import all_params, checked
from mtal.project.asked import Part
from mtal.project.options import ProjectOptions, check_options
from mtal.project.template import write_template
from mtal.project.universal import UNIVERSAL
from mtal.tasks import TASKS
from mtal.tasks.shapes import Shape
from mtal.texts.options import TextOptions
from mtal.texts.pool import Pool

FOR_TAGS = {
    "dropout": "0.33",
    "smoothing": "0.2",
    "max_steps": "800",
    "head_lr": "1.0e-3",
    "cooldown": "0.25",
    "patience": "2",
    "clusters": "false",
}
FOR_RELATIONS = {
    "dropout": "0.0",
    "smoothing": "0.0",
    "max_steps": "500",
    "head_lr": "3.0e-3",
    "cooldown": "null",
    "patience": "5",
    "clusters": "true",
}
"""As `converged` and `relations` of the study's schedules have it, and its choice of tasks for relations."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user asks for."""

    text: list[Path]
    tasks: list[str]
    labels: dict[str, list[str]]
    tool: str
    options: TextOptions
    sizes: dict[Part, int]
    first: int
    size: int
    """Sentences of each later batch."""
    encoder: str
    seed: int


def first_labels(wishes: Wishes, pool: Pool) -> dict[str, list[str]]:
    """The label set of each task: as the user says, else that of the labels there are, else the universal one."""
    found = {}
    for task in wishes.tasks:
        there = (label for sentence in pool.sentences if (label := sentence.label(task)) is not None)
        used = shown_labels(task, TASKS[task].label_set(there))
        found[task] = wishes.labels.get(task) or used or UNIVERSAL.get(task, [])
        if not found[task]:
            raise UserError(f"{task}: which labels? Give them: --labels {task}=A,B")
    return found


def write_params(path: Path, wishes: Wishes, labels: Mapping[str, list[str]]) -> None:
    """Write the file; `UserError` where what is asked for doesn't fit together."""
    relations = any(_is_of_relations(task) for task in wishes.tasks)
    costs = {task: TASKS[task].first_price._asdict() for task in wishes.tasks}
    networks = {task: _network(task, relations) for task in wishes.tasks}
    text = wishes.options
    values = {
        "seed": wishes.seed,
        "tool": wishes.tool,
        "first": wishes.first,
        "labels": _block(labels),
        "costs": _block(costs),
        "tasks": _block(networks),
        "strategy": "mt_avg",
        "size": wishes.size,
        "encoder": _inline(_from_anywhere(wishes.encoder)),
        # of the project's schedules for a small encoder, docs/choices.md; a large one wants the paper's rate
        "encoder_lr": "3.0e-4" if wishes.encoder.startswith(PACKAGE) else "5.0e-5",
        **{name: _inline(getattr(text, name)) for name in ("format", "unit", "language", "shortest", "longest")},
        **(FOR_RELATIONS if relations else FOR_TAGS),
    }
    write_template(path, **values)
    check_options(checked(ProjectOptions, "", all_params(path)))


def _from_anywhere(encoder: str) -> str:
    """The whole path of a folder, which isn't where the project is; any other name as it is."""
    return str(Path(encoder).resolve()) if Path(encoder).is_dir() else encoder


def _is_of_relations(task: str) -> bool:
    return TASKS[task].shape is Shape.PAIRS


def _network(task: str, relations: bool) -> dict[str, Any]:
    options = TASKS[task].Options().model_dump()
    if relations and "dropout" in options:
        options["dropout"] = 0.0
    if _is_of_relations(task):
        options["weight"] = 10.0
    return options


def _block(value: Any) -> str:
    """YAML in flow style a key, below a key of the first column."""
    lines = (f"  {key}: {_inline(each)}" for key, each in value.items())
    return "\n".join(lines) + "\n"


def _inline(value: Any) -> str:
    text = yaml.safe_dump(value, default_flow_style=True, sort_keys=False, allow_unicode=True, width=1 << 20)
    return text.removesuffix("\n").removesuffix("\n...")
