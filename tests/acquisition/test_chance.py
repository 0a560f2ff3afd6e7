"""Purchases of which a share is drawn by chance."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtal.acquisition.chance import choose_partly_by_chance
from mtal.acquisition.choosing import Terms, choose
from mtal.acquisition.costs import Prices
from mtal.acquisition.decision import DecisionOptions, StrategyOptions
from mtal.acquisition.market import Market
from support.inputs import instance


def market(seed: int, sentences: int) -> Market:
    pool = instance(seed, sentences, 2, 0)
    open_ = np.ones((sentences, 2), dtype=bool)
    return Market(pool.confidence, open_, pool.shared, Prices(pool.costs, pool.joint), pool.joint)


def terms(share: float | None = 0.25, strategy: str = "mt_avg", **decision: object) -> Terms:
    options = DecisionOptions(**{"name": "top_n", "random_share": share} | decision)
    return Terms(StrategyOptions(name=strategy, confidence="entropy"), options, 0, 5)


DECISIONS = [
    {},
    {"unit": "words"},
    {"unit": "cost", "edge": "skip"},
    {"name": "grd_al", "budget": 60},
    {"name": "blp_al", "budget": 60},
    {"name": "grd_al", "budget": 60, "family": "udjs"},
    {"name": "blp_al", "budget": 60, "family": "eqb_djs"},
]


@pytest.mark.parametrize("decision", DECISIONS, ids=str)
@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10**6), size=st.integers(0, 30), amount=st.integers(0, 80))
def test_some_are_drawn_and_the_strategy_has_the_rest(decision: dict, seed: int, size: int, amount: int) -> None:
    shelf, asked = market(seed, size), terms(**decision)
    bought = choose_partly_by_chance(shelf, amount, asked)
    rows, first = bought.rows, bought.record["random"]
    assert len(set(rows.tolist())) == len(rows)
    units = {"words": shelf.words, "cost": shelf.whole, None: np.ones(size, dtype=np.int64)}
    if decision.get("name") is None:
        price = units[decision.get("unit")][rows]
        assert price[:first].sum() <= round(amount / 4) and price.sum() <= amount
    else:
        assert bought.record["spent"] <= amount
    assert bought.tasks[:first].all()
    rest = np.setdiff1d(np.arange(size), rows[:first])
    spent = {"words": shelf.words, "cost": shelf.whole}.get(decision.get("unit"))
    spent = shelf.whole if decision.get("name") else spent
    left = amount - (first if spent is None else int(spent[rows[:first]].sum()))
    alone = choose(shelf.at(rest), left, asked)
    assert rows[first:].tolist() == rest[alone.rows].tolist()


def test_without_a_share_nothing_is_drawn() -> None:
    shelf = market(1, 20)
    found, plain = (one(shelf, 6, terms(None)) for one in (choose_partly_by_chance, choose))
    assert found.rows.tolist() == plain.rows.tolist() and found.record == plain.record == {"wanted": 6}


def test_the_draw_is_seeded_and_has_nothing_to_do_with_confidence() -> None:
    shelf = market(2, 200)
    first = choose_partly_by_chance(shelf, 40, terms())
    assert first.record == {"wanted": 40, "random": 10}
    assert first.rows.tolist() == choose_partly_by_chance(shelf, 40, terms()).rows.tolist()
    other = choose_partly_by_chance(shelf, 40, replace(terms(), seed=6))
    assert first.rows[:10].tolist() != other.rows[:10].tolist()
    clustered = replace(shelf, vectors=np.random.default_rng(1).normal(size=(200, 3)))
    assert first.rows[:10].tolist() == choose_partly_by_chance(clustered, 40, terms()).rows[:10].tolist()
    turned = replace(shelf, confidence=1 - shelf.confidence)
    assert first.rows[:10].tolist() == choose_partly_by_chance(turned, 40, terms()).rows[:10].tolist()
