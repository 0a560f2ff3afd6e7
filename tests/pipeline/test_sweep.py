"""A sweep from its file to its experiments, on the pipeline itself."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from support.clones import ENVIRONMENT, fresh_clone, run
from support.slurm import cluster, missing, wait_for

FIXED = {
    "corpus": "demo",
    "corpus.sentences": "{train: 60, dev: 12, test: 12}",
    "sample.initial": "6",
    "tasks.dp.arc_size": "16",
    "tasks.dp.relation_size": "8",
    "training.max_steps": "4",
    "training.eval_every": "2",
    "rounds": "[{this: 0, next: 1}]",
}
SWEEP = [sys.executable, "-m", "mtal", "sweep", "tiny", "--jobs", "2"]


def sweep_file(encoder: Path) -> str:
    """Two strategies that share round 0."""
    fixed = "".join(f"      {key}: {value}\n" for key, value in (FIXED | {"encoder.name": str(encoder)}).items())
    return f"cpu:\n  - fixed:\n{fixed}    vary:\n      strategy: [mt_avg, mt_r]\n"


def stages_run(folder: Path) -> list[str]:
    """The stages that ran in all cells."""
    logs = sorted((folder / ".mtal/sweep").glob("*.log"))
    lines = [line for log in logs for line in log.read_text().splitlines()]
    return [line.split("'")[1] for line in lines if line.startswith("Running stage")]


def test_a_sweep_is_killed_goes_on_and_then_has_nothing_to_do(tmp_path: Path, bert: Path) -> None:
    folder = fresh_clone(tmp_path / "project")
    (folder / "conf/sweep/tiny.yaml").write_text(sweep_file(bert))
    environment = ENVIRONMENT | {"PYTHONPATH": "src"}
    process = subprocess.Popen(SWEEP, cwd=folder, env=environment, stderr=subprocess.PIPE, text=True)
    while "convert" not in stages_run(folder):
        assert process.poll() is None, process.communicate()
        time.sleep(0.1)
    process.send_signal(signal.SIGTERM)
    assert "stopped; the same command goes on from here" in process.communicate()[1]
    assert process.returncode == 130

    run(folder, "env", "PYTHONPATH=src", *SWEEP)
    said = run(folder, "env", "PYTHONPATH=src", *SWEEP)
    assert said.startswith("tiny at scale cpu: 2 cells, 2 there, 0 missing\n")
    ran = stages_run(folder)
    assert [ran.count(name) for name in ("train@0", "score@0", "select@0", "report")] == [1, 1, 2, 2]
    shown = run(folder, "dvc", "exp", "show", "--csv")
    assert shown.count("cell-") == 2 and "mt_r" in shown
    cells = [word for word in run(folder, "dvc", "exp", "list", "--name-only").split() if word.startswith("cell-")]
    compared = run(folder, "env", "PYTHONPATH=src", sys.executable, "-m", "mtal", "compare", f"both={','.join(cells)}")
    assert "| both dp.las | " in compared


@pytest.mark.slurm
def test_a_sweep_on_a_cluster_goes_on_after_its_head_was_killed(tmp_path: Path, bert: Path) -> None:
    if reason := missing():
        pytest.skip(reason)
    folder = fresh_clone(tmp_path / "project")
    (folder / "conf/sweep/tiny.yaml").write_text(sweep_file(bert))
    (folder / "conf/cluster/toy.yaml").write_text(f"{{time: 20, cpus: 1, memory: null, scratch: {tmp_path}/disk}}")
    command = ["env", "PYTHONPATH=src", *SWEEP, "--executor", "slurm", "--cluster", "toy"]
    with cluster(tmp_path / "cluster") as found:
        command[1:1] = [f"{name}={value}" for name, value in found.environment.items()]
        process = subprocess.Popen(command, cwd=folder, env=ENVIRONMENT)
        wait_for(lambda: "convert" in stages_run(folder), "the first stages", seconds=300)
        process.kill()
        process.wait()
        assert " still runs: " in run(folder, *command)
        assert run(folder, *command).startswith("tiny at scale cpu: 2 cells, 2 there, 0 missing\n")
    ran = stages_run(folder)
    assert [ran.count(name) for name in ("train@0", "score@0", "select@0", "report")] == [1, 1, 2, 2]
    assert not list((tmp_path / "disk").glob("*/*")) and not list((folder / ".mtal/sweep").glob("*.kept"))
