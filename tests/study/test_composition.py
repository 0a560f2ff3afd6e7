"""Composed as DVC composes, with less work."""

from __future__ import annotations

import pytest

from mtal.errors import UserError
from mtal.study.composition import composer
from support.composing import CONF, composed

CHOICES = [
    (),
    ("seed=3",),
    ("+paper=sf_id", "corpus=snips", "encoder=roberta_base", "decision=blp", "strategy=mt_min"),
    ("corpus=scierc", "tasks=ner_re", "strategy=mt_ind", "strategy.weights=[0,1]"),
    ("tasks=[ner,dp]", "corpus.path='/data/my corpus'", "corpus=conllu"),
    ("rounds=[{this: 0, next: 1}]", "sample.initial=1.0", "training.warm_start=true", "encoder.name=/an/encoder"),
    ("strategy=st_ec", "strategy.task=ner", "loss=ts", "schedule=full"),
    ("+costs.ner.sentence_too=1",),
    ("~costs.ner",),
]


def test_every_choice_gives_the_parameters_that_hydra_alone_gives() -> None:
    with composer(CONF) as composing:
        found = [composing.params(choices) for choices in CHOICES]
        again = composing.params(())
    assert found == [composed(*choices) for choices in CHOICES]
    assert again == composed()  # nothing of the others stays


@pytest.mark.parametrize(
    ("override", "message"),
    [
        ("strategy=mt_avgg", "strategy=mt_avgg: In 'config': Could not find 'strategy/mt_avgg'"),
        ("strategy.nam=x", "strategy.nam=x: .*nam"),
        ("strategy.name", "strategy.name: "),
    ],
)
def test_a_slip_is_one_line(override: str, message: str) -> None:
    with composer(CONF) as composing, pytest.raises(UserError, match=message) as caught:
        composing.params([override])
    assert "\n" not in str(caught.value)
