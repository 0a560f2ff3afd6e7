"""A share of each purchase drawn by chance, so that there is a yardstick for what the strategy chose."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from mtal.acquisition.choosing import Purchase, Terms, choose
from mtal.acquisition.decision import StrategyOptions
from mtal.acquisition.market import Market

SUMS = ("wanted", "words", "cost", "spent")
"""What is added up of two purchases that are one."""


def choose_partly_by_chance(market: Market, amount: int, terms: Terms) -> Purchase:
    """`choose`, but for `decision.random_share` of the amount, rounded, sentences are drawn first, for all tasks.

    They stand before the others; `random` in the record says how many they are.
    """
    if not terms.decision.random_share:
        return choose(market, amount, terms)
    drawn = choose(market, round(amount * terms.decision.random_share), _by_chance(terms))
    rest = np.setdiff1d(np.arange(len(market.words)), drawn.rows)
    left = amount - _taken(drawn)
    chosen = choose(market.at(rest), left, terms)
    sums = {name: drawn.record[name] + chosen.record[name] for name in SUMS if name in chosen.record}
    return Purchase(
        np.concatenate([drawn.rows, rest[chosen.rows]]),
        np.concatenate([drawn.tasks, chosen.tasks]),
        chosen.record | sums | {"random": len(drawn.rows)},
    )


def _taken(purchase: Purchase) -> int:
    """How much of the amount is gone, in what the decision counts."""
    counted = (purchase.record[unit] for unit in ("words", "cost", "spent") if unit in purchase.record)
    return int(next(counted, len(purchase.rows)))


def _by_chance(terms: Terms) -> Terms:
    """A random walk: the same decision without its programs and families, with a seed of its own."""
    plain = {"family": "joint"} | ({} if terms.decision.name == "top_n" else {"name": "grd_al"})
    strategy = StrategyOptions(name="mt_r", confidence="entropy")
    decision = terms.decision.model_copy(update=plain)
    return replace(terms, strategy=strategy, decision=decision, seed=terms.seed + 1)
