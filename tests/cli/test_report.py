"""`python -m mtal report`."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import shutil
from pathlib import Path

import pytest
import yaml

from mtal.__main__ import main
from mtal.analysis.provenance import METRICS
from mtal.study.cells import name_of
from mtal.study.tallies import PREDICTIONS
from support.clones import commit, run
from support.composing import CONF, composed

OWN = "cpu: [{fixed: {corpus: demo}, vary: {strategy: [mt_avg, mt_r], seed: [1, 2]}}]"
THERE = (("mt_avg", 1, 0.8), ("mt_avg", 2, 0.7), ("mt_r", 1, 0.6))


def experiment(folder: Path, strategy: str, seed: int, score: float) -> None:
    """A commit that looks like a finished cell, with an experiment's name on it."""
    params = composed(f"strategy={strategy}", f"seed={seed}")
    files = {
        "metrics/learning_curve.csv": "round,labelled,spent,mean,dp.las,ner.f1\n0,10,0,0.2,0.2,0.2\n"
        f"1,20,5,{score},{score},{score}\n",
        "metrics/calibration.csv": "round,name,n,left_out,oe,r2,mean_gap,max_gap\n0,dp,9,0,0.1,0.2,0.3,0.4\n",
        "metrics/rounds.json": json.dumps([{"main": {"dp": "las", "ner": "f1"}}] * 2),
    }
    (folder / "metrics").mkdir(exist_ok=True)
    stages = {stage: {"cmd": "x", "params": {"params.yaml": params}, "outs": []} for stage in METRICS.values()}
    for path, text in files.items():
        (folder / path).write_text(text)
        stages[METRICS[path]]["outs"].append({"path": path, "md5": hashlib.md5(text.encode()).hexdigest()})
    rows = (f"s{i},[],{int(10 * score) - i % 2},10,[],{int(10 * score) - i % 2},10\n" for i in range(50))
    text = "id,dp,dp.right,dp.of,ner,ner.right,ner.of\n" + "".join(rows)
    for number in range(2):
        predictions = folder / PREDICTIONS.format(number)
        predictions.parent.mkdir(parents=True, exist_ok=True)
        predictions.write_bytes(gzip.compress(text.encode(), mtime=0))
    (folder / "params.yaml").write_text(yaml.safe_dump(params))
    (folder / "dvc.lock").write_text(yaml.safe_dump({"schema": "2.0", "stages": stages}))
    commit(folder, "An experiment")
    run(folder, "git", "update-ref", f"refs/exps/ab/cd/{name_of(params)}", "HEAD")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the project's choices, two sweeps of one's own, which share cells, and three of these four."""
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(CONF, folder / "conf", ignore=shutil.ignore_patterns("sweep"))
    (folder / "conf/sweep").mkdir()
    (folder / "conf/sweep/own.yaml").write_text(OWN)
    (folder / "conf/sweep/two.yaml").write_text("cpu: [{use: own}]")
    run(folder, "git", "init", "-q")
    run(folder, "dvc", "init", "-q")
    for each in THERE:
        experiment(folder, *each)
    return folder


@pytest.fixture(autouse=True)
def project(built: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """In that repository."""
    monkeypatch.chdir(built)
    return built


def test_the_tables_of_a_sweep(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "own"]) == 0
    text = capsys.readouterr().out
    assert "| MT-AVG strata=20 | 75.00 ± 7.07 | 75.00 ± 7.07 | 75.00 ± 7.07 | 1/1 | 1/1 |" in text
    assert "| MT-R | 60.00 (n=1) | 60.00 (n=1) | 60.00 (n=1) | 0/1 | 0/1 |" in text
    assert "Scale cpu: 3 of 4 cells are there; `mtal sweep own --scale cpu` runs the others." in text
    assert "| demo: MT-AVG strata=20 | +20.00 [+20.00, +20.00] | <0.001 | better (1 seed) |" in text
    assert "| MT-AVG strata=20 |  | 1/1 |" in text
    assert main(["report", "own", "own", "-o", "tables/own.md"]) == 0
    assert capsys.readouterr().out == ""
    assert (project / "tables/own.md").read_text() == text


def test_kept_cells_make_the_same_tables_in_a_clone_without_experiments(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sweep", "own", "--keep"]) == 0
    assert capsys.readouterr().out.endswith("docs/study/cells: 3 cells kept\n")
    assert main(["report", "own"]) == 0
    text = capsys.readouterr().out
    for name in ("conf", "docs"):
        shutil.copytree(project / name, tmp_path / name)
    shutil.rmtree(project / "docs")
    run(tmp_path, "git", "init", "-q")
    commit(tmp_path, "A clone")
    monkeypatch.chdir(tmp_path)
    assert main(["report", "own"]) == 0
    assert capsys.readouterr().out == text
    assert main(["sweep", "own", "--dry-run"]) == 0
    assert "own at scale cpu: 4 cells, 3 there" in capsys.readouterr().out
    path = next((tmp_path / "docs/study/cells").iterdir())
    path.write_bytes(b"no")
    assert main(["report", "own"]) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"docs/study/cells/{path.name}: cannot be read") and said.count("\n") == 1


def test_other_formats(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "own", "two", "--format", "csv"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "sweep,table,row,column,text,value,spread,n"
    assert lines[1] == "own,scores,MT-AVG strata=20,demo DP,75.00 ± 7.07,75,7.07107,2"
    assert sum(line.startswith("sweep,") for line in lines) == 1
    assert sum(line.startswith("two,scores,") for line in lines) == sum(
        line.startswith("own,scores,") for line in lines
    )
    assert main(["report", "own", "--format", "latex"]) == 0
    assert capsys.readouterr().out.startswith(r"\begin{table}")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["none"], "none: no such sweep; conf/sweep has own, two"),
        (["own", "two", "--figure", "a.svg"], "--figure: name one sweep, such as figure4"),
        (["own", "--figure", "a.jpg"], "a.jpg: figures are .svg, .png or .pdf"),
        (
            ["own", "--figure", "a.svg", "--against", "words"],
            "--figure: nothing of own to draw has finished, or this machine hasn't got it",
        ),
        (["--format", "csv"], "--format csv: name sweeps, such as table5"),
        (["--scale", "huge"], "no sweep in conf/sweep has the scale huge"),
        (["own", "--scale", "paper"], "conf/sweep/own.yaml: has no scale paper; choose from cpu"),
    ],
)
def test_mistakes_are_one_line(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", *arguments]) == 1
    assert capsys.readouterr().err == message + "\n"


def test_outside_of_the_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "else").mkdir()
    monkeypatch.chdir(tmp_path / "else")
    assert main(["report", "own"]) == 1
    assert capsys.readouterr().err == "conf/config.yaml is missing; run this in the project's folder\n"


def test_a_page_of_all_sweeps(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report"]) == 0
    assert capsys.readouterr().out == "report.html: open it in a browser\n"
    page = (project / "report.html").read_text()
    assert "3 of 4 experiments at scale cpu are there." in page and '<a href="#two">two</a>' in page
    assert 'id="runs"' in page and "<script" not in page and "src=" not in page
    names = re.findall(r'\bid="([^"]+)"', page)
    assert len(set(names)) == len(names)
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(names)
    assert main(["report", "own", "two", "--format", "html", "-o", "again.html"]) == 0
    assert (project / "again.html").read_text() == page


def test_the_figure_of_a_sweep(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "own", "--figure", "curves.svg", "--against", "spent"]) == 0
    assert "| MT-AVG strata=20 | 75.00" in capsys.readouterr().out
    assert "annotation cost" in (project / "curves.svg").read_text()
