"""Gold labels with mistakes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtal.corpora import bio
from mtal.exchange import soundness
from mtal.exchange.batch import Item
from mtal.rehearsal.noise import noisy
from support.annotated import LABELS, TASKS, items

EVERY = items("s-1", TASKS)


@given(EVERY, st.sampled_from([0.0, 0.3, 0.9]), st.integers(0, 3))
def test_labels_stay_sound_and_without_mistakes_what_they_were(item: Item, share: float, seed: int) -> None:
    random = np.random.default_rng(seed)
    for layer, label in item.filled_in.items():
        before = repr(label)
        found = noisy(layer, label, LABELS, share, random)
        assert repr(label) == before, "the gold stays"
        soundness.check(layer, found, item.sentence.tokens)
        assert soundness.unknown(layer, found, LABELS) == {}
        if not share:
            assert found == label


@given(EVERY, st.integers(0, 3))
def test_the_same_seed_makes_the_same_mistakes(item: Item, seed: int) -> None:
    once, twice = (
        [noisy(layer, label, LABELS, 0.5, np.random.default_rng(seed)) for layer, label in item.filled_in.items()]
        for _ in range(2)
    )
    assert once == twice


@given(items("s-1", ("ner_span", "re")), st.integers(0, 9))
def test_relations_stand_between_entities_that_are_left(item: Item, seed: int) -> None:
    graph = noisy("re", item.filled_in["re"], LABELS, 0.8, np.random.default_rng(seed))
    spans = [(start, end) for start, end, _ in graph["entities"]]
    assert len(set(spans)) == len(spans)
    assert all((r[0], r[1]) in spans and (r[2], r[3]) in spans for r in graph["relations"])
    assert len({tuple(r) for r in graph["relations"]}) == len(graph["relations"])


@pytest.mark.parametrize("share", [0.1, 0.5])
def test_so_many_mistakes_are_made(share: float) -> None:
    random, n = np.random.default_rng(0), 4000
    tags = noisy("pos", ["NN"] * n, LABELS, share, random)
    assert sum(tag != "NN" for tag in tags) / n == pytest.approx(share, abs=0.03)
    found = bio.spans(noisy("ner", ["B-PER"] * n, LABELS, share, random))
    assert len(found) / n == pytest.approx(1 - share / 2, abs=0.03), "overlooked"
    assert sum(kind != "PER" for *_, kind in found) / len(found) == pytest.approx(share, abs=0.03)


def test_a_label_alone_can_not_be_mistaken() -> None:
    assert noisy("id", ["tell"], {"id": ["tell"]}, 0.9, np.random.default_rng(0)) == ["tell"]
