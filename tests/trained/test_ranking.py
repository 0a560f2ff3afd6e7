"""The order of sentences: that of the strategies on the scores of the pool."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from mtal.acquisition.decision import StrategyOptions
from mtal.corpora.sentence import Sentence
from mtal.learning.scoring import Kind, score_pool
from mtal.seeds import seed_for
from mtal.selection import STRATEGIES, select
from mtal.selection.strata import select_in_strata, strata
from mtal.trained.model import open_model
from mtal.trained.ranking import rank, ranking_rows, strategies_for
from support.trained import stored_model

TASKS = ["dp", "ner"]


def options(name: str, **more: object) -> StrategyOptions:
    return StrategyOptions(name=name, confidence=STRATEGIES[name].confidence, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", STRATEGIES)
def test_the_order_is_that_of_the_stages(name: str, bert: Path, sentences: list[Sentence], tmp_path: Path) -> None:
    kind = "st" if STRATEGIES[name].model == "single" else "cmt"
    folder = stored_model(tmp_path / "model", bert, sentences, kind, TASKS, dropout=0.3)
    seed = seed_for(7, "select", 0)
    pool = score_pool(folder, sentences, Kind(STRATEGIES[name].confidence), (7, 0)).table
    confidence = np.stack([pool[task]["confidence"] for task in TASKS], axis=1)
    task = 1 if STRATEGIES[name].takes_task else None
    wanted = options(name, task="ner") if task else options(name)
    found = rank(open_model(folder), sentences, wanted, seed=7)
    assert found.rows.tolist() == select(name, confidence, len(sentences), task=task, seed=seed).tolist()
    assert sorted(found.rows) == list(range(len(sentences)))
    assert (found.confidence == confidence).all() and found.tasks == TASKS
    first = rank(open_model(folder), sentences, wanted, n=3, seed=7)
    assert name in ("mt_par", "mt_ind") or first.rows.tolist() == found.rows[:3].tolist()


def test_in_strata(bert: Path, sentences: list[Sentence], tmp_path: Path) -> None:
    model = open_model(stored_model(tmp_path / "model", bert, sentences, tasks=TASKS))
    found = rank(model, sentences, options("mt_avg", strata=2), n=5)

    def pick(rows: np.ndarray, n: int, number: int) -> np.ndarray:
        return select("mt_avg", found.confidence[rows], n)

    stratum = strata([len(sentence.tokens) for sentence in sentences], 2)
    assert found.rows.tolist() == select_in_strata(pick, stratum, 5).tolist()
    assert found.rows.tolist() != rank(model, sentences, options("mt_avg"), n=5).rows.tolist()


def test_rows_for_people(bert: Path, sentences: list[Sentence], tmp_path: Path) -> None:
    model = open_model(stored_model(tmp_path / "model", bert, sentences, tasks=TASKS))
    found = rank(model, sentences, options("mt_avg"), n=100)
    header, *rows = ranking_rows(found, sentences)
    assert header == ["rank", "sentence", "words", "dp", "ner", "text"] and len(rows) == len(sentences)
    means = [float(str(row[3])) + float(str(row[4])) for row in rows]
    assert means == sorted(means) and [row[0] for row in rows] == list(range(1, 9))
    by_id = {sentence.id: sentence for sentence in sentences}
    assert all(
        row[5] == " ".join(by_id[str(row[1])].tokens) and row[2] == len(by_id[str(row[1])].tokens) for row in rows
    )


def test_each_model_has_strategies_of_its_kind() -> None:
    assert strategies_for("st") == ["st_r", "st_ec", "st_da"]
    assert set(strategies_for("smt")) == set(strategies_for("cmt")) == set(STRATEGIES) - set(strategies_for("st"))
