from __future__ import annotations

from math import inf, nan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from mtal.acquisition.costs import TaskCosts
from mtal.acquisition.fitting import LEAST, LEAST_A_PRICE, WORD, FittedPrices, Price, Timed, fit, robust_nnls, timed

COSTS = {"ner": TaskCosts(item=1), "id": TaskCosts(sentence=3)}
ENTITY, INTENT = Price("item", "ner"), Price("sentence", "id")


def answers(
    random: np.random.Generator, *, n: int = 120, noise: float = 0.0, breaks: float = 0.0, tags: bool = False
) -> list[Timed]:
    """Half a second a word, two an entity, six an intent that is asked of most; some are interrupted for minutes."""
    rows = []
    for _ in range(n):
        words, asked = int(random.integers(3, 40)), random.random() < 0.7
        entities = int(random.poisson(words / 8))
        seconds = (0.5 * words + 2 * entities + 6 * asked) * random.lognormal(0, noise)
        seconds += random.uniform(120, 1800) if random.random() < breaks else 0
        items = {"ner": entities} | ({"id": 0} if asked else {}) | ({"pos": words} if tags else {})
        rows.append(Timed(words, float(seconds), items))
    return rows


def test_exact_seconds_give_the_prices_they_were_made_of():
    found = fit(answers(np.random.default_rng(0)), COSTS)
    assert found.seconds == pytest.approx({WORD: 0.5, INTENT: 6.0, ENTITY: 2.0})
    assert (found.r_squared, found.untold, found.answers, found.slow) == (pytest.approx(1.0), [], 120, 0)
    assert found.costs(COSTS) == {"ner": TaskCosts(item=4), "id": TaskCosts(sentence=12)}


@pytest.mark.parametrize("seed", range(5))
def test_breaks_for_coffee_hardly_change_them(seed):
    rows = answers(np.random.default_rng(seed), noise=0.15, breaks=0.08)
    found = fit(rows, COSTS)
    plain = np.linalg.lstsq(
        np.array([[row.words, "id" in row.items, row.items["ner"]] for row in rows], dtype=float),
        np.array([row.seconds for row in rows]),
        rcond=None,
    )[0]
    assert found.seconds == pytest.approx({WORD: 0.5, INTENT: 6.0, ENTITY: 2.0}, rel=0.4)
    assert abs(found.seconds[WORD] - 0.5) < abs(plain[0] - 0.5) / 4, "least squares alone"
    assert found.slow >= 0.04 * len(rows)
    assert found.r_squared > 0.75


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=25, deadline=None)
def test_against_minimising_hubers_loss_slowly(seed):
    """The same scale given, the weights stand where Huber's loss is least over prices that aren't negative."""
    random = np.random.default_rng(seed)
    counts = np.column_stack([random.integers(1, 30, 60), random.integers(0, 5, 60)]).astype(float)
    values = np.maximum(0, counts @ [0.5, 1.0] + random.normal(0, 2, 60) + 90 * (random.random(60) < 0.1))
    prices, weights = robust_nnls(counts, values)
    residuals = values - counts @ prices
    far = 1.345 * np.median(np.abs(residuals)) / 0.6745

    def loss(given: np.ndarray) -> float:
        off = np.abs(values - counts @ given)
        return float(np.where(off <= far, off**2 / 2, far * off - far**2 / 2).sum())

    slow = minimize(loss, prices + 0.1, bounds=[(0, None)] * 2, method="L-BFGS-B", options={"ftol": 1e-14})
    assert loss(prices) == pytest.approx(slow.fun, rel=1e-3)
    assert weights == pytest.approx(np.minimum(1, far / np.maximum(np.abs(residuals), 1e-12)), abs=1e-3)


def test_prices_are_never_negative():
    rows = [row._replace(seconds=row.words - 0.3 * row.items["ner"]) for row in answers(np.random.default_rng(1))]
    found = fit(rows, COSTS).seconds
    assert min(found.values()) == found[ENTITY] == 0.0


def test_what_no_answer_tells_apart_is_said():
    """A tag a word costs what a word costs: reading and tagging it are one price."""
    rows = [row._replace(seconds=row.seconds + row.words) for row in answers(np.random.default_rng(2), tags=True)]
    found = fit(rows, COSTS | {"pos": TaskCosts()})
    assert found.untold == [Price("item", "pos")]
    assert found.seconds[WORD] == pytest.approx(1.5)
    assert found.costs(["pos"]) == {"pos": TaskCosts()}


def test_what_was_never_marked_has_no_price():
    rows = [row._replace(items={"ner": 0}) for row in answers(np.random.default_rng(3))]
    assert list(fit(rows, COSTS).seconds) == [WORD]


def test_more_answers_than_prices_are_asked_for():
    rows = answers(np.random.default_rng(4))
    assert fit(rows[: LEAST - 1], COSTS) is None
    assert fit(rows[:LEAST], COSTS) is not None
    many = {name: TaskCosts(sentence=1) for name in ("id", "ner", "pos", "sf", "dp", "re")}
    random = np.random.default_rng(5)
    mixed = [
        Timed(
            int(random.integers(3, 40)),
            5.0,
            {task: int(random.integers(0, 9)) for task in many if random.random() < 0.5},
        )
        for _ in range(200)
    ]
    prices = 1 + 2 * len(many)
    assert fit(mixed[: LEAST_A_PRICE * prices - 1], many) is None
    assert len(fit(mixed[: LEAST_A_PRICE * prices], many).seconds) == prices


def test_free_reading_has_no_relative_prices():
    assert FittedPrices({WORD: 0.0, ENTITY: 2.0}).costs(["ner"]) is None


def test_all_seconds_alike_and_none_at_all():
    rows = [Timed(4, 2.0, {"ner": 1})] * 40
    found = fit(rows, {"ner": TaskCosts()})
    assert (found.seconds, found.r_squared) == ({WORD: pytest.approx(0.5)}, 0.0)
    assert fit([row._replace(seconds=0.0) for row in rows], {"ner": TaskCosts()}).seconds == {WORD: 0.0}


@pytest.mark.parametrize("seconds", [-1.0, inf, nan])
def test_seconds_that_cannot_be(seconds):
    with pytest.raises(ValueError, match="finite and at least 0"):
        fit([Timed(3, seconds, {})], {})


def test_an_answer_is_counted_by_the_tasks_that_were_asked():
    labels = {"ner": ["B-PER", "I-PER", "O", "B-ORG"], "re": {"entities": [[0, 1, "A"]], "relations": []}, "id": ["x"]}
    assert timed(4, labels, ("ner", "ner_span", "id"), 9.5) == Timed(4, 9.5, {"ner": 2, "ner_span": 1, "id": 0})


def test_the_same_every_time():
    rows = answers(np.random.default_rng(6), noise=0.3, breaks=0.1)
    assert fit(rows, COSTS) == fit(rows, COSTS)
