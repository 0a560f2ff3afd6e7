"""Cells as jobs of a real Slurm, of which a node dies, a job makes room and the head is killed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from subprocess import CalledProcessError
from threading import Thread, Timer

import pytest

from mtal.errors import UserError
from mtal.progress import SILENT
from mtal.study import queue, slurm
from mtal.study.cluster import ClusterOptions
from mtal.study.repository import experiments
from mtal.study.running import run_cells
from mtal.study.slurm import Slurm, parameters
from support.slurm import Cluster, cluster, missing, wait_for
from support.toy import metrics, toy_cell, toy_project

WAITS = toy_cell(99)
"""Its first stage writes a checkpoint and goes on when there is a file that says so."""


@pytest.fixture(scope="module")
def toy_cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Two nodes."""
    if reason := missing():
        pytest.skip(reason)
    with cluster(tmp_path_factory.mktemp("slurm") / "cluster") as found:
        yield found


@pytest.fixture
def project(tmp_path: Path, toy_cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A toy project that both nodes see, its stages' diary beside it."""
    for name, value in toy_cluster.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("TOY_LOG", str(tmp_path / "diary"))
    monkeypatch.setattr(queue, "EVERY", 0.5)
    monkeypatch.setattr(slurm, "LAG", 1)
    return toy_project(tmp_path / "project")


def head(project: Path, places: int = 4) -> Slurm:
    """An executor whose nodes have a disk each."""
    disk = str(project.parent / "disk-of-$SLURMD_NODENAME")
    return Slurm(project, places, ClusterOptions(cpus=1, memory=None, time=20, scratch=disk))


def ran(project: Path, diary: str = "diary") -> Counter[str]:
    """How often each stage of each cell began, or with `diary.ended` came to its end."""
    path = project.parent / diary
    return Counter(path.read_text().splitlines() if path.exists() else [])


def checkpoint(project: Path) -> Path:
    """What the first stage of the cell that waits leaves."""
    return project / ".mtal/sweep/cell-99a.kept/checkpoint"


def leftovers(project: Path) -> list[str]:
    """Clones on the nodes' disks, checkpoints, and files of submitit's."""
    folders = [*project.parent.glob("disk-of-*/*/*"), *(project / ".mtal/sweep").glob("*/*")]
    return [str(path) for path in folders]


def at_once(found: Cluster, job: str) -> None:
    """Let a job that was put back begin again now: Slurm waits two minutes, for nodes that come back."""

    def told() -> bool:
        with suppress(CalledProcessError):
            states = {number: state for number, _, state, _ in found.jobs()}
            if states[job] == "PENDING":
                found.say("scontrol", "update", f"job={job}", "StartTime=now")
                return True
        return False

    wait_for(told, f"job {job} is put back")


@pytest.mark.slurm
def test_a_node_dies_and_nothing_is_lost(project: Path, toy_cluster: Cluster) -> None:
    executor = head(project)
    cells = [WAITS, *(toy_cell(seed, strategy) for seed in (1, 2, 3) for strategy in "ab")]
    died: list[str] = []

    def accident() -> None:
        wait_for(checkpoint(project).exists, "a checkpoint")
        ((job, _, _, node),) = [job for job in toy_cluster.jobs("running") if job[1].startswith("cell-99a.")]
        toy_cluster.kill_node(node)
        (project.parent / "go on").touch()
        at_once(toy_cluster, job)
        died.append(node)

    harm = Thread(target=accident)
    harm.start()
    try:
        lost = run_cells(cells, [], executor, SILENT)
    finally:
        harm.join()
        for node in died:
            toy_cluster.start_node(node)
    assert died and lost == {}
    assert set(experiments(project)) == {cell.name for cell in cells}
    assert ran(project)["first.json 99 a"] == 2  # it was cut off, and then found its checkpoint
    ended = ran(project, "diary.ended")
    assert set(ended.values()) == {1} and len(ended) == 4 + 7  # one first stage for both cells of a seed
    assert all(f"disk-of-{died[0]}" in path for path in leftovers(project))  # nobody could tidy up there


@pytest.mark.slurm
def test_a_second_call_runs_nothing(project: Path) -> None:
    for _ in range(2):
        assert run_cells([toy_cell(1)], [], head(project), SILENT) == {}
    assert sum(ran(project).values()) == 2 and leftovers(project) == []
    assert metrics(project, experiments(project)["cell-1a"].commit) == {"seed": 2, "threads": "1"}


@pytest.mark.slurm
def test_a_head_that_is_killed_leaves_jobs_that_the_next_takes_over(project: Path, toy_cluster: Cluster) -> None:
    first = head(project)
    job = first.start(WAITS).job
    wait_for(checkpoint(project).exists, "a checkpoint")
    second = head(project)
    assert second.left() == {"cell-99a"}
    taken = second.start(WAITS)
    assert taken.job == job
    taken.stop()  # as Ctrl-C does
    assert second.left() == set() and checkpoint(project).exists()
    (project.parent / "go on").touch()
    assert run_cells([WAITS], [], second, SILENT) == {} and leftovers(project) == []


@pytest.mark.slurm
def test_two_heads_at_the_same_moment_run_a_cell_once(project: Path, toy_cluster: Cluster) -> None:
    (project.parent / "go on").touch()
    checkpoint(project).parent.mkdir(parents=True)
    checkpoint(project).write_text("here")
    one, two = head(project)._submit(WAITS), head(project)._submit(WAITS)  # neither has seen the other's
    assert one != two
    assert run_cells([WAITS], [], head(project), SILENT) == {}
    assert set(ran(project).values()) == {1}


@pytest.mark.slurm
def test_a_job_that_has_to_make_room_goes_on_from_its_checkpoint(project: Path, toy_cluster: Cluster) -> None:
    executor = head(project)
    running = executor.start(WAITS)
    wait_for(checkpoint(project).exists, "a checkpoint")
    (project.parent / "go on").touch()
    toy_cluster.say("scancel", "--signal=USR2", running.job)
    at_once(toy_cluster, running.job)
    assert run_cells([WAITS], [], executor, SILENT) == {}
    assert "Requeued job" in running.log.read_text()
    assert ran(project) == {"first.json 99 a": 2, "metrics.json 99 a": 1} and leftovers(project) == []


@pytest.mark.slurm
def test_a_cell_that_fails_says_why_in_its_log(project: Path) -> None:
    lost = run_cells([toy_cell(13)], [], head(project), SILENT)
    assert lost["cell-13a"].read_text().count("bad luck") == 2
    assert "cell-13a: dvc exp run ended with status 255" in lost["cell-13a"].read_text()


@pytest.mark.slurm
def test_what_the_cluster_refuses_is_one_line(project: Path) -> None:
    refused = Slurm(project, 1, ClusterOptions(partition="none"))
    with pytest.raises(UserError, match=r"^sbatch: .*nvalid partition[^\n]*$"):
        refused.start(toy_cell(1))


@pytest.mark.slurm
def test_what_the_cluster_refuses_for_now_is_submitted_later(
    project: Path, toy_cluster: Cluster, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(slurm, "REFUSED", 1)
    executor = head(project)
    running = executor.start(WAITS)
    toy_cluster.say("scontrol", "update", "partition=all", "State=INACTIVE")
    later = Timer(3, toy_cluster.say, ["scontrol", "update", "partition=all", "State=UP"])
    later.start()
    other = executor.start(toy_cell(1))
    later.join()
    assert "not yet: sbatch: " in capsys.readouterr().err
    assert executor.left() == {"cell-99a", "cell-1a"}
    running.stop()
    other.stop()


def test_what_is_asked_of_sbatch(tmp_path: Path) -> None:
    asked = parameters(ClusterOptions(partition="gpu", cpus=4, memory=1.5, gpus=1), "cell-1.ab", tmp_path / "a.log")
    assert {key: asked[key] for key in ("partition", "mem", "cpus_per_task", "gpus_per_node", "dependency")} == {
        "partition": "gpu", "mem": "1536M", "cpus_per_task": 4, "gpus_per_node": 1, "dependency": "singleton",
    }  # fmt: skip
    assert "account" not in asked and "export OMP_NUM_THREADS=4" in asked["setup"]


def test_without_slurm_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UserError, match="sbatch and srun aren't here"):
        Slurm(tmp_path, 1, ClusterOptions())
