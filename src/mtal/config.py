"""All of `params.yaml`, checked together before anything runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from mtal.comparison import AnalysisOptions, check_analysis
from mtal.corpora.build import CorpusOptions, check_corpus
from mtal.decisions import DecisionOptions, StrategyOptions, check_budget, check_decision
from mtal.effects import check_effects
from mtal.errors import UserError
from mtal.inputs import encoder_input, nouns_input, splits_input
from mtal.learning import LossOptions
from mtal.models.assembly import ModelOptions, check_groups
from mtal.models.checks import check_dropout, check_encoder
from mtal.models.pretrained import EncoderOptions
from mtal.params import checked
from mtal.purchase import check_strategy
from mtal.sampling import SampleOptions, development_size, initial_size
from mtal.tasks import task_options
from mtal.training import TrainingOptions


class Round(BaseModel):
    """One item of `rounds`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    this: int = Field(ge=0)
    next: int = Field(ge=1)


class Inputs(BaseModel):
    """Files that stages depend on beside the corpus (`inputs.…` in `params.yaml`; see `mtal.inputs`)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    encoder: str
    splits: str
    eventive_nouns: str


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
    "inputs": Inputs,
}


def check_params(params: dict[str, Any]) -> None:
    """Raise `UserError`, in one line that says what to change, for the first fault of the whole `params.yaml`."""
    known = {*SECTIONS, "tasks", "rounds", "seed"}
    for name in [*sorted(set(params) - known), *sorted(known - set(params))]:
        fault = "missing" if name in known else f"unknown section; there are {', '.join(sorted(known))}"
        raise UserError(f"{name}: {fault}")
    options: dict[str, Any] = {name: checked(kind, name, params[name]) for name, kind in SECTIONS.items()}
    sizes = task_options(params["tasks"])
    tasks = list(sizes)
    _check_seed(params["seed"])
    _check_rounds(params["rounds"])
    if options["sample"].tasks != tasks:
        raise UserError(f"sample.tasks={options['sample'].tasks}: write the tasks in their order: {tasks}")
    check_analysis(options["analysis"], len(params["rounds"]))
    check_corpus(options["corpus"], tasks)
    check_groups(options["model"].name, tasks)
    check_strategy(options["strategy"], tasks, options["model"].name)
    check_decision(options["decision"], options["strategy"])
    check_effects(options, sizes)
    check_budget(options["decision"], [size.sentence_price for size in sizes.values()])
    _check_training(options["training"])
    if options["corpus"].sentences:
        sentences = options["corpus"].sentences
        development_size(options["sample"], initial_size(options["sample"], sentences.train), sentences.dev)
    check_encoder(options["encoder"], options["model"])
    if options["strategy"].confidence == "dropout_agreement":
        check_dropout(options["encoder"], options["model"], sizes)
    _check_inputs(options["inputs"], options["corpus"], options["encoder"])


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


def _check_inputs(inputs: Inputs, corpus: CorpusOptions, encoder: EncoderOptions) -> None:
    """DVC watches the files that are read."""
    for key, found, read in (
        ("encoder", inputs.encoder, encoder_input(encoder.name)),
        ("splits", inputs.splits, splits_input(corpus.path, corpus.splits)),
        ("eventive_nouns", inputs.eventive_nouns, nouns_input(corpus.eventive_nouns)),
    ):
        if found != read:
            raise UserError(
                f"inputs.{key}={found}: what is read is {read}; `dvc exp run -S …` writes it, after a change of "
                "params.yaml by hand write it there"
            )
