"""The stages of the analysis, run over a made-up run of two rounds."""

from __future__ import annotations

import csv
import json
import runpy
import sys
from pathlib import Path

import numpy as np
import pytest

STAGES = Path(__file__).parents[2] / "stages"
PARAMS = """\
seed: 1
corpus: {name: made-up}
strategy: {name: mt_avg}
rounds:
- {this: 0, next: 1}
- {this: 1, next: 2}
analysis:
  round: 0
  strategies: [mt_min, mt_max, mt_avg, mt_par, mt_rrf, mt_ind, mt_ec, mt_r]
  n: null
"""


def write_table(path: Path, header: list[str], rows: list[list[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Scores of 40 and 30 sentences, two of them not annotated for `ner`, and an initial set of 10."""
    monkeypatch.chdir(tmp_path)
    Path("params.yaml").write_text(PARAMS, encoding="utf-8")
    random = np.random.default_rng(0)
    for number, size in ((0, 40), (1, 30)):
        here = Path(f"data/rounds/{number}")
        here.mkdir(parents=True)
        for name in ("confidence", "accuracy"):
            values = random.random((size, 2)).tolist()
            if name == "accuracy":
                values[3][1] = values[7][1] = float("nan")
            rows = [[f"s{i}", 5, f"{dp:.9g}", f"{ner:.9g}"] for i, (dp, ner) in enumerate(values)]
            write_table(here / f"{name}.csv", ["id", "tokens", "dp", "ner"], rows)
    write_table(
        Path("data/rounds/0/labelled.csv"),
        ["id", "round", "tasks", "words", "cost", "units"],
        [[f"l{i}", 0, "dp ner", 5, 0, ""] for i in range(10)],
    )

    def stage(name: str, *arguments: str) -> None:
        monkeypatch.setattr(sys, "argv", [name, *arguments])
        runpy.run_path(str(STAGES / f"{name}.py"), run_name="__main__")

    return stage


def column(path: Path, task: str) -> np.ndarray:
    with path.open(encoding="utf-8") as file:
        return np.array([float(row[task]) for row in csv.DictReader(file)])


def look_back(run) -> None:
    for number in ("0", "1"):
        run("hindsight", "--round", number)
    run("calibration")


def test_calibration_of_every_round(run):
    look_back(run)
    with Path("metrics/calibration.csv").open(encoding="utf-8") as file:
        rows = {(row["round"], row["name"]): row for row in csv.DictReader(file)}
    assert list(rows) == [(number, name) for number in "01" for name in ("avg", "dp", "max", "min", "ner")]
    assert (rows["0", "dp"]["n"], rows["0", "dp"]["left_out"]) == ("40", "0")
    assert (rows["1", "ner"]["n"], rows["1", "avg"]["left_out"]) == ("28", "2")
    for number in "01":
        claimed, true = (column(Path(f"data/rounds/{number}/{name}.csv"), "dp") for name in ("confidence", "accuracy"))
        expected = sum(c * (c - a) for c, a in zip(claimed, true, strict=True) if c > a) / len(true)
        assert float(rows[number, "dp"]["oe"]) == pytest.approx(expected, abs=1e-6)
    last = json.loads(Path("metrics/calibration.json").read_text(encoding="utf-8"))
    assert last["oe"]["dp"] == float(rows["1", "dp"]["oe"])
    assert Path("metrics/calibration.svg").read_bytes() == Path("data/calibration/1.svg").read_bytes()


def test_reliability_data_hold_all_annotated_sentences(run):
    run("hindsight", "--round", "0")
    with Path("data/calibration/0_histogram.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    found = {name: sum(int(row["sentences"]) for row in rows if row["name"] == name) for name in ("dp", "ner", "avg")}
    assert found == {"dp": 40, "ner": 38, "avg": 38}


def test_overlap_of_ten_sentences(run):
    run("overlap")
    with Path("metrics/overlap.csv").open(encoding="utf-8") as file:
        rows = {row.pop("strategy"): row for row in csv.DictReader(file)}
    assert list(rows) == ["mt_min", "mt_max", "mt_avg", "mt_par", "mt_rrf", "mt_ind", "mt_ec dp", "mt_ec ner", "mt_r"]
    dp, ner = (column(Path("data/rounds/0/confidence.csv"), task) for task in ("dp", "ner"))
    average, least = set(np.argsort(dp + ner)[:10].tolist()), set(np.argsort(np.minimum(dp, ner))[:10].tolist())
    assert float(rows["mt_avg"]["mt_min"]) == len(average & least) / 10
    assert "made-up, seed 1, round 0, 10 sentences each" in Path("metrics/overlap.svg").read_text(encoding="utf-8")


def test_the_same_bytes_again(run):
    def outputs() -> dict[str, bytes]:
        look_back(run)
        run("overlap")
        return {
            str(path): path.read_bytes()
            for folder in ("data/calibration", "metrics")
            for path in Path(folder).iterdir()
        }

    assert outputs() == outputs()


def test_scores_of_different_sentences_are_a_one_line_mistake(run):
    Path("data/rounds/0/accuracy.csv").write_bytes(Path("data/rounds/1/accuracy.csv").read_bytes())
    with pytest.raises(SystemExit, match=r"^data/rounds/0: .* are of different sentences or tasks"):
        run("hindsight", "--round", "0")


def test_an_empty_pool_calibrates_to_nothing_and_shares_nothing(run):
    for name in ("confidence", "accuracy"):
        write_table(Path(f"data/rounds/0/{name}.csv"), ["id", "tokens", "dp", "ner"], [])
    run("hindsight", "--round", "0")
    found = json.loads(Path("data/calibration/0.json").read_text(encoding="utf-8"))
    assert found["avg"] == {"n": 0, "left_out": 0, "oe": None, "r2": None, "mean_gap": None, "max_gap": None}
    assert "the pool of round 0 is empty" in Path("data/calibration/0.svg").read_text(encoding="utf-8")
    run("overlap")
    header, *rows = Path("metrics/overlap.csv").read_text(encoding="utf-8").splitlines()
    assert header.startswith("strategy,mt_min,") and [row.partition(",")[0] for row in rows] == header.split(",")[1:]
    assert all(set(row.partition(",")[2]) == {","} for row in rows)
    assert "round 0, the pool is empty" in Path("metrics/overlap.svg").read_text(encoding="utf-8")


def write_scores(number: int, las: float) -> None:
    """What `evaluate` leaves of a round."""
    scores = {"dp": {"las": las, "uas": las}}
    entry = {
        "labelled": 10 + 10 * number,
        "words": 50,
        "spent": 0,
        "annotated": {"dp": 10},
        "main": {"dp": "las"},
        "scores": scores,
    }
    Path("data/scores").mkdir(exist_ok=True)
    Path(f"data/scores/{number}.json").write_text(json.dumps(entry), encoding="utf-8")
    header, rows = ["model", "measure", "step", "value"], [["dp", "loss", 10, "2.500000"], ["dp", "dp", 10, "0.500000"]]
    write_table(Path(f"data/scores/{number}_training.csv"), header, rows if number else [])


def test_report_gathers_all_rounds_and_says_the_last_scores(run, capsys):
    write_scores(0, 0.25)
    write_scores(1, 0.5)
    Path("data/corpus").mkdir()
    Path("data/corpus/counts.json").write_text("{}", encoding="utf-8")
    run("report")
    title, score, *_ = capsys.readouterr().out.splitlines()
    assert title == "made-up, mt_avg, seed 1: test scores in percent after round 1, from 20 labelled sentences"
    assert score.split() == ["dp", "LAS", "50.0"]
    assert Path("metrics/task_scores.csv").read_text(encoding="utf-8").splitlines() == [
        "task,metric,round,labelled,words,spent,score",
        "dp,las,0,10,50,0,0.250000",
        "dp,las,1,20,50,0,0.500000",
    ]
    assert Path("metrics/training_curves.csv").read_text(encoding="utf-8").splitlines() == [
        "round,model,measure,step,value",
        "1,dp,loss,10,2.500000",
        "1,dp,dp,10,0.500000",
    ]
    assert list(json.loads(Path("metrics/summary.json").read_text(encoding="utf-8"))) == [
        "last",
        "labelled",
        "mean_over_rounds",
    ]
    assert "made-up, mt_avg, seed 1" in Path("metrics/learning_curve.svg").read_text(encoding="utf-8")
