"""The answers to a batch, from gold labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from mtal.corpora.sentence import Sentence, is_partial
from mtal.errors import UserError
from mtal.exchange import Batch, Item
from mtal.exchange.playing import accepted
from mtal.rehearsal.noise import noisy

Gold = dict[tuple[str, ...], dict[str, Any]]
"""Label entries by the words of a sentence."""


def gold_labels(sentences: Iterable[Sentence]) -> Gold:
    """What sentences are labelled with; of those with the same words the first counts.

    Label entries that leave words out are no answer that an annotator could give, and don't count.
    """
    found: Gold = {}
    for sentence in sentences:
        whole = {layer: label for layer, label in sentence.labels.items() if not is_partial(label)}
        if whole:
            found.setdefault(tuple(sentence.tokens), whole)
    return found


def answer(batch: Batch, gold: Gold, tool: str, folder: Path, share: float, seed: int) -> list[Path]:
    """The files below `folder` that the tool would export, had people labelled the batch as gold has it.

    `share`: of mistakes. Sentences that gold hasn't got, with all that is asked, stay unanswered; `UserError` where
    that is all of them. The batch has a sentence at least.
    """
    random = np.random.default_rng([seed, 17])
    items = [_answered(item, gold, batch.labels, share, random) for item in batch.items]
    known = [item for item in items if item]
    if not known:
        item = batch.items[0]
        raise UserError(
            f"gold has labels of {', '.join(item.asked())} for none of {len(items)} sentences, such as "
            f"{' '.join(item.sentence.tokens)[:60]!r}: it must have the same words as the project's text"
        )
    return accepted(replace(batch, items=known), tool, folder)


def _answered(
    item: Item, gold: Gold, labels: Mapping[str, list[str]], share: float, random: np.random.Generator
) -> Item | None:
    found = gold.get(tuple(item.sentence.tokens), {})
    if not all(layer in found for layer in item.asked()):
        return None
    true = {layer: found[layer] for layer in item.asked()}
    said = {layer: noisy(layer, label, labels, share, random) if share else label for layer, label in true.items()}
    return replace(item, filled_in=item.filled_in | said)
