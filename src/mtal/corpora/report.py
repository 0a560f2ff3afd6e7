"""What a reader met: counts for the user, and the faults where all of them are wanted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mtal.corpora import bio
from mtal.corpora.characters import hidden
from mtal.corpora.sentence import Sentence
from mtal.errors import InputError


@dataclass
class ReadingReport:
    """Counts of one corpus, filled while it is read.

    With `keep_going`, faults are collected in `problems` and reading goes on with the next sentence or file;
    without it the first fault is raised. Ids must be distinct among all sentences of one report.
    """

    keep_going: bool = False
    eventive_nouns: frozenset[str] | None = None
    """Nouns of light verbs that the conversion of trees uses instead of its built-in list."""
    counts: Counter[str] = field(default_factory=Counter)
    """`documents` (where the format has them), `sentences`, `tokens`, `entities`, `relations`."""
    labelled: Counter[str] = field(default_factory=Counter)
    """Sentences that carry each task's label."""
    notes: Counter[str] = field(default_factory=Counter)
    """What was left out or changed, by reason."""
    problems: list[InputError] = field(default_factory=list)
    _places: dict[str, tuple[Path, int]] = field(default_factory=dict, repr=False)
    """Where each sentence id was first seen."""
    _sound: set[Any] = field(default_factory=set, repr=False)
    """Labels that were looked at (and the numbers beside them)."""

    def accept(self, sentence: Sentence, path: Path, line: int) -> Sentence:
        """Count `sentence`, which begins at `line` of `path`, and give it back.

        Raises `InputError` where its id was seen before, and for characters in its id, domain and labels that can't be
        seen (a line end would tear the files that name it, the others make a class of their own).
        """
        self._check_names(sentence, path, line)
        if first := self._places.get(sentence.id):
            reason = f"sentence id {shown(sentence.id)} is used twice; first in {first[0]}:{first[1]}"
            raise InputError(path, line, reason)
        self._places[sentence.id] = (path, line)
        self.labelled.update(sentence.labels.keys())
        self.counts["sentences"] += 1
        self.counts["tokens"] += len(sentence.tokens)
        for task in ("ner", "sf"):
            self.counts["entities"] += len(bio.spans(sentence.labels.get(task, ())))
        self.counts["entities"] += len(sentence.labels.get("re", {}).get("entities", ()))
        self.counts["relations"] += len(sentence.labels.get("re", {}).get("relations", ()))
        return sentence

    def _check_names(self, sentence: Sentence, path: Path, line: int) -> None:
        """Refuse hidden characters in the id, the domain and labels, and white space around a label."""
        new = label_names(sentence.labels) - self._sound
        labels = sorted(name for name in new if isinstance(name, str))
        for what, name in [("sentence id", sentence.id), ("domain", sentence.domain), *(("label", x) for x in labels)]:
            if found := hidden(name):
                raise InputError(path, line, f"{what} {shown(name)} holds {found}")
        for label in labels:
            if not label:
                raise InputError(path, line, "an empty label")
            if label != label.strip():
                raise InputError(path, line, f"label {shown(label)} begins or ends in white space")
        self._sound |= new

    def note(self, reason: str, times: int = 1) -> None:
        """Count something that was left out or changed."""
        if times:
            self.notes[reason] += times

    @contextmanager
    def faults(self) -> Iterator[None]:
        """Around the reading of one sentence or file: lets a fault through, or keeps it and goes on after the block."""
        try:
            yield
        except InputError as error:
            self.refuse(error)

    def refuse(self, error: InputError) -> None:
        """Raise a fault, or keep it."""
        if not self.keep_going:
            raise error
        self.problems.append(error)

    def as_dict(self) -> dict[str, Any]:
        """Counts and notes as plain JSON values, zero counts left out."""
        return {
            **{name: number for name, number in sorted(self.counts.items()) if number},
            "labelled": dict(sorted(self.labelled.items())),
            "notes": dict(sorted(self.notes.items())),
        }


def label_names(labels: Any) -> set[Any]:
    """All strings in label entries (and the numbers beside them)."""
    if isinstance(labels, dict):
        return set().union(*map(label_names, labels.values()))
    if not isinstance(labels, list):
        return {labels}
    try:
        return set(labels)  # most are flat
    except TypeError:
        return set().union(*map(label_names, labels))


def shown(text: object, width: int = 40) -> str:
    """`text` quoted for a one-line message, shortened."""
    quoted = repr(text)
    return quoted if len(quoted) <= width else quoted[: width - 4] + "..." + quoted[-1]
