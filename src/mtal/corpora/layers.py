"""Which labels the sentences of each split have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from mtal.corpora.sentence import Sentence, is_partial
from mtal.corpora.splits import SPLITS

ELSEWHERE = "no split"


@dataclass
class Layers:
    """Counts by split, filled while sentences pass."""

    sentences: Counter[str] = field(default_factory=Counter)
    labelled: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Sentences with the label entry, by split and name of the entry."""
    partial: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Those of `labelled` in which some words have no gold."""
    teaching: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Sentences that a task can learn from and be judged by, by split and task."""

    def counted(self, sentences: Iterable[Sentence], split: str | None, tasks: Collection[str]) -> Iterator[Sentence]:
        """`sentences` as they come, counted for `split` (None: in none)."""
        split = split or ELSEWHERE
        for sentence in sentences:
            self.sentences[split] += 1
            self.labelled.update((split, name) for name in sentence.labels)
            self.partial.update((split, name) for name, label in sentence.labels.items() if is_partial(label))
            self.teaching.update((split, task) for task in tasks if teaches(sentence, task))
            yield sentence

    def lines(self) -> list[str]:
        """A line a split, such as `train: 3 sentences, dp on 3, ner on 2 (1 in part)`; none where files have no split.

        A split that has no sentence is named where there is more than one that has.
        """
        splits = [split for split in SPLITS if self.sentences[split]]
        shown = list(SPLITS) if len(splits) > 1 else splits
        if shown and self.sentences[ELSEWHERE]:
            shown.append(ELSEWHERE)
        return [", ".join([f"{split}: {self.sentences[split]:,} sentences", *self._counts(split)]) for split in shown]

    def total(self) -> str:
        """The label entries of all splits together."""
        return ", ".join(self._counts(*self.sentences))

    def _counts(self, *splits: str) -> list[str]:
        found = []
        for name in sorted({name for split, name in self.labelled if split in splits}):
            whole, part = (sum(table[split, name] for split in splits) for table in (self.labelled, self.partial))
            found.append(f"{name} on {whole:,}" + (f" ({part:,} in part)" if part else ""))
        return found


def teaches(sentence: Sentence, task: str) -> bool:
    """Whether `task` can learn from the sentence and be judged by it: a parse needs a word with head and relation."""
    label = sentence.label(task)
    if task != "dp" or label is None:
        return label is not None
    return any(None not in arc for arc in zip(label["heads"], label["deprels"], strict=True))
