"""What `squeue` says, by a program of that name which says what a file has."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mtal.study import queue
from mtal.study.queue import Queue


@pytest.fixture
def says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file; without it, the program fails."""
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin/squeue"
    program.write_text(f'#!/bin/sh\necho "$SQUEUE_STATES" >&2\ncat {tmp_path}/says\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(queue, "EVERY", 0)
    return tmp_path / "says"


def test_jobs_that_wait_run_or_are_put_back_are_there(says: Path) -> None:
    states = ["PENDING", "RUNNING", "COMPLETING", "REQUEUED", "SOMETHING_NEW", "FAILED", "COMPLETED", "TIMEOUT"]
    says.write_text("".join(f"{number}|cell-{number}|{state}|None\n" for number, state in enumerate(states)))
    found = Queue()
    assert [found.has(str(number)) for number in range(len(states))] == [True] * 5 + [False] * 3
    assert found.numbers() == {f"cell-{number}": str(number) for number in range(5)}


def test_of_two_jobs_of_a_name_the_later_is_waited_for(says: Path) -> None:
    says.write_text("10|cell-1|PENDING|Dependency\n9|cell-1|RUNNING|None\n")
    assert Queue().numbers() == {"cell-1": "10"}


def test_no_answer_isnt_an_end(says: Path, capsys: pytest.CaptureFixture[str]) -> None:
    says.write_text("1|cell-1|RUNNING|None\n")
    found = Queue()
    assert found.has("1")
    says.unlink()
    assert found.has("1") and found.has("2")
    assert "squeue doesn't answer" in capsys.readouterr().err
    says.write_text("")
    assert not found.has("1")


def test_what_somebody_must_see_to_is_told_once(says: Path, capsys: pytest.CaptureFixture[str]) -> None:
    says.write_text("7|cell-1|PENDING|launch failed requeued held\n8|cell-2|PENDING|Resources\n")
    found = Queue()
    assert found.has("7") and found.has("7")
    said = capsys.readouterr().err
    reason = "launch failed requeued held"
    assert said == f"waits for what doesn't come by itself: {reason}: scontrol show job 7 (cell-1)\n"


def test_it_is_asked_seldom(says: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "EVERY", 60)
    says.write_text("")
    found = Queue()
    assert not found.has("1")
    found.add("1", "cell-1")  # what was just submitted is there before Slurm is asked again
    assert found.has("1") and found.numbers() == {"cell-1": "1"}
