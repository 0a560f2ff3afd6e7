"""Overlap of selections, averaged over seeds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from mtal.pictures.overlap import OVERLAP, overlaps
from mtal.tables.results import Results
from support.study import Held, params, study


def with_tables(results: Results, *texts: str) -> Results:
    held = [Held(f"r{i}", ((OVERLAP, text),)) for i, text in enumerate(texts)]
    return replace(results, results=[replace(a, finished=b) for a, b in zip(results.results, held, strict=True)])


def text(shared: float) -> str:
    return f"strategy,mt_min,mt_max\nmt_min,1,{shared}\nmt_max,{shared},1\n"


def test_the_mean_over_seeds(tmp_path: Path) -> None:
    results = study([(params(seed=seed), (0.5, 0.5)) for seed in (1, 2)])
    (drawing,) = overlaps(with_tables(results, text(0.2), text(0.4)))
    assert drawing.table.loc["mt_min", "mt_max"] == 0.30000000000000004
    assert drawing.title == "toy, mean of seeds 1, 2"
    drawing.write(tmp_path / "a.svg")
    assert "0.30" in (tmp_path / "a.svg").read_text()


def test_a_seed_counts_once_and_other_strategies_are_left_out() -> None:
    results = study([(params(), (0.5, 0.5)), (params("mt_max"), (0.5, 0.5)), (params(seed=2), (0.5, 0.5))])
    (drawing,) = overlaps(with_tables(results, text(0.2), text(0.8), "strategy,mt_min\nmt_min,1\n"))
    assert drawing.table.loc["mt_min", "mt_max"] == 0.2 and drawing.title == "toy, seed 1"


def test_an_empty_pool_and_single_task_models_have_none() -> None:
    results = study([(params(), (0.5, 0.5)), (params("st_ec", task="dp"), (0.5, 0.5))])
    assert overlaps(with_tables(results, "strategy,mt_min,mt_max\nmt_min,,\nmt_max,,\n", text(0.2))) == []
