"""`python -m mtal compare`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mtal.__main__ import main


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the metrics of one experiment of two rounds."""
    metrics = tmp_path / "metrics"
    metrics.mkdir()
    (metrics / "learning_curve.csv").write_text("round,labelled,spent,mean,dp.las\n0,10,0,0.2,0.2\n1,20,5,0.4,0.4\n")
    (metrics / "calibration.csv").write_text(
        "round,name,n,left_out,oe,r2,mean_gap,max_gap\n0,dp,9,0,0.1,0.2,0.3,0.4\n1,dp,8,0,0.05,0.2,0.3,0.4\n"
    )
    (metrics / "rounds.json").write_text(json.dumps([{"main": {"dp": "las"}}] * 2))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_main_metrics_by_default_and_a_figure(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "mine=workspace,workspace", "--figure", "curves.svg"]) == 0
    assert "| mine dp.las | 20.0 ± 0.0 | 40.0 ± 0.0 |" in capsys.readouterr().out
    assert (workspace / "curves.svg").read_text().startswith("<?xml")


def test_measures_of_calibration(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "workspace", "--show", "oe.dp", "labelled"]) == 0
    assert capsys.readouterr().out.splitlines()[2:] == [
        "| workspace oe.dp | 0.1000 | 0.0500 |",
        "| workspace labelled | 10 | 20 |",
    ]


def test_a_sweep(workspace: Path) -> None:
    runs = ["0=workspace", "1=workspace", "other=workspace"]
    assert main(["compare", *runs, "--sweep", "weight of dp", "--figure", "sweep.svg"]) == 0
    assert (workspace / "sweep.svg").read_text().startswith("<?xml")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["workspace", "--show", "ner.f1"], "--show ner.f1: workspace hasn't got it; choose from labelled"),
        (["mt_avg=nowhere"], "nowhere: no such experiment"),
        (["mine=workspace", "mine=workspace"], "a label is given twice"),
        (["mine=workspace", "--sweep", "weight"], "--sweep: no label is a number"),
    ],
)
def test_mistakes_are_one_line(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", *arguments]) == 1
    assert message in capsys.readouterr().err
