"""The order in which a strategy would have sentences annotated, by any trained model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from mtal.acquisition.choosing import most_wanted
from mtal.acquisition.costs import TaskCosts
from mtal.acquisition.decision import StrategyOptions
from mtal.acquisition.market import Market, open_market
from mtal.acquisition.scores import PoolScores
from mtal.corpora.sentence import Sentence
from mtal.learning.parts import Table
from mtal.learning.scoring import Kind, score
from mtal.models.encoded import encode_sentences
from mtal.progress import SILENT, Progress
from mtal.seeds import seed_for
from mtal.selection import STRATEGIES
from mtal.trained.model import TrainedModel
from mtal.trained.writing import DIGITS


class Ranked(NamedTuple):
    """Sentences in the order in which they are wanted."""

    rows: np.ndarray
    """Their rows, most wanted first, int64 (k,)."""
    tasks: list[str]
    confidence: np.ndarray
    """Of all sentences, in their own order, float64 (n, t)."""


def strategies_for(model: str) -> list[str]:
    """The strategies that a model of this name (`st`, `smt`, `cmt`) can serve."""
    kind = "single" if model == "st" else "multi"
    return [name for name, rule in STRATEGIES.items() if rule.model == kind]


def rank(
    model: TrainedModel,
    sentences: Sequence[Sentence],
    strategy: StrategyOptions,
    *,
    n: int | None = None,
    seed: int = 1,
    progress: Progress = SILENT,
) -> Ranked:
    """The n sentences that the strategy wants most (None: all), as a round that began with this pool would have it.

    Of the sentences only the subwords are kept in memory. `seed`: of random order and of passes with dropout.
    """
    table = _scores(model, sentences, strategy, seed, progress)
    market = _market(table, sentences)
    column = list(table).index(strategy.task) if strategy.task else 0
    count = len(sentences) if n is None else min(n, len(sentences))
    rows = most_wanted(market, count, strategy, column, seed_for(seed, "select", 0))
    return Ranked(rows, list(table), market.confidence)


def ranking_rows(ranked: Ranked, sentences: Sequence[Sentence]) -> Iterator[list[object]]:
    """A header and a row a sentence: rank, sentence (its id), words, the confidence of each task, text."""
    yield ["rank", "sentence", "words", *ranked.tasks, "text"]
    for place, row in enumerate(ranked.rows.tolist(), 1):
        sentence = sentences[row]
        sure = [f"{value:.{DIGITS}f}" for value in ranked.confidence[row].tolist()]
        yield [place, sentence.id, len(sentence.tokens), *sure, " ".join(sentence.tokens)]


def _scores(
    model: TrainedModel, sentences: Sequence[Sentence], strategy: StrategyOptions, seed: int, progress: Progress
) -> Table:
    encoded, kind = encode_sentences(sentences, model.subwords), Kind(strategy.confidence)
    found: Table = {}
    for which, network in enumerate(model.networks):
        found |= score(
            network,
            encoded,
            kind=kind,
            temperatures=model.recipe.temperatures,
            seed=(seed, 0, which),
            progress=progress,
        )
    return found


def _market(table: Table, sentences: Sequence[Sentence]) -> Market:
    """All sentences for all tasks, at no more than the price of reading them: an order asks for no other."""
    ids, tasks = [sentence.id for sentence in sentences], list(table)
    words = np.fromiter((len(sentence.tokens) for sentence in sentences), dtype=np.int64, count=len(ids))

    def scores(column: str) -> PoolScores:
        return PoolScores(ids, words, tasks, np.stack([table[task][column] for task in tasks], axis=1).astype(float))

    everything = np.ones((len(ids), len(tasks)), dtype=bool)
    return open_market(scores("confidence"), scores("items"), [], everything, {task: TaskCosts() for task in tasks})
