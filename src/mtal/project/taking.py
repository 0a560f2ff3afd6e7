"""Labels that come back into a project: `annotations.jsonl` with them, and what changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from mtal.corpora.sentence import Sentence
from mtal.errors import InputError
from mtal.exchange import Answer, Batch, Fault, Item, read_batch, take_in
from mtal.exchange.folder import RECORD
from mtal.project.asked import Asked
from mtal.project.batches import read_asked
from mtal.project.places import BATCH, PLAN


@dataclass(slots=True)
class Taken:
    """What came of taking files in."""

    asked: list[Asked]
    """All that was ever asked, with the answers."""
    latest: list[Asked]
    """Those of `asked` that the batch holds that was handed out last."""
    corrected: list[str] = field(default_factory=list)
    """Sentences of which an annotator had said something else before."""
    faults: list[Fault] = field(default_factory=list)
    new_labels: dict[str, list[str]] = field(default_factory=dict)
    """Labels that weren't in the label sets, by task."""

    def counts(self) -> dict[str, int]:
        """How many sentences of the latest batch are answered, by task."""
        return dict(Counter(task for each in self.latest for task in each.answered()))

    def waiting(self) -> list[str]:
        """The sentences of the latest batch that aren't answered for all that was asked."""
        return [each.id for each in self.latest if len(each.answered()) < len(each.tasks)]


def handed_out(tool: str) -> tuple[Batch, list[Asked]]:
    """The batch in `batch/`, and the same as `annotations.jsonl` has it; `UserError` where there is none."""
    path = BATCH / RECORD.format(tool)
    if not path.is_file():
        raise InputError(BATCH, None, f"no batch for {tool} there; dvc repro makes one, dvc checkout brings one back")
    batch = read_batch(path)
    return batch, read_asked(PLAN, batch)


def take(
    asked: Sequence[Asked],
    batch: Batch,
    latest: Sequence[Asked],
    tool: str,
    files: Iterable[Path],
    *,
    annotator: str | None = None,
    growing: Collection[str] = (),
) -> Taken:
    """What was asked before, with the answers in the files.

    An export may hold answers to earlier batches: they count as well, and where an annotator had said something else,
    what comes later is right. `latest`: the batch in `batch/`; it joins what was asked with its first answer.
    `asked` and `latest` stay as they are.
    """
    known = {(each.batch, each.id): _copied(each) for each in [*latest, *asked]}
    found = take_in(_everything(batch, known.values()), tool, files, annotator=annotator, growing=growing)
    places: dict[str, list[Asked]] = {}
    for each in sorted(known.values(), key=lambda each: -each.batch):
        places.setdefault(each.id, []).append(each)
    corrected = [answer.id for answer in found.answers if any([_put(answer, each) for each in places[answer.id]])]
    now = [known.pop((each.batch, each.id)) for each in latest]
    begun = any(each.answers for each in now)
    order = sorted(known.values(), key=lambda each: each.batch) + (now if begun else [])
    return Taken(order, now, list(dict.fromkeys(corrected)), found.faults, found.new_labels)


def _copied(asked: Asked) -> Asked:
    answers = {name: {**answer, "labels": dict(answer["labels"])} for name, answer in asked.answers.items()}
    return replace(asked, answers=answers)


def _everything(batch: Batch, asked: Iterable[Asked]) -> Batch:
    """The batch, and after it every other sentence that was ever asked, each once, for all it was asked for.

    Of a sentence of the batch nothing but what is asked now is taken: the rest was only shown.
    """
    now = {item.sentence.id for item in batch.items}
    tasks: dict[str, dict[str, None]] = {}
    sentences: dict[str, Sentence] = {}
    for each in asked:
        if each.id not in now:
            tasks.setdefault(each.id, {}).update(dict.fromkeys(each.tasks))
            sentences[each.id] = Sentence(each.id, each.domain, each.tokens)
    earlier = [Item(sentence, tuple(tasks[name])) for name, sentence in sentences.items()]
    return Batch(batch.name, [*batch.items, *earlier], batch.labels)


def _put(answer: Answer, asked: Asked) -> bool:
    """Note what an annotator answers of what was asked here; whether that differs from what they said before."""
    labels = {layer: answer.labels.pop(layer) for layer in asked.layers() if layer in answer.labels}
    if not labels:
        return False
    before = asked.answers.get(answer.annotator, {"labels": {}, "seconds": None})
    changed = any(before["labels"].get(layer, label) != label for layer, label in labels.items())
    seconds = before["seconds"] if answer.seconds is None else answer.seconds
    asked.answers[answer.annotator] = {"labels": before["labels"] | labels, "seconds": seconds}
    answer.seconds = None  # which counts once, where an answer goes to several batches
    return changed
