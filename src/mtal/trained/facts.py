"""What the project around a round's model knows about it: its scores, and what it has seen."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mtal.errors import UserError
from mtal.files import read_json
from mtal.models.storage import ModelRecipe
from mtal.params import read_params

SECTIONS = ("seed", "corpus.name", "corpus.licence", "encoder.name", "model.name", "task_order", "strategy.name")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known about a model of a project."""

    corpus: str
    licence: str
    strategy: str
    seed: int
    round: int
    labelled: int
    """Sentences that it was trained on."""
    scores: dict[str, dict[str, float]]
    """By task and metric, in [0, 1], on the test split; a task without labels there has none."""
    main: dict[str, str]
    """The metric of each of these tasks that counts."""
    test_sentences: int | None


def project_facts(folder: Path, recipe: ModelRecipe) -> Facts | None:
    """What the project says of the model in `folder`; None where there is no project, or its files are of another."""
    *_, data, rounds, number, _ = ("", "", "", "", *folder.absolute().parts)
    if (data, rounds) != ("data", "rounds") or not number.isdecimal():
        return None
    root = folder.absolute().parents[3]
    try:
        seed, corpus, licence, encoder, model, tasks, strategy = read_params(*SECTIONS, path=root / "params.yaml")
        found = _scored(root, int(number))
    except (UserError, LookupError):
        return None
    if (encoder, model, tasks) != (recipe.encoder.name, recipe.model.name, list(recipe.tasks)):
        return None
    return Facts(
        corpus,
        licence,
        strategy,
        seed,
        int(number),
        found["labelled"],
        found["scores"],
        found["main"],
        _test_sentences(root),
    )


def _scored(root: Path, number: int) -> Any:
    """What stage `evaluate` wrote, or, where that isn't here, what git keeps of it."""
    own = root / f"data/scores/{number}.json"
    return read_json(own) if own.is_file() else read_json(root / "metrics/rounds.json")[number]


def _test_sentences(root: Path) -> int | None:
    path = root / "metrics/corpus.json"
    return read_json(path)["test"]["sentences"] if path.is_file() else None
