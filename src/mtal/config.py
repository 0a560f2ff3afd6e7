"""All of `params.yaml`, checked together before anything runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from mtal.comparison import AnalysisOptions, check_analysis
from mtal.corpora.build import CorpusOptions, check_corpus
from mtal.decisions import DecisionOptions, StrategyOptions, check_decision
from mtal.errors import UserError
from mtal.learning import LossOptions
from mtal.models.assembly import ModelOptions, check_groups
from mtal.models.checks import check_dropout, check_encoder
from mtal.models.pretrained import EncoderOptions
from mtal.params import checked
from mtal.purchase import check_strategy
from mtal.sampling import SampleOptions, initial_size
from mtal.tasks import task_options
from mtal.training import TrainingOptions

SECTIONS: dict[str, type[BaseModel]] = {
    "corpus": CorpusOptions,
    "encoder": EncoderOptions,
    "model": ModelOptions,
    "loss": LossOptions,
    "sample": SampleOptions,
    "training": TrainingOptions,
    "decision": DecisionOptions,
    "strategy": StrategyOptions,
    "analysis": AnalysisOptions,
}


class Round(BaseModel):
    """One item of `rounds`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    this: int = Field(ge=0)
    next: int = Field(ge=1)


def check_params(params: dict[str, Any]) -> None:
    """Raise `UserError`, in one line that says what to change, for the first fault of the whole `params.yaml`."""
    known = {*SECTIONS, "tasks", "rounds", "seed"}
    for name in [*sorted(set(params) - known), *sorted(known - set(params))]:
        fault = "missing" if name in known else f"unknown section; there are {', '.join(sorted(known))}"
        raise UserError(f"{name}: {fault}")
    options: dict[str, Any] = {name: checked(kind, name, params[name]) for name, kind in SECTIONS.items()}
    tasks = list(task_options(params["tasks"]))
    _check_seed(params["seed"])
    _check_rounds(params["rounds"])
    check_analysis(options["analysis"], len(params["rounds"]))
    check_corpus(options["corpus"], tasks)
    check_groups(options["model"].name, tasks)
    check_strategy(options["strategy"], tasks, options["model"].name)
    check_decision(options["decision"], options["strategy"])
    _check_training(options["training"])
    if options["corpus"].sentences:
        initial_size(options["sample"], options["corpus"].sentences.train)
    check_encoder(options["encoder"], options["model"])
    if options["strategy"].confidence == "dropout_agreement":
        check_dropout(options["encoder"], options["model"], task_options(params["tasks"]))


def _check_seed(seed: Any) -> None:
    if isinstance(seed, bool) or not isinstance(seed, int) or seed < 0:
        raise UserError(f"seed={seed!r}: give a whole number from 0")


def _check_rounds(rounds: Any) -> None:
    if not isinstance(rounds, Sequence) or isinstance(rounds, str) or not rounds:
        raise UserError("rounds: give a list of {this: 0, next: 1}, {this: 1, next: 2}, …")
    for number, item in enumerate(rounds):
        found = checked(Round, f"rounds.{number}", item)
        if (found.this, found.next) != (number, number + 1):
            raise UserError(f"rounds.{number}: must be {{this: {number}, next: {number + 1}}}")


def _check_training(options: TrainingOptions) -> None:
    if (options.max_steps is None) == (options.epochs is None):
        raise UserError("training: give either max_steps or epochs, and null for the other")
