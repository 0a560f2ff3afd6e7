"""A trained model that is ready for new text: what `mtal.load` gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from os import PathLike
from pathlib import Path
from typing import Any, NamedTuple

import torch

from mtal.corpora import bio
from mtal.corpora.report import ReadingReport
from mtal.corpora.sentence import ENTRIES, Sentence
from mtal.corpora.words import visible
from mtal.errors import UserError
from mtal.learning.confidence import entropy_confidence
from mtal.models.batches import Batch
from mtal.models.encoded import STRETCH, encode_sentences
from mtal.models.multitask import MultiTaskModel
from mtal.models.storage import ModelRecipe
from mtal.models.subwords import Subwords
from mtal.progress import SILENT, Bar, Progress
from mtal.tasks import TASKS
from mtal.tasks.shapes import Shape
from mtal.trained.folder import group_models, usable_recipe


@dataclass(frozen=True, slots=True)
class Prediction:
    """What a model finds in one sentence."""

    tokens: list[str]
    labels: dict[str, Any]
    """Label entries as `mtal.corpora.sentence.Sentence` has them: `dp`, `ner`, `pos`, `sf`, `id`, `re`; strict BIO."""
    confidence: dict[str, float]
    """How sure the model is of each task, in [0, 1] (docs/method.md, "Entropy confidence")."""


class Found(NamedTuple):
    """What a model finds in a batch for one task."""

    labels: list[Any]
    """One a sentence, in the form of the sentence schema."""
    confidence: list[float]


@dataclass(frozen=True, slots=True)
class TrainedModel:
    """A trained model: the networks of all tasks, in memory."""

    recipe: ModelRecipe
    networks: list[MultiTaskModel]
    """One a group of tasks that share an encoder."""
    subwords: Subwords

    @property
    def tasks(self) -> list[str]:
        """The tasks that it predicts; one that training had no labels for isn't among them."""
        return [task for task in self.recipe.tasks if task not in self.recipe.unlearned]

    @property
    def labels(self) -> dict[str, list[str]]:
        """The label set of each of `tasks`."""
        return {task: self.recipe.labels[task] for task in self.tasks}

    def predict(self, sentences: Iterable[Sequence[str]]) -> list[Prediction]:
        """What it finds in each sentence, a list of words.

        A word without anything to see is predicted as `_`. Raises `UserError` for a sentence that has no words, and
        for one that is text.
        """
        report = ReadingReport()
        words = (_words(number, sentence, report) for number, sentence in enumerate(sentences))
        return [found for _, found in self.stream(Sentence("", "", each) for each in words)]

    def stream(
        self, sentences: Iterable[Sentence], progress: Progress = SILENT
    ) -> Iterator[tuple[Sentence, Prediction]]:
        """Each sentence and what is found in it, in their order; some thousand are in memory at a time."""
        rest = iter(sentences)
        with progress.bar("predict", total=None) as bar:
            while stretch := list(islice(rest, STRETCH)):
                yield from zip(stretch, self._stretch(stretch, bar), strict=True)

    @torch.inference_mode()
    def _stretch(self, sentences: list[Sentence], bar: Bar) -> list[Prediction]:
        encoded = encode_sentences(sentences, self.subwords)
        made = [Prediction(sentence.tokens, {}, {}) for sentence in sentences]
        for network in self.networks:
            for rows, batch in network.in_batches(encoded):
                for task, found in find(network, batch, self.recipe.temperatures).items():
                    if task not in self.recipe.unlearned:
                        _put(task, found, [made[row] for row in rows.tolist()])
                bar.advance(len(rows) if network is self.networks[-1] else 0)
        return made


def open_model(folder: str | PathLike[str]) -> TrainedModel:
    """The model in a round's folder or an exported one; `UserError` where it can't be loaded."""
    recipe = usable_recipe(Path(folder))
    return TrainedModel(recipe, group_models(Path(folder), recipe), recipe.subwords())


def find(network: MultiTaskModel, batch: Batch, temperatures: Mapping[str, float]) -> dict[str, Found]:
    """Labels, by full search, and confidences of each task, from one plain pass.

    The pass is that of scoring a pool: on CUDA in float32, where evaluation on the test split has bfloat16.
    """
    scores, found = network(batch), {}
    for name, task in network.decoders():
        sure = entropy_confidence(task.units(scores[name]), temperatures.get(name, 1.0))
        labels = task.decode(scores[name], batch.lengths)
        strict = network.definitions[name].shape is Shape.BIO
        found[name] = Found([strict_bio(tags) for tags in labels] if strict else labels, sure.tolist())
    return found


def strict_bio(tags: Sequence[str]) -> list[str]:
    """The same spans in strict BIO, which tools ask for: a tagger has no transition model, and may begin with an I.

    >>> strict_bio(["I-ORG", "I-ORG", "O", "B-GPE", "I-ORG"])
    ['B-ORG', 'I-ORG', 'O', 'B-GPE', 'B-ORG']
    """
    return bio.tags(bio.spans(tags), len(tags))


def _put(task: str, found: Found, made: Sequence[Prediction]) -> None:
    """Add what is found for a task. Entity spans stand in the entry of relations, whose own find holds them again."""
    for prediction, label, sure in zip(made, *found, strict=True):
        entry = {"entities": label, "relations": []} if TASKS[task].shape is Shape.SPANS else label
        prediction.labels[ENTRIES.get(task, task)] = entry
        prediction.confidence[task] = sure


def _words(number: int, sentence: Sequence[str], report: ReadingReport) -> list[str]:
    if isinstance(sentence, str):
        raise UserError(f"sentence {number} is text; give the list of its words, such as {sentence.split()!r:.60}")
    if not sentence:
        raise UserError(f"sentence {number} has no words")
    return visible(list(sentence), report)
