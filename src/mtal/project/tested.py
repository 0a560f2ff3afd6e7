"""The model on the sentences that are held out for testing, and its predictions on the stop set."""

from __future__ import annotations

from mtal.analysis.intervals import intervals, tallies
from mtal.corpora.sentence_file import SentenceFile
from mtal.learning.testing import evaluate
from mtal.project.held_out import read_held_out
from mtal.project.history import Tested
from mtal.project.labelled import Labelled
from mtal.project.options import ProjectOptions
from mtal.project.places import MODEL, SENTENCES
from mtal.project.stop_set import keep, stop_set
from mtal.trained.model import open_model


def tested(options: ProjectOptions, labelled: Labelled) -> dict[str, Tested]:
    """What the model is worth, by task: those of which two test sentences or more are labelled."""
    found = {}
    for name, each in evaluate(MODEL, labelled.test).items():
        sums = tallies(each.task, labelled.test, each.predicted)
        if known := intervals(sums, seed=options.seed):
            found[name] = Tested(each.task.main_metric, known[each.task.main_metric])
    return found


def keep_predictions(options: ProjectOptions, number: int) -> None:
    """Note what the model of this round finds in the stop set."""
    chosen = stop_set(SentenceFile(SENTENCES), read_held_out(), options.seed)
    found = open_model(MODEL).predict(sentence.tokens for sentence in chosen)
    keep(number, {sentence.id: each.labels for sentence, each in zip(chosen, found, strict=True)})
