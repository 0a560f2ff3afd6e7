from __future__ import annotations

import hashlib
from typing import Any

import pytest

from mtal.analysis.provenance import foreign

PATH, TEXT = "metrics/rounds.json", "[]\n"
PARAMS = {
    "seed": 1,
    "corpus": {"name": "demo", "domain": None},
    "task_order": ["dp", "ner"],
    "analysis": {"n": 3},
}


def lock(text: str = TEXT, **changes: Any) -> dict[str, Any]:
    """A lock file whose stage `report` ran with `PARAMS`, but for `changes`, and wrote `text`."""
    recorded = {name: value for name, value in PARAMS.items() if name != "analysis"} | changes
    outs = [{"path": PATH, "md5": hashlib.md5(text.encode()).hexdigest()}]
    return {"stages": {"report": {"params": {"params.yaml": recorded}, "outs": outs}}}


def test_metrics_of_these_parameters() -> None:
    assert foreign(PATH, TEXT, PARAMS, lock()) is None
    assert foreign(PATH, TEXT, PARAMS | {"analysis": {"n": 4}, "inputs": {}}, lock()) is None


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (lock(seed=2), "is of other parameters: seed=2 (params.yaml: 1)"),
        (lock(corpus={"name": "own", "domain": "nw"}), "corpus.name=own (params.yaml: demo), corpus.domain=nw"),
        (lock(corpus={"name": "demo", "domain": None, "old": 1}), "corpus.old=1 (params.yaml: null)"),
        (lock(task_order=["ner", "dp"]), "task_order="),
        (lock(text="[1]\n"), "metrics/rounds.json isn't the file that dvc.lock knows"),
        ({}, "dvc.lock doesn't say of which parameters metrics/rounds.json is"),
        ({"stages": {"report": {"params": {"params.yaml": {"seed": 1}}}}}, "dvc.lock doesn't say"),
    ],
)
def test_metrics_of_other_parameters(record: dict[str, Any], reason: str) -> None:
    found = foreign(PATH, TEXT, PARAMS, record)
    assert found is not None and reason in found and "\n" not in found
