"""Predictions as text: CoNLL-U blocks and JSON lines."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from mtal.corpora.sentence import Sentence
from mtal.trained.model import Prediction

DIGITS = 6
"""Of confidences."""


def json_line(sentence: Sentence, found: Prediction) -> str:
    """A sentence record as the corpus has them, with `confidence` by task beside its `labels`."""
    record = {
        "id": sentence.id,
        "domain": sentence.domain,
        "tokens": found.tokens,
        "labels": found.labels,
    }
    if found.confidence:
        record["confidence"] = {task: round(sure, DIGITS) for task, sure in found.confidence.items()}
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n"


def conllu(sentence: Sentence, found: Prediction) -> str:
    """One CoNLL-U block: tags in XPOS, trees in HEAD and DEPREL, entities and slots in MISC, all else in comments.

    What our reader of CoNLL-U reads (`dp`, `pos`, `ner`) comes back as it was.
    """
    labels, words = found.labels, len(found.tokens)
    nothing = ["_"] * words
    tree = labels.get("dp", {"heads": nothing, "deprels": nothing})
    columns = (found.tokens, labels.get("pos", nothing), tree["heads"], tree["deprels"], _misc(labels, words))
    rows = [
        f"{number}\t{word}\t_\t_\t{tag}\t_\t{head}\t{relation}\t_\t{misc}\n"
        for number, (word, tag, head, relation, misc) in enumerate(zip(*columns, strict=True), 1)
    ]
    head = f"# sent_id = {sentence.id}\n# text = {' '.join(found.tokens)}\n"
    return "".join([head, *_comments(labels), *rows, "\n"])


def _misc(labels: dict[str, Any], words: int) -> list[str]:
    """`NER=B-PER` and `Slot=B-artist`, for each word."""
    named = [
        [f"{key}={tag}" for tag in labels[task]] for key, task in (("NER", "ner"), ("Slot", "sf")) if task in labels
    ]
    return ["|".join(attributes) for attributes in zip(*named, strict=True)] or ["_"] * words


def _comments(labels: dict[str, Any]) -> Iterator[str]:
    """Intents, and entities and relations as spans of words, which CoNLL-U counts from 1."""
    for intent in labels.get("id", ()):
        yield f"# intent = {intent}\n"
    spans = labels.get("re", {"entities": [], "relations": []})
    for start, end, kind in spans["entities"]:
        yield f"# entity = {start + 1}-{end + 1} {kind}\n"
    for start, end, other_start, other_end, kind in spans["relations"]:
        yield f"# relation = {start + 1}-{end + 1} {other_start + 1}-{other_end + 1} {kind}\n"


def plain(sentence: Sentence) -> Prediction:
    """A sentence's own labels, as the writers take them."""
    return Prediction(sentence.tokens, sentence.labels, {})


WRITERS: dict[str, Callable[[Sentence, Prediction], str]] = {"conllu": conllu, "jsonl": json_line}
