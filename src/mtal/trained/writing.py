"""Predictions as text: CoNLL-U blocks and JSON lines."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from mtal.corpora.sentence import Sentence
from mtal.tasks import TASKS
from mtal.tasks.layers import all_layers, shape
from mtal.tasks.shapes import GRAPHS, Shape
from mtal.trained.model import Prediction

DIGITS = 6
"""Of confidences."""
COLUMNS = ("dp", "pos")
"""What has columns in CoNLL-U."""
KEYS = {"ner": "NER", "sf": "Slot"}
"""What is called otherwise in MISC than its task."""


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

    What other tasks say of words is in MISC, too.

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
    """`NER=B-PER`, `Slot=B-artist` and what else has no column, for each word."""
    beside = [layer for layer in dict.fromkeys((*KEYS, *all_layers())) if layer in labels and layer not in COLUMNS]
    named = [
        [f"{key}={value}" for value in values]
        for layer in beside
        for key, values in _of_words(layer, labels[layer]).items()
    ]
    return ["|".join(attributes) for attributes in zip(*named, strict=True)] or ["_"] * words


def _of_words(layer: str, label: Any) -> dict[str, list[Any]]:
    """What an entry says of each word, by key of MISC."""
    if shape(layer) is Shape.TREE:
        return {f"{layer}_head": label["heads"], f"{layer}_relation": label["deprels"]}
    return {KEYS.get(layer, layer): label} if shape(layer) in (Shape.BIO, Shape.TAGS) else {}


def _comments(labels: dict[str, Any]) -> Iterator[str]:
    """Choices, and entities and relations as spans of words, which CoNLL-U counts from 1."""
    for layer in all_layers():
        if shape(layer) is Shape.CHOICES:
            yield from (f"# {TASKS[layer].one} = {name}\n" for name in labels.get(layer, ()))
        elif shape(layer) in GRAPHS and layer in labels:
            yield from _graph("" if layer == "re" else f"{layer} ", labels[layer])


def _graph(whose: str, graph: dict[str, list[list[Any]]]) -> Iterator[str]:
    for start, end, kind in graph["entities"]:
        yield f"# {whose}entity = {start + 1}-{end + 1} {kind}\n"
    for start, end, other_start, other_end, kind in graph["relations"]:
        yield f"# {whose}relation = {start + 1}-{end + 1} {other_start + 1}-{other_end + 1} {kind}\n"


def plain(sentence: Sentence) -> Prediction:
    """A sentence's own labels, as the writers take them."""
    return Prediction(sentence.tokens, sentence.labels, {})


WRITERS: dict[str, Callable[[Sentence, Prediction], str]] = {"conllu": conllu, "jsonl": json_line}
