"""All of a project's `params.yaml` as one model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import Field

from mtal.acquisition.costs import TaskCosts, task_costs
from mtal.acquisition.decision import DecisionOptions, StrategyOptions, check_budget, check_decision, check_strategy
from mtal.corpora.report import shown
from mtal.errors import UserError
from mtal.exchange import FORMATS
from mtal.exchange.batch import name_fault
from mtal.learning.options import LossOptions, TrainingOptions, check_training
from mtal.models.options import EncoderOptions, ModelOptions, check_groups
from mtal.params import PARAMS, Options, all_params, checked
from mtal.tasks import TaskOptions, task_options
from mtal.texts.options import TextOptions


class ProjectOptions(Options):
    """The whole of a project's `params.yaml`."""

    seed: int = Field(ge=0, strict=True)
    tool: str
    """The annotators' tool or kind of file, a key of `mtal.exchange.FORMATS`."""
    first: int = Field(ge=1)
    """Sentences to learn from in the first batch, beside those that are held out; all of it is drawn at random."""
    budget: int | None = Field(None, ge=1)
    """What all labels together may cost, told beside what is spent; null: nobody said. It stops nothing."""
    labels: dict[str, list[str]]
    """The label set of each task as people see it, in the order of the tasks."""
    costs: dict[str, Any]
    strategy: StrategyOptions
    decision: DecisionOptions
    text: TextOptions
    tasks: dict[str, Any]
    encoder: EncoderOptions
    model: ModelOptions
    loss: LossOptions
    training: TrainingOptions

    def task_options(self) -> dict[str, TaskOptions]:
        """The options of each task, in the order of `labels`."""
        found = task_options(self.tasks)
        return {task: found[task] for task in self.labels}

    def task_costs(self) -> dict[str, TaskCosts]:
        """The prices of each task, in the order of `labels`."""
        return task_costs(self.costs, list(self.labels))


def read_options(path: Path = PARAMS) -> ProjectOptions:
    """`params.yaml`, checked as a whole; `UserError` in one line for the first fault."""
    options = checked(ProjectOptions, "", all_params(path))
    check_options(options)
    return options


def check_options(options: ProjectOptions) -> None:
    """`UserError` where sections don't fit each other."""
    tasks = list(options.labels)
    if not tasks:
        raise UserError("labels: give at least one task and its labels")
    if set(options.tasks) != set(tasks):
        raise UserError(f"tasks: give the options of each task in labels and of no other: {', '.join(tasks)}")
    options.task_options()
    for task, names in options.labels.items():
        _check_labels(task, names)
    if options.tool not in FORMATS:
        raise UserError(f"tool={options.tool}: choose from {', '.join(FORMATS)}")
    check_groups(options.model.name, tasks)
    check_strategy(options.strategy, tasks, options.model.name)
    check_decision(options.decision, options.strategy)
    check_budget(options.decision, options.task_costs())
    if options.decision.items == "gold":
        raise UserError("decision.items=gold: nobody knows them before the annotators; give predicted")
    if options.decision.units:
        raise UserError(f"decision.units={options.decision.units:g}: annotators get whole sentences here; give null")
    if options.decision.name == "top_n" and options.decision.n is None:
        raise UserError("decision.n is null: give how many sentences a batch may have")
    check_training(options.training, options.loss)
    if options.encoder.adapt:
        raise UserError(f"encoder.adapt={options.encoder.adapt}: a project takes its encoder as it is; give null")
    if options.training.self_training:
        share = options.training.self_training
        raise UserError(f"training.self_training={share:g}: a project's model learns from people alone; give null")
    if options.training.warm_start:
        raise UserError("training.warm_start=true: a round of a project begins with the encoder as it was; give false")


def _check_labels(task: str, names: Sequence[str]) -> None:
    if not names:
        raise UserError(f"labels.{task}: give at least one label")
    for name, times in Counter(names).items():
        if fault := name_fault(name):
            raise UserError(f"labels.{task}: label {shown(name)} {fault}")
        if times > 1:
            raise UserError(f"labels.{task}: label {shown(name)} stands {times} times")
