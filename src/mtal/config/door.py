"""The door: all parameters, checked together before anything runs."""

from __future__ import annotations

from typing import Any

from mtal.acquisition.costs import task_costs
from mtal.acquisition.decision import check_budget, check_decision, check_strategy
from mtal.acquisition.initial import development_size, initial_size
from mtal.analysis.options import check_analysis
from mtal.config.effects import check_effects
from mtal.config.encoder import check_encoder
from mtal.config.experiment import Experiment, Round
from mtal.config.inputs import (
    adapt_inputs,
    embedded_inputs,
    encoder_input,
    nouns_input,
    splits_input,
    start_inputs,
    surest_input,
    vectors_input,
)
from mtal.corpora.build import check_corpus
from mtal.errors import UserError
from mtal.learning.options import check_training
from mtal.models.options import check_groups
from mtal.params import checked
from mtal.tasks import task_options


def check_params(params: dict[str, Any]) -> None:
    """Raise `UserError`, in one line that says what to change, for the first fault of the whole `params.yaml`."""
    found = check_choices(params)
    check_encoder_of(found)
    _check_inputs(found)


def check_choices(params: dict[str, Any]) -> Experiment:
    """All of `params.yaml` as one model; `UserError` as above, but no file of the encoder is looked at."""
    found = checked(Experiment, "", params)
    sizes = task_options(found.tasks)
    tasks = list(sizes)
    costs = task_costs(found.costs, tasks)
    _check_order(found.task_order, tasks)
    _check_rounds(found.rounds)
    check_analysis(found.analysis, len(found.rounds))
    check_corpus(found.corpus, tasks)
    check_groups(found.model.name, tasks)
    check_strategy(found.strategy, tasks, found.model.name)
    check_decision(found.decision, found.strategy)
    check_effects(found, sizes, costs)
    check_budget(found.decision, costs)
    check_training(found.training, found.loss)
    if found.corpus.sentences:
        sentences = found.corpus.sentences
        development_size(found.sample, initial_size(found.sample, sentences.train), sentences.dev)
    return found


def check_encoder_of(found: Experiment) -> None:
    """`UserError` where the encoder isn't there or doesn't fit the other choices."""
    votes = found.strategy.confidence == "dropout_agreement"
    check_encoder(found.encoder, found.model, task_options(found.tasks), votes=votes)


def _check_order(order: list[str], tasks: list[str]) -> None:
    if order != tasks:
        raise UserError(f"task_order={order}: write the tasks in their order: {tasks}")


def _check_rounds(rounds: list[Round]) -> None:
    for number, item in enumerate(rounds):
        if (item.this, item.next) != (number, number + 1):
            raise UserError(f"rounds.{number}: must be {{this: {number}, next: {number + 1}}}")


def _check_inputs(experiment: Experiment) -> None:
    """DVC watches what is read."""
    inputs, corpus, encoder = experiment.inputs, experiment.corpus, experiment.encoder
    for key, found, read in (
        ("encoder", inputs.encoder, encoder_input(encoder.name, encoder.adapt)),
        ("adapt", [item.model_dump() for item in inputs.adapt], adapt_inputs(encoder.name, encoder.adapt)),
        ("splits", inputs.splits, splits_input(corpus.path, corpus.splits)),
        ("eventive_nouns", inputs.eventive_nouns, nouns_input(corpus.eventive_nouns)),
        ("vectors", inputs.vectors, vectors_input(experiment.sample.clusters)),
        ("embedded", inputs.embedded, embedded_inputs(experiment.sample.clusters)),
        ("surest", inputs.surest, surest_input(experiment.training.self_training)),
        (
            "starts",
            [item.model_dump() for item in inputs.starts],
            start_inputs(experiment.rounds, experiment.training.warm_start),
        ),
    ):
        if found != read:
            raise UserError(
                f"inputs.{key}={found}: what is read is {read}; `dvc exp run -S …` writes it, after a change of "
                "params.yaml by hand write it there"
            )
