"""Which words of a scored pool are asked; its items are then those that are (docs/method.md, "Asked words")."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mtal.acquisition.asking import ask, items_asked
from mtal.acquisition.labelled import Annotation
from mtal.acquisition.scores import PoolScores, for_sale, still_open
from mtal.corpora.sentence import Sentence
from mtal.learning.parts import Scored
from mtal.learning.words import WordScores


def ask_in_part(
    scored: Scored, pool: Sequence[Sentence], labelled: Sequence[Annotation], share: float
) -> tuple[Scored, dict[str, np.ndarray]]:
    """`scored` with the items of asked words alone, and for each task that labels words which are asked, bool (k,).

    `share`: as in `decision.units`. Without scores of words nothing is asked in part.
    """
    words = scored.words
    if words is None:
        return scored, {}
    ids = [sentence.id for sentence in pool]
    values = np.stack([found["gold_items"] for found in scored.table.values()], axis=1)
    gold = PoolScores(ids, np.diff(words.bounds), list(scored.table), values)
    on_sale = for_sale(gold) & still_open(ids, labelled, gold.tasks)
    asked = ask(words.table, words.bounds, on_sale[:, [gold.tasks.index(task) for task in words.table]], share)
    counted = {task: scored.table[task] | _items(scored, words, task, chosen) for task, chosen in asked.items()}
    return scored._replace(table=scored.table | counted), asked


def _items(scored: Scored, words: WordScores, task: str, asked: np.ndarray) -> dict[str, np.ndarray]:
    """The columns of items, float32 (n,); those of sentences without gold stay NaN."""
    found = {name: items_asked(asked, words.table[task][name], words.bounds) for name in ("items", "gold_items")}
    gold = np.where(np.isnan(scored.table[task]["gold_items"]), np.nan, found["gold_items"])
    return {"items": found["items"].astype(np.float32), "gold_items": gold.astype(np.float32)}
