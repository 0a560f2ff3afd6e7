"""Cells in a good order, some at a time; those that fail once more."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from mtal.progress import SILENT, Progress
from mtal.study import running
from mtal.study.cells import Cell
from mtal.study.running import run_cells


def toy(name: str, group: int = 0) -> Cell:
    """A cell of a group that shares its first round."""
    return Cell(name, (f"name={name}",), {"seed": group}, {})


@dataclass
class Toy:
    """Ends after some looks at it."""

    log: Path
    good: bool
    looks: int
    stopped: bool = False
    early: bool = False
    """Whether its first round is there long before it ends."""

    def begun(self) -> bool:
        return self.early

    def succeeded(self) -> bool | None:
        self.looks -= 1
        return None if self.looks > 0 else self.good

    def stop(self) -> None:
        self.stopped = True


@dataclass
class Scripted:
    """An executor whose cells do as they are told."""

    places: int = 1
    bad: dict[str, int] = field(default_factory=dict)
    """How often a cell fails."""
    broken_at: str = ""
    """Starting this one is interrupted."""
    started: list[str] = field(default_factory=list)
    runs: list[Toy] = field(default_factory=list)
    side_by_side: list[set[str]] = field(default_factory=list)
    looks: int = 2
    early: bool = False
    running: set[str] = field(default_factory=set)

    def left(self) -> set[str]:
        return set(self.running)

    def start(self, cell: Cell) -> Toy:
        if cell.name == self.broken_at:
            raise KeyboardInterrupt
        self.started.append(cell.name)
        self.bad[cell.name] = self.bad.get(cell.name, 0) - 1
        self.runs.append(Toy(Path(f"{cell.name}.log"), self.bad[cell.name] < 0, self.looks, early=self.early))
        return self.runs[-1]


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "PAUSE", 0)


def test_cells_run_in_their_order_whatever_group_begins() -> None:
    executor = Scripted()
    run_cells([toy("a", 1), toy("b", 1), toy("c", 2), toy("d", 1), toy("e", 2)], [], executor, SILENT)
    assert executor.started == ["a", "b", "c", "d", "e"]


def test_a_group_waits_until_its_first_round_is_there() -> None:
    executor = Scripted(places=3)
    assert run_cells([toy("a"), toy("b"), toy("c"), toy("d", 2)], [], executor, SILENT) == {}
    assert executor.started == ["a", "d", "b", "c"]
    executor = Scripted(places=3)
    run_cells([toy("a"), toy("b"), toy("c"), toy("d", 2)], [toy("z")], executor, SILENT)
    assert executor.started == ["a", "b", "c", "d"]


def test_a_group_starts_as_soon_as_its_first_round_is_there() -> None:
    executor = Scripted(places=3, early=True)
    run_cells([toy("a"), toy("b"), toy("c"), toy("d", 2)], [], executor, SILENT)
    assert executor.started == ["a", "b", "c", "d"]


def test_what_still_runs_is_taken_over_first(capsys: pytest.CaptureFixture[str]) -> None:
    executor = Scripted(places=2, running={"c", "d"})
    run_cells([toy("a"), toy("b"), toy("c"), toy("d")], [], executor, Progress())
    assert executor.started == ["c", "d", "a", "b"]
    said = capsys.readouterr().err
    assert "d still runs: name=d" in said and "a starts: name=a" in said


def test_a_cell_that_fails_is_tried_once_more_at_the_end(capsys: pytest.CaptureFixture[str]) -> None:
    executor = Scripted(bad={"a": 1, "b": 2})
    lost = run_cells([toy("a"), toy("b"), toy("c")], [], executor, Progress())
    assert executor.started == ["a", "b", "c", "a", "b"]
    assert lost == {"b": Path("b.log")}
    said = capsys.readouterr().err
    assert "a failed after 0 s: a.log" in said and "2 failed; once more" in said and "a done in 0 s" in said
    assert "a starts: name=a" in said and "cells: 3/3" in said


def test_nothing_goes_on_after_an_interruption() -> None:
    executor = Scripted(places=2, broken_at="c", looks=3)
    with pytest.raises(KeyboardInterrupt):
        run_cells([toy("a", 1), toy("b", 2), toy("c", 3)], [], executor, SILENT)
    assert executor.started == ["a", "b"]
    assert [run.stopped for run in executor.runs if run.looks > 0] == [True] * sum(
        run.looks > 0 for run in executor.runs
    )
