"""`python -m mtal sweep`."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from mtal.__main__ import main
from mtal.cli import sweep
from mtal.errors import UserError
from mtal.study import running
from mtal.study.cells import Cell, name_of
from mtal.study.durations import record
from mtal.study.project import FOLDER
from mtal.study.repository import current_commit, git
from support.clones import commit, run
from support.composing import CONF, composed

OWN = "cpu: [{fixed: {corpus: demo}, vary: {strategy: [mt_avg, mt_r], seed: [1, 2]}}]"


@dataclass
class Toy:
    """Has ended by the time that anybody looks."""

    log: Path
    good: bool

    def begun(self) -> bool:
        return False

    def succeeded(self) -> bool:
        return self.good

    def stop(self) -> None:
        pass


@dataclass
class Toys:
    """An executor that makes experiments of nothing."""

    root: Path
    places: int
    bad: set[str] = field(default_factory=set)
    broken_at: int = 99
    started: list[str] = field(default_factory=list)

    def left(self) -> set[str]:
        return set()

    def start(self, cell: Cell) -> Toy:
        if len(self.started) == self.broken_at:
            raise KeyboardInterrupt
        self.started.append(cell.name)
        if cell.name not in self.bad:
            baseline = current_commit(self.root)
            git(self.root, "update-ref", f"refs/exps/{baseline[:2]}/{baseline[2:]}/{cell.name}", "HEAD")
        return Toy(Path(f"{cell.name}.log"), cell.name not in self.bad)


@pytest.fixture(autouse=True)
def toys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Toys:
    """A repository with the project's choices and a sweep of one's own, in which cells take no time."""
    shutil.copytree(CONF, tmp_path / "conf", ignore=shutil.ignore_patterns("sweep"))
    (tmp_path / ".gitignore").write_text("/.mtal/\n")
    run(tmp_path, "git", "init", "-q")
    commit(tmp_path, "Choices")
    (tmp_path / "conf/sweep").mkdir()
    (tmp_path / "conf/sweep/own.yaml").write_text(OWN)
    monkeypatch.chdir(tmp_path)
    executor = Toys(tmp_path, 1)
    monkeypatch.setitem(sweep.EXECUTORS, "local", lambda root, jobs, cluster: executor)
    monkeypatch.setattr(sweep, "unready", lambda cells, root: {})
    monkeypatch.setattr(running, "PAUSE", 0)
    return executor


def names() -> list[str]:
    """The cells of the sweep, as they stand in its file."""
    return [name_of(composed(f"strategy={name}", f"seed={seed}")) for name in ("mt_avg", "mt_r") for seed in (1, 2)]


def test_a_second_call_runs_nothing(toys: Toys, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sweep", "own"]) == 0
    assert toys.started == names()  # both strategies have round 0 of either seed in common
    assert "own at scale cpu: 4 cells, 0 there, 4 missing" in capsys.readouterr().out
    assert main(["sweep", "own"]) == 0
    assert len(toys.started) == 4
    assert capsys.readouterr().out == "own at scale cpu: 4 cells, 4 there, 0 missing\ntime: none\n"


def test_a_sweep_that_was_stopped_goes_on(toys: Toys, capsys: pytest.CaptureFixture[str]) -> None:
    toys.broken_at = 2
    assert main(["sweep", "own"]) == 130
    assert "stopped; the same command goes on from here" in capsys.readouterr().err
    toys.broken_at = 99
    assert main(["sweep", "own"]) == 0
    assert toys.started == names()


def test_a_cell_that_fails_twice_is_told_with_its_log(toys: Toys, capsys: pytest.CaptureFixture[str]) -> None:
    bad = names()[1]
    toys.bad = {bad}
    assert main(["sweep", "own"]) == 1
    assert toys.started == [*names(), bad]
    assert f"{bad} failed twice; it says why in {bad}.log" in capsys.readouterr().err
    toys.bad = set()
    assert main(["sweep", "own"]) == 0
    assert toys.started == [*names(), bad, bad]


def test_a_dry_run_shows_every_cell_and_runs_none(toys: Toys, capsys: pytest.CaptureFixture[str]) -> None:
    git(toys.root, "update-ref", f"refs/exps/ab/cd/{names()[2]}", "HEAD")
    assert main(["sweep", "own", "--dry-run"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[7] == "own at scale cpu: 4 cells, 1 there (1 of another commit), 3 missing"
    assert lines[2:6] == [
        f"| {name} | {'there' if number == 2 else 'missing'} | own | `corpus=demo strategy={strategy} seed={seed}` |"
        for number, (name, (strategy, seed)) in enumerate(
            zip(names(), [("mt_avg", 1), ("mt_avg", 2), ("mt_r", 1), ("mt_r", 2)], strict=True)
        )
    ]
    assert toys.started == []


def test_the_time_comes_from_cells_that_finished(toys: Toys, capsys: pytest.CaptureFixture[str]) -> None:
    main(["sweep", "own", "--dry-run"])
    assert "time: unknown, as no such cell has finished here" in capsys.readouterr().out
    kind = sweep.places(["own"], "cpu", toys.root)[0].cell.kind
    record(toys.root / FOLDER, names()[0], kind, 600)
    (toys.root / "conf/sweep/own.yaml").write_text(f"{OWN.removesuffix(']')}, {{fixed: {{schedule: converged}}}}]")
    main(["sweep", "own", "--dry-run", "--jobs", "2"])
    said = capsys.readouterr().out
    assert "time: about 20 min with 2 side by side, by cells that finished; unknown for 1 more" in said


def test_what_cant_run_is_told_before_anything_runs(
    toys: Toys, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (toys.root / "conf/sweep/own.yaml").write_text("cpu: [{vary: {model: [cmt, st], seed: [1, 2]}}]")
    assert main(["sweep", "own"]) == 1
    assert " (and 1 more): model.name=st: mt_avg needs model=cmt or model=smt\n" in capsys.readouterr().err
    (toys.root / "conf/sweep/own.yaml").write_text(OWN)
    monkeypatch.setattr(sweep, "unready", lambda cells, root: {cells[0].name: "encoder.name=x: no such folder"})
    assert main(["sweep", "own"]) == 1
    assert capsys.readouterr().err == f"{names()[0]}: encoder.name=x: no such folder\n"
    assert toys.started == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["other"], "other: no such sweep; conf/sweep has own"),
        (["own", "--scale", "paper"], "conf/sweep/own.yaml: has no scale paper; choose from cpu"),
        (["own", "--jobs", "0"], "--jobs 0: at least 1"),
    ],
)
def test_mistakes_are_one_line(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sweep", *arguments]) == 1
    assert capsys.readouterr().err == f"{message}\n"


def test_changes_that_arent_committed_are_refused(toys: Toys, capsys: pytest.CaptureFixture[str]) -> None:
    (toys.root / "conf/mine.yaml").write_text("# @package _global_\nseed: 1\n")
    assert main(["sweep", "own"]) == 1
    assert (
        "conf/mine.yaml: not committed, and cells run in clones of the commit; commit first" in capsys.readouterr().err
    )


def test_what_is_for_a_cluster_is_refused_without_one(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UserError, match="--cluster gpu is for --executor slurm"):
        sweep._local(Path(), 1, "gpu")
    assert main(["sweep", "own", "--executor", "slurm", "--cluster", "none"]) == 1
    assert capsys.readouterr().err == "--cluster none: no such file; conf/cluster has slurm\n"


def test_elsewhere_than_in_the_project(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert main(["sweep", "own"]) == 1
    assert "conf/config.yaml is missing; run this in the project's folder" in capsys.readouterr().err
