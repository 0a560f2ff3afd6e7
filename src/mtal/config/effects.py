"""Parameters that would have no effect: an experiment that names one isn't what it says, so they are refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from mtal.acquisition.costs import TaskCosts
from mtal.acquisition.decision import DecisionOptions, StrategyOptions
from mtal.acquisition.initial import SampleOptions
from mtal.config.experiment import Experiment
from mtal.corpora.build import CorpusOptions
from mtal.corpora.formats import FORMATS
from mtal.errors import UserError
from mtal.learning.options import LossOptions, TrainingOptions
from mtal.models.folders import is_folder
from mtal.models.options import EncoderOptions, ModelOptions, task_groups
from mtal.models.pretrained import PACKAGE
from mtal.selection import STRATEGIES
from mtal.tasks import TASKS, Task, TaskOptions, word_tasks
from mtal.tasks.dp import ParserOptions
from mtal.tasks.ner_span import SpanOptions


class Parameter(NamedTuple):
    """A parameter that acts in some experiments only."""

    key: str
    value: Any
    neutral: Any
    """The value that stands where it doesn't act."""
    acts: bool
    otherwise: str
    """Why it doesn't."""


def check_effects(experiment: Experiment, tasks: Mapping[str, TaskOptions], costs: Mapping[str, TaskCosts]) -> None:
    """`UserError` for the first parameter that has another value than its neutral one and no effect.

    `tasks`, `costs`: these sections of `params.yaml` as options.
    """
    for found in (
        *corpus_parameters(experiment.corpus, list(tasks)),
        *encoder_parameters(experiment.encoder),
        *model_parameters(experiment.model),
        *task_parameters(tasks, experiment.model.name, experiment.corpus.format),
        *cost_parameters(costs),
        *decision_parameters(experiment.decision, experiment.strategy, costs),
        *strategy_parameters(experiment.strategy, experiment.decision, list(tasks)),
        *confidence_parameters(experiment.strategy, experiment.loss, list(tasks)),
        *training_parameters(experiment.training, experiment.sample),
    ):
        if not found.acts and found.value != found.neutral:
            neutral = "null" if found.neutral is None else found.neutral
            raise UserError(f"{found.key}={found.value}: has no effect, as {found.otherwise}; leave it {neutral}")
    _check_brought(experiment.corpus)
    _check_disjoint(experiment.strategy, experiment.decision)


def corpus_parameters(corpus: CorpusOptions, tasks: Sequence[str]) -> Iterator[Parameter]:
    """What only trees, generated corpora and several tasks need."""
    parses = FORMATS[corpus.format].trees and "dp" in tasks
    why = "no dependencies are made from trees here (tasks=dp, a format with trees)"
    yield Parameter("corpus.stripped", corpus.stripped, "refuse", parses, why)
    yield Parameter("corpus.eventive_nouns", corpus.eventive_nouns, None, parses, why)
    made = bool(corpus.generate)
    yield Parameter("corpus.sentences", corpus.sentences, None, made, "the corpus isn't generated")
    yield Parameter("corpus.seed", corpus.seed, None, made, "the corpus isn't generated")
    why = "with one task a sentence without its labels is left out anyway"
    yield Parameter("corpus.unannotated", corpus.unannotated, "keep", len(tasks) > 1, why)


def encoder_parameters(encoder: EncoderOptions) -> Iterator[Parameter]:
    """What only encoders of the hub have."""
    on_hub = not (is_folder(encoder.name) or encoder.name.startswith(PACKAGE))
    yield Parameter("encoder.revision", encoder.revision, None, on_hub, f"{encoder.name} isn't on the hub")


def model_parameters(model: ModelOptions) -> Iterator[Parameter]:
    """What only `cmt` has."""
    gated, why = model.name == "cmt", f"model={model.name} has no gates"
    yield Parameter("model.top_layers", model.top_layers, None, gated, why)
    yield Parameter("model.pre_gate_linear", model.pre_gate_linear, False, gated, why)


def task_parameters(tasks: Mapping[str, TaskOptions], model: str, format: str) -> Iterator[Parameter]:
    """What a task has for the sake of others, and what some corpora (of that format) have no use for."""
    alone = {name for group in task_groups(model, list(tasks)) if len(group) == 1 for name in group}
    for name, options in tasks.items():
        why = f"{name} is the only task of its model"
        yield Parameter(f"tasks.{name}.weight", options.weight, 1.0, name not in alone, why)
    if isinstance(spans := tasks.get("ner_span"), SpanOptions):
        keep, why = spans.keep, "spans are kept for relations (re), which isn't among the tasks"
        yield Parameter("tasks.ner_span.keep", keep, 0.6, "re" in tasks, why)
    if isinstance(parser := tasks.get("dp"), ParserOptions):
        whole, why = parser.relation_subtypes, "relations that are made from trees have no subtypes"
        yield Parameter("tasks.dp.relation_subtypes", whole, False, not FORMATS[format].trees, why)


def cost_parameters(costs: Mapping[str, TaskCosts]) -> Iterator[Parameter]:
    """What only tasks have that mark something."""
    for name, cost in costs.items():
        has_items = TASKS[name].items is not Task.items
        yield Parameter(f"costs.{name}.item", cost.item, 0, has_items, f"{name} has no items to mark")


