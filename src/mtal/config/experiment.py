"""All of `params.yaml` as one model."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from mtal.acquisition.decision import DecisionOptions, StrategyOptions
from mtal.acquisition.initial import SampleOptions
from mtal.analysis.options import AnalysisOptions
from mtal.corpora.build import CorpusOptions
from mtal.learning.options import LossOptions, TrainingOptions
from mtal.models.options import EncoderOptions, ModelOptions
from mtal.params import Options


class Round(Options):
    """One item of `rounds`."""

    this: int = Field(ge=0)
    next: int = Field(ge=1)


class Start(Options):
    """One item of `inputs.starts`."""

    this: int
    start: str


class Adapted(Options):
    """One item of `inputs.adapt`."""

    encoder: str


class Inputs(Options):
    """What stages depend on by choice (`inputs.…` in `params.yaml`; see `mtal.config.inputs`)."""

    encoder: str
    adapt: list[Adapted]
    splits: str
    eventive_nouns: str
    vectors: str
    embedded: list[str]
    surest: str
    starts: list[Start]


class Experiment(Options):
    """The whole of `params.yaml`."""

    seed: int = Field(ge=0, strict=True)
    corpus: CorpusOptions
    tasks: dict[str, Any]
    """Options by task: `mtal.tasks.task_options` reads them."""
    task_order: list[str]
    """The names of the tasks in their order: DVC takes `tasks` in another order for the same, this list not."""
    costs: dict[str, Any]
    """Costs by task: `mtal.acquisition.costs.task_costs` reads them."""
    encoder: EncoderOptions
    model: ModelOptions
    loss: LossOptions
    sample: SampleOptions
    training: TrainingOptions
    rounds: list[Round] = Field(min_length=1)
    strategy: StrategyOptions
    decision: DecisionOptions
    analysis: AnalysisOptions
    inputs: Inputs
