"""Parameters without effect are refused; every parameter is known either to act always or to act under a condition."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtal.acquisition.costs import task_costs
from mtal.config.door import check_params
from mtal.config.effects import check_effects, encoder_parameters
from mtal.config.experiment import Experiment
from mtal.errors import UserError
from mtal.models.options import EncoderOptions
from mtal.params import checked
from mtal.tasks import task_options
from support.composing import composed, options

SLOTS = ("corpus=atis", "tasks=sf_id")
RELATIONS = ("corpus=scierc", "tasks=ner_re")
GREEDY, PROGRAM = "decision=grd_al", "decision=blp_al"

IDLE = {
    "corpus.stripped": [("corpus.stripped=warn", "tasks=[ner]"), ("corpus.stripped=warn", *SLOTS)],
    "corpus.eventive_nouns": [("corpus.eventive_nouns=README.md", *SLOTS)],
    "corpus.sentences": [("corpus.sentences={train: 9, dev: 9, test: 9}", *SLOTS)],
    "corpus.seed": [("corpus.seed=2", *SLOTS)],
    "corpus.unannotated": [("corpus.unannotated=drop", "tasks=[ner]")],
    "corpus.min_entities": [("corpus.min_entities=2",)],
    "encoder.revision": [("encoder.revision=abc",)],
    "model.top_layers": [("model=smt", "model.top_layers=2"), ("strategy=st_ec", "model.top_layers=2")],
    "model.pre_gate_linear": [
        ("model=smt", "model.pre_gate_linear=true"),
        ("strategy=st_ec", "model.pre_gate_linear=true"),
    ],
    "tasks.dp.relation_subtypes": [("tasks.dp.relation_subtypes=true",)],
    "training.self_training": [("sample.initial=1.0", "training.self_training=0.5")],
    "tasks.ner.weight": [("tasks=[ner]", "tasks.ner.weight=2"), ("strategy=st_ec", "tasks.ner.weight=2")],
    "costs.id.item": [("costs.id.item=1", *SLOTS)],
    "tasks.ner_span.keep": [("corpus=scierc", "tasks=[ner_span]", "tasks.ner_span.keep=0.5")],
    "decision.n": [(GREEDY, "decision.n=5"), (PROGRAM, "decision.n=5"), ("decision=blp", "decision.n=5")],
    "decision.unit": [(GREEDY, "decision.unit=words"), (PROGRAM, "decision.unit=cost")],
    "decision.units": [("decision.units=0.3", *RELATIONS), ("decision.units=0.3", "corpus=snips", "tasks=[id]")],
    "decision.random_share": [("strategy=mt_r", "decision.random_share=0.2")],
    "decision.budget": [("decision.budget=500",), ("decision.budget=1",)],
    "decision.rounds_at_once": [("decision.rounds_at_once=2",)],
    "decision.family": [("decision.family=udjs",), ("decision.family=stcs", "strategy=mt_ec")],
    "decision.edge": [("decision.edge=skip",), (PROGRAM, "decision.edge=skip")],
    "decision.items": [
        ("decision.items=predicted", "tasks=[dp]"),
        ("decision.items=predicted", "costs.ner.item=0"),
    ],
    "decision.solver": [("decision.solver=mip",), (GREEDY, "decision.solver=mip")],
    "decision.time_limit": [
        ("decision.time_limit=5",),
        (GREEDY, "decision.time_limit=5"),
        (PROGRAM, "decision.solver=dp", "decision.time_limit=5"),
    ],
    "strategy.name": [
        (PROGRAM, "decision.family=udjs", "strategy=mt_rrf"),
        (GREEDY, "decision.family=eqb_djs", "strategy=mt_r"),
        (GREEDY, "decision.family=eqb_djs", "strategy=st_r"),
    ],
    "strategy.task": [("strategy.task=dp",), (PROGRAM, "decision.family=udjs", "strategy=mt_ec", "strategy.task=ner")],
    "strategy.clusters": [("strategy=mt_r", "strategy.clusters=true")],
    "strategy.lengths_of": [
        ("strategy=mt_avg", "strategy.lengths_of=mt_max"),
        ("strategy=mt_r", "strategy.lengths_of=mt_r"),
        ("strategy=mt_r", "strategy.lengths_of=mt_avgda"),
        ("strategy=st_r", "strategy.lengths_of=mt_avg"),
    ],
    "strategy.over_units": [("strategy=mt_r", "strategy.over_units=sum")],
    "strategy.ceiling": [
        ("loss=ce", "strategy.ceiling=true"),
        ("strategy=mt_r", "strategy.ceiling=true"),
        ("strategy=mt_avgda", "strategy.ceiling=true"),
    ],
    "strategy.tree_agreement": [
        ("strategy.tree_agreement=true",),
        ("strategy=st_ec", "strategy.tree_agreement=true"),
        ("strategy=mt_avgda", "strategy.tree_agreement=true", *SLOTS),
    ],
    "strategy.weights": [
        ("strategy=mt_max", "strategy.weights=[1,2]"),
        (PROGRAM, "decision.family=udjs", "strategy.weights=[1,2]"),
        ("tasks=[ner]", "strategy.weights=[2]"),
    ],
}
"""Choices under which a parameter does nothing."""

UNNAMED = ("seed", "tasks", "task_order", "costs", "rounds")
"""Sections that aren't options by fixed names."""

ALWAYS = {
    "corpus": "name licence format path splits domain generate fetch",
    "encoder": "name sha256 adapt",
    "model": "name dropout scalar_mix",
    "loss": "smoothing temperature_scaling",
    "sample": "initial dev clusters",
    "decision": "name",
    "strategy": "confidence strata",
    "analysis": "round strategies n",
    "inputs": "encoder adapt splits eventive_nouns vectors embedded surest starts",
}
"""Parameters that act always, or are tied to a value by other checks; those of training stand for themselves."""


