"""`python -m mtal compare`."""

from __future__ import annotations

import hashlib
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from mtal.__main__ import main
from mtal.analysis.provenance import METRICS


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


def test_the_figure_tells_the_corpus_and_greys_random_selection(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[dict[str, Any]] = []
    monkeypatch.setattr("mtal.cli.compare.draw_comparison", lambda *_, **options: asked.append(options))
    for name in ("mt_r", "mt_avg"):
        params = {"corpus": {"name": "own"}, "strategy": {"name": name}}
        record(workspace, params, params)
        assert main(["compare", "chance=workspace", "--figure", "a.svg"]) == 0
    for file in ("params.yaml", "dvc.lock"):
        (workspace / file).unlink()
    assert main(["compare", "st_r=workspace", "x=workspace", "--figure", "a.svg"]) == 0
    assert asked == [
        {"corpus": "own", "random": ["chance"]},
        {"corpus": "own", "random": []},
        {"corpus": "", "random": ["st_r"]},
    ]


@pytest.mark.parametrize(("kind", "beginning"), [("png", b"\x89PNG"), ("pdf", b"%PDF"), ("SVG", b"<?xml")])
def test_a_figure_for_other_uses(kind: str, beginning: bytes, workspace: Path) -> None:
    assert main(["compare", "workspace", "--figure", f"figures/curves.{kind}"]) == 0
    assert (workspace / f"figures/curves.{kind}").read_bytes().startswith(beginning)


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


def git(folder: Path, *arguments: str) -> None:
    author = ("-c", "user.name=test", "-c", "user.email=test@localhost")
    subprocess.run(["git", *author, *arguments], cwd=folder, check=True, capture_output=True)


def record(folder: Path, params: dict[str, object], recorded: dict[str, object]) -> None:
    """A `params.yaml`, and a `dvc.lock` in which the metrics' stages ran with the parameters `recorded`."""
    stages: dict[str, dict[str, Any]] = {}
    for path, stage in METRICS.items():
        entry = stages.setdefault(stage, {"cmd": "x", "params": {"params.yaml": recorded}, "outs": []})
        entry["outs"].append({"path": path, "md5": hashlib.md5((folder / path).read_bytes()).hexdigest()})
    (folder / "params.yaml").write_text(yaml.safe_dump(params))
    (folder / "dvc.lock").write_text(yaml.safe_dump({"schema": "2.0", "stages": stages}))


def test_metrics_of_other_parameters_are_refused(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As `dvc exp run convert -S corpus.name=own` leaves them: new parameters, the old metrics and their record."""
    git(workspace, "init", "-q", "-b", "trunk")
    subprocess.run(["dvc", "init", "-q"], cwd=workspace, check=True)
    for branch, name in (("trunk", "demo"), ("own", "own")):
        git(workspace, "checkout", "-qB", branch)
        record(workspace, {"seed": 1, "corpus": {"name": name}}, {"seed": 1, "corpus": {"name": "demo"}})
        git(workspace, "add", "-A")
        git(workspace, "commit", "-qm", branch)
    assert main(["compare", "demo=trunk"]) == 0
    capsys.readouterr()
    for revision in ("own", "workspace", "HEAD"):
        assert main(["compare", "demo=trunk", f"mine={revision}"]) == 1
        said = capsys.readouterr().err
        assert said.count("\n") == 1
        assert (
            f"{revision}: metrics/learning_curve.csv is of other parameters: corpus.name=demo (params.yaml: own)"
            in said
        )


def test_metrics_without_a_record_are_refused(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (workspace / "params.yaml").write_text("seed: 1\n")
    assert main(["compare", "workspace"]) == 1
    assert "workspace: dvc.lock doesn't say of which parameters" in capsys.readouterr().err


def test_metrics_that_were_changed_behind_the_record_are_refused(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record(workspace, {"seed": 1}, {"seed": 1})
    assert main(["compare", "workspace"]) == 0
    (workspace / "metrics/rounds.json").write_text(json.dumps([{"main": {"dp": "uas"}}] * 2))
    assert main(["compare", "workspace"]) == 1
    assert "metrics/rounds.json isn't the file that dvc.lock knows" in capsys.readouterr().err


def test_a_round_with_nothing_to_measure_has_an_empty_cell(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (workspace / "metrics/calibration.csv").write_text(
        "round,name,n,left_out,oe,r2,mean_gap,max_gap\n0,dp,9,0,0.1,0.2,0.3,0.4\n1,dp,0,0,,,,\n"
    )
    assert main(["compare", "workspace", "--show", "oe.dp"]) == 0
    assert capsys.readouterr().out.splitlines()[2:] == ["| workspace oe.dp | 0.1000 |  |"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["workspace", "--show", "ner.f1"], "--show ner.f1: workspace hasn't got it; choose from labelled"),
        (["mt_avg=nowhere"], "nowhere: no such experiment"),
        (["mine=workspace", "mine=workspace"], "a label is given twice"),
        (["workspace", "--figure", "curves.gif"], "curves.gif: figures are .svg, .png or .pdf"),
        (["mine=workspace", "--sweep", "weight"], "--sweep: no label is a number"),
    ],
)
def test_mistakes_are_one_line(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", *arguments]) == 1
    assert message in capsys.readouterr().err
