"""Where things are in a project's folder, and what is read there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mtal.corpora.sentence import load_sentences
from mtal.project.asked import Asked
from mtal.project.held_out import read_held_out
from mtal.project.labelled import Labelled, labelled

TEXT = Path("text")
SENTENCES = Path("data/sentences.jsonl")
"""All sentences of the text, without labels."""
GIVEN = Path("data/given/sentences.jsonl")
"""Those that had labels, with them."""
MODEL = Path("model")
BATCH = Path("batch")
PLAN = Path("data/plan.csv")
"""What annotators needn't know of the batch."""
SCORES, HISTORY, ADVICE = (Path("metrics") / name for name in ("scores.json", "history.csv", "advice.json"))


def text_files() -> list[Path]:
    """The files below `text/`, in the order of their names; not those whose names begin with a dot."""
    return sorted(path for path in TEXT.rglob("*") if path.is_file() and not path.name.startswith("."))


def has_model() -> bool:
    """Whether there is a trained model: not before labels to learn from and for development are there."""
    return (MODEL / "model.json").is_file()


def read_labelled(asked: Sequence[Asked], tasks: Sequence[str]) -> Labelled:
    """All that is labelled so far, with the answers to what was `asked`."""
    return labelled(asked, load_sentences(GIVEN), read_held_out(), tasks)