@pytest.mark.parametrize(("key", "overrides"), [(key, case) for key, cases in IDLE.items() for case in cases])
def test_a_parameter_without_effect_is_refused_in_one_line(key: str, overrides: tuple[str, ...]) -> None:
    with pytest.raises(UserError) as error:
        check_params(composed(*overrides))
    assert str(error.value).startswith(key) and "\n" not in str(error.value)


def test_every_parameter_is_known_to_act_or_has_a_case() -> None:
    sections = {name: field.annotation for name, field in Experiment.model_fields.items() if name not in UNNAMED}
    for section, kind in sections.items():
        idle = {key.split(".")[1] for key in IDLE if key.startswith(f"{section}.")}
        if section != "training":
            assert idle | set(ALWAYS[section].split()) == set(kind.model_fields), section
            assert not idle & set(ALWAYS[section].split())


def test_what_acts_is_accepted() -> None:
    for overrides in (
        ("decision=grd_al", "decision.edge=skip", "decision.items=predicted"),
        ("decision=blp_al", "decision.solver=mip", "decision.time_limit=9", "decision.family=udjs"),
        ("decision=blp_al", "strategy=mt_ec", "strategy.task=ner", "decision.family=stcs"),
        ("decision=blp_al", "strategy=st_da", "decision.family=eqb_djs"),
        ("model.top_layers=3", "loss=ls10", "tasks.ner.weight=2", "strategy.weights=[1,2]", "decision.n=5"),
        (*RELATIONS, "tasks.ner_span.keep=0.5", "costs.re.item=1", "corpus.min_entities=1"),
        (*SLOTS, "costs.id.sentence=5", "corpus.unannotated=drop"),
        ("model.scalar_mix=true", "model.pre_gate_linear=true", "training.warm_start=true"),
        ("encoder.adapt=9", "training.self_training=0.5", "training.watch=loss"),
        ("strategy=mt_avgda", "strategy.tree_agreement=true"),
        ("strategy=mt_r", "strategy.lengths_of=mt_avg", "strategy.over_units=top_k", "strategy.ceiling=true"),
        ("decision.units=0.3",),
        (GREEDY, "decision.units=0.3", "costs.dp.item=1", "strategy=mt_r"),
        (PROGRAM, "decision.units=0.5", "decision.family=udjs", "decision.items=predicted", *SLOTS),
        ("corpus=gum", "tasks.dp.relation_subtypes=true"),
        (*SLOTS, "model=st", "strategy=st_ec", "model.scalar_mix=true", "tasks.id.pretrained_pooler=true"),
    ):
        check_params(composed(*overrides))


@pytest.mark.parametrize("corpus", options("corpus"))
def test_no_option_of_a_corpus_holds_a_parameter_without_effect(corpus: str) -> None:
    params = composed(f"corpus={corpus}")
    served = {"slots": "sf_id", "dygie": "ner_re"}.get(params["corpus"]["format"], "dp_ner")
    params = composed(f"corpus={corpus}", f"tasks={served}")
    check_effects(
        checked(Experiment, "", params),
        task_options(params["tasks"]),
        task_costs(params["costs"], params["task_order"]),
    )


@pytest.mark.parametrize(
    ("overrides", "message"),
    [
        (("corpus.path=/elsewhere",), "corpus.path=/elsewhere: corpus demo is brought to data/raw/demo"),
        (("corpus=gum", "corpus.path=/elsewhere"), "corpus.path=/elsewhere: corpus gum is brought to data/raw/gum"),
        ((*SLOTS, "corpus.fetch=[atis,snips]"), "corpus.fetch=['atis', 'snips']: one corpus at a time"),
        ((*SLOTS, "corpus.name=snips"), "corpus.fetch=['atis']: one corpus at a time is brought, snips"),
        (("corpus.sentences=null",), "corpus.sentences is null"),
        (("corpus.seed=null",), "corpus.seed is null"),
    ],
)
def test_a_stage_that_brings_what_nobody_reads_is_refused(overrides: tuple[str, ...], message: str) -> None:
    with pytest.raises(UserError) as error:
        check_params(composed(*overrides))
    assert str(error.value).startswith(message)


def test_a_revision_of_a_folder_has_no_effect(bert: Path) -> None:
    with pytest.raises(UserError, match=r"^encoder\.revision=abc: has no effect"):
        check_params(composed(f"encoder.name={bert}", "encoder.sha256=null", "encoder.revision=abc"))


@pytest.mark.parametrize(
    ("overrides", "least"),
    [
        ((GREEDY, *SLOTS), 4),
        ((PROGRAM, *SLOTS, "costs.sf.sentence=2"), 6),
        ((PROGRAM, *SLOTS, "decision.family=udjs", "costs.sf.sentence=2"), 3),
        ((PROGRAM, *SLOTS, "decision.family=eqb_djs"), 2),
        (("decision=blp", *SLOTS, "decision.rounds_at_once=3"), 2),
    ],
)
def test_a_budget_that_can_never_buy_is_refused(overrides: tuple[str, ...], least: int) -> None:
    check_params(composed(*overrides, f"decision.budget={least}"))
    with pytest.raises(UserError, match=rf"decision.budget={least - 1}: can never buy.*give {least} or more"):
        check_params(composed(*overrides, f"decision.budget={least - 1}"))


def test_a_revision_acts_on_the_hub() -> None:
    (revision,) = encoder_parameters(EncoderOptions(name="google-bert/bert-base-cased", revision="0123abc"))
    assert (revision.key, revision.acts) == ("encoder.revision", True)
