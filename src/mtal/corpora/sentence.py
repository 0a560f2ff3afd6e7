"""The one sentence schema: what every reader yields and every stage passes on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from mtal.collector import collector_paused
from mtal.errors import InputError
from mtal.files import parse_line, raw_lines, write_jsonl

ENTRIES = {"ner_span": "re"}
"""The label entry that a task reads, where it isn't the one of the task's own name."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, its words, and one label entry for each task that the corpus annotates.

    - `dp`: `{"heads": [int | None, …], "deprels": [str | None, …]}`; heads are 1-based, 0 = root
    - `ner`, `sf`: BIO tags, one a word, or None
    - `pos`: part-of-speech tags, one a word, or None
    - `re`: `{"entities": [[start, end, type], …], "relations": [[start1, end1, start2, end2, type], …]}`;
      words count from 0, ends are inclusive
    - `id`: `[intent, …]`, at least one

    A task without an entry isn't annotated here (which differs from "annotated, nothing found"). Where a task labels
    words, None is a word without gold: it teaches nothing and isn't judged. An entry has gold for at least one word; a
    tree's heads and relations may be missing apart, but not all heads.
    """

    id: str
    domain: str
    tokens: list[str]
    labels: dict[str, Any] = field(default_factory=dict)

    def label(self, task: str) -> Any | None:
        """The label entry that `task` reads; None where the sentence isn't annotated for it."""
        return self.labels.get(ENTRIES.get(task, task))

    def annotated(self, tasks: Iterable[str]) -> list[str]:
        """Those of `tasks` that the sentence has labels for."""
        return [task for task in tasks if self.label(task) is not None]


def is_partial(label: Any) -> bool:
    """Whether a label entry leaves some words without gold."""
    rows = label.values() if isinstance(label, dict) else [label]
    return any(None in row for row in rows)


def only_words(label: Any, words: Collection[int]) -> Any:
    """A label entry of words with None for all but some; words count from 0."""
    if isinstance(label, dict):
        return {name: only_words(row, words) for name, row in label.items()}
    return [value if place in words else None for place, value in enumerate(label)]


def with_shared_strings(sentences: Iterable[Sentence], known: dict[str, str]) -> Iterator[Sentence]:
    """Equal sentences, whose words and labels are those of `known` where it has them, and go there where it hasn't.

    A word that stands a thousand times then takes memory once: a quarter of the whole for a large corpus.
    """
    for sentence in sentences:
        yield replace(
            sentence,
            domain=known.setdefault(sentence.domain, sentence.domain),
            tokens=_shared(sentence.tokens, known),
            labels=_shared(sentence.labels, known),
        )


def _shared(value: Any, known: dict[str, str]) -> Any:
    if isinstance(value, str):
        return known.setdefault(value, value)
    if isinstance(value, list):
        return [_shared(each, known) for each in value]
    return {name: _shared(each, known) for name, each in value.items()} if isinstance(value, dict) else value


def write_sentences(path: str | Path, sentences: Iterable[Sentence]) -> None:
    """JSON Lines, one sentence a line."""
    write_jsonl(path, ({"id": s.id, "domain": s.domain, "tokens": s.tokens, "labels": s.labels} for s in sentences))


def read_sentences(path: str | Path) -> Iterator[Sentence]:
    """The sentences of a file that `write_sentences` wrote; `InputError` with the line where one is malformed."""
    for number, raw in raw_lines(Path(path)):
        yield parse_sentence(raw, path, number)


def load_sentences(path: str | Path) -> list[Sentence]:
    """`read_sentences`, all in memory."""
    with collector_paused():
        return list(read_sentences(path))


def parse_sentence(raw: bytes, path: str | Path, number: int) -> Sentence:
    """The sentence in a line of a file, which the message names where it is malformed."""
    try:
        return Sentence(**parse_line(raw, path, number))
    except TypeError as error:
        raise InputError(path, number, f"not a sentence record: {error}") from None