def decision_parameters(
    decision: DecisionOptions, strategy: StrategyOptions, costs: Mapping[str, TaskCosts]
) -> Iterator[Parameter]:
    """What belongs to sentences, to budgets, to walks and to programs."""
    name = decision.name
    budgeted, program = name != "top_n", name in ("blp", "blp_al")
    why = "decision=top_n has no budget" if name == "top_n" else f"decision={name} buys what the budget allows"
    yield Parameter("decision.n", decision.n, None, not budgeted, why)
    yield Parameter("decision.unit", decision.unit, None, not budgeted, why)
    parted = bool(word_tasks(costs))
    yield Parameter("decision.units", decision.units, None, parted, "none of the tasks labels words")
    chosen = not STRATEGIES[strategy.name].random
    random = f"strategy={strategy.name} draws all by chance"
    yield Parameter("decision.random_share", decision.random_share, None, chosen, random)
    yield Parameter("decision.budget", decision.budget, None, budgeted, why)
    yield Parameter("decision.rounds_at_once", decision.rounds_at_once, 1, budgeted, why)
    yield Parameter("decision.family", decision.family, "joint", budgeted, why)
    walks = name == "grd_al" or decision.unit is not None
    yield Parameter("decision.edge", decision.edge, "stop", walks, f"decision={name} doesn't buy greedily")
    why = f"decision={name} solves no program"
    yield Parameter("decision.solver", decision.solver, "auto", program, why)
    mixed = program and decision.solver != "dp"
    why = "decision.solver=dp needs no limit" if program else why
    yield Parameter("decision.time_limit", decision.time_limit, 500.0, mixed, why)
    priced = any(cost.item for cost in costs.values())
    yield Parameter("decision.items", decision.items, "gold", priced, "no task's items cost anything")


def strategy_parameters(
    strategy: StrategyOptions, decision: DecisionOptions, tasks: Sequence[str]
) -> Iterator[Parameter]:
    """What `check_strategy` can't know: with what decision, and among how many tasks."""
    joint = not decision.disjoint
    why = f"decision.family={decision.family} buys by the confidences of all tasks"
    yield Parameter("strategy.task", strategy.task, None, joint, why)
    yield Parameter("strategy.weights", strategy.weights, None, len(tasks) > 1, "there is one task")


def confidence_parameters(strategy: StrategyOptions, loss: LossOptions, tasks: Sequence[str]) -> Iterator[Parameter]:
    """What belongs to a kind of confidence, and to selection that looks at any."""
    chance, why = STRATEGIES[strategy.name].random, f"{strategy.name} selects at random"
    yield Parameter("strategy.clusters", strategy.clusters, False, not chance, why)
    chance = chance and strategy.lengths_of is None
    yield Parameter("strategy.over_units", strategy.over_units, None, not chance, why)
    votes = strategy.confidence == "dropout_agreement"
    smooth = loss.smoothing > 0 and not (votes or chance)
    why = f"strategy={strategy.name} divides no entropy by what label smoothing aims at"
    yield Parameter("strategy.ceiling", strategy.ceiling, False, smooth, why)
    why = "there is no parser (tasks=dp)" if votes else f"nothing votes with strategy.confidence={strategy.confidence}"
    yield Parameter("strategy.tree_agreement", strategy.tree_agreement, False, votes and "dp" in tasks, why)


def training_parameters(training: TrainingOptions, sample: SampleOptions) -> Iterator[Parameter]:
    """What belongs to rounds that leave sentences unlabelled."""
    why = "all sentences are labelled from the start"
    yield Parameter("training.self_training", training.self_training, None, sample.initial != 1, why)


def _check_disjoint(strategy: StrategyOptions, decision: DecisionOptions) -> None:
    if decision.disjoint and not STRATEGIES[strategy.name].plain:
        wanted = "st_ec" if STRATEGIES[strategy.name].model == "single" else "mt_avg"
        raise UserError(
            f"strategy.name={strategy.name}: has no effect, as decision.family={decision.family} buys by each task's "
            f"own confidence; choose strategy={wanted}"
        )


def _check_brought(corpus: CorpusOptions) -> None:
    """What a stage brings is what `convert` reads."""
    brought = [*corpus.generate, *corpus.fetch]
    if not brought:
        return
    if len(brought) > 1 or (corpus.fetch and brought != [corpus.name]):
        raise UserError(f"corpus.fetch={corpus.fetch}: one corpus at a time is brought, {corpus.name}: -S corpus=NAME")
    place = Path("data/raw") / brought[0]
    if (corpus.generate and Path(corpus.path) != place) or not Path(corpus.path).is_relative_to(place):
        raise UserError(
            f"corpus.path={corpus.path}: corpus {corpus.name} is brought to {place}; for files of your own say "
            "-S corpus=ontonotes, conllu, slots or dygie"
        )
    if corpus.generate and (corpus.sentences is None or corpus.seed is None):
        missing = "sentences" if corpus.sentences is None else "seed"
        raise UserError(f"corpus.{missing} is null: a corpus that is generated needs it")
