"""All text that people have, as one pool of sentences, and what there is to say of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Set
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from mtal.corpora.report import ReadingReport
from mtal.corpora.sentence import ENTRIES, Sentence, with_shared_strings
from mtal.corpora.sources import folder_name
from mtal.errors import UserError
from mtal.texts.duplicates import Distinct
from mtal.texts.found import Found
from mtal.texts.identity import Identities, id_of
from mtal.texts.options import TextOptions
from mtal.texts.paragraphs import Splitter
from mtal.texts.sources import files_of, read_file

SHORT, LONG = "too short", "too long"
NAMED = 8
"""Files that are named for people, at most."""


@dataclass
class Counts:
    """What was read, what is left of it, and why the rest isn't."""

    files: Counter[str] = field(default_factory=Counter)
    """Sentences read, by file."""
    sentences: int = 0
    words: int = 0
    labelled: Counter[str] = field(default_factory=Counter)
    """Sentences of the pool that have labels, by task."""
    left_out: Counter[str] = field(default_factory=Counter)
    """Sentences that aren't in the pool, by reason."""
    other_labels: Counter[str] = field(default_factory=Counter)
    """Label entries of tasks that weren't asked for, by name; they are dropped."""
    notes: Counter[str] = field(default_factory=Counter)
    """What readers left out or changed, by reason."""

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {
            "sentences": self.sentences,
            "words": self.words,
            "files": dict(self.files),
            "labelled": dict(self.labelled),
            **{name: dict(sorted(getattr(self, name).items())) for name in ("left_out", "other_labels", "notes")},
        }

    def describe(self) -> list[str]:
        """A line each for people, of what there is to tell."""
        labelled = [f"{task} on {number:,}" for task, number in self.labelled.items() if number]
        lines = [
            f"{self.sentences:,} sentences, {self.words:,} words, "
            + (f"labelled: {', '.join(labelled)}" if labelled else "none labelled")
        ]
        if len(self.files) > 1:
            lines.append(f"read: {', '.join(self._files())}")
        for said, counts in (("left out", self.left_out), ("labels of tasks not asked for", self.other_labels)):
            if there := [f"{number:,} {name}" for name, number in sorted(counts.items()) if number]:
                lines.append(f"{said}: {', '.join(there)}")
        return lines + [f"{reason}: {number:,}" for reason, number in sorted(self.notes.items())]

    def _files(self) -> Iterator[str]:
        """Files with their sentences; many are named in part."""
        shown = list(self.files.items())[: NAMED if len(self.files) > NAMED + 1 else None]
        yield from (f"{number:,} in {name}" for name, number in shown)
        if more := len(self.files) - len(shown):
            yield f"{self.files.total() - sum(number for _, number in shown):,} in {more:,} more files"


@dataclass(frozen=True)
class Pool:
    """Sentences, each text once, in the order of files and of what stands in them; their ids differ."""

    sentences: list[Sentence]
    counts: Counts


def read_pool(
    paths: Iterable[str | Path], tasks: Collection[str], options: TextOptions, *, held: Set[str] = frozenset()
) -> Pool:
    """The sentences of files and folders, with the labels that are there for `tasks`.

    A sentence keeps the id that its file gives it, or is called by its words: an id doesn't depend on what stands
    around. `held`: ids of sentences that were drawn or answered before; they stay where others say the same, so that
    text which comes later takes nothing away.

    Raises `InputError` with file and line for a fault and for an id that stands for two sentences, `UserError` where
    no sentence is left or the language can't be divided.
    """
    counts, distinct = Counts(), Distinct(held)
    for sentence in with_shared_strings(_fitting(_read(paths, options, counts), tasks, options, counts), {}):
        distinct.add(sentence)
    if not distinct.sentences:
        raise UserError(
            f"no sentence is left: none of {counts.files.total():,} has from {options.shortest} to {options.longest} "
            "words (text.shortest, text.longest)"
        )
    counts.left_out += distinct.left_out
    counts.sentences = len(distinct.sentences)
    counts.words = sum(len(sentence.tokens) for sentence in distinct.sentences)
    for task in tasks:
        counts.labelled[task] = sum(sentence.label(task) is not None for sentence in distinct.sentences)
    return Pool(distinct.sentences, counts)


def _read(paths: Iterable[str | Path], options: TextOptions, counts: Counts) -> Iterator[Sentence]:
    """All sentences, named."""
    splitter, identities = Splitter(options), Identities()
    for path, format in files_of(paths, options.format):
        report = ReadingReport()
        for found in read_file(path, format, splitter.sentences, report):
            sentence = _named(found, path)
            identities.check(sentence.id, sentence.tokens, path, found.line)
            counts.files[path.as_posix()] += 1
            yield sentence
        counts.notes += report.notes


def _named(found: Found, path: Path) -> Sentence:
    return Sentence(found.id or id_of(found.words), found.domain or folder_name(path), found.words, found.labels)


def _fitting(
    sentences: Iterable[Sentence], tasks: Collection[str], options: TextOptions, counts: Counts
) -> Iterator[Sentence]:
    """The sentences of fitting length, without labels that nobody asked for."""
    asked = {ENTRIES.get(task, task) for task in tasks}
    for sentence in sentences:
        counts.other_labels.update(sentence.labels.keys() - asked)
        if len(sentence.tokens) < options.shortest:
            counts.left_out[SHORT] += 1
        elif len(sentence.tokens) > options.longest:
            counts.left_out[LONG] += 1
        else:
            yield replace(sentence, labels={name: label for name, label in sentence.labels.items() if name in asked})
