"""Sweeps from files, some of them of one's own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mtal.errors import UserError
from mtal.study.cells import name_of
from mtal.study.finished import Experiment
from mtal.study.sweeps import choices_of, places, sweep_names
from support.clones import commit, run
from support.composing import CONF, composed


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository with the project's choices and no sweep but those that a test writes."""
    shutil.copytree(CONF, tmp_path / "conf", ignore=shutil.ignore_patterns("sweep"))
    (tmp_path / "conf/sweep").mkdir()
    run(tmp_path, "git", "init", "-q")
    commit(tmp_path, "Choices")
    return tmp_path


def write(project: Path, **files: str) -> None:
    for name, text in files.items():
        (project / f"conf/sweep/{name}.yaml").write_text(text)


def test_cells_that_sweeps_share_come_once(project: Path) -> None:
    write(
        project,
        one="cpu: [{fixed: {corpus: demo}, vary: {strategy: [mt_avg, mt_r], seed: [1, 2]}}]",
        two="cpu: [{use: one}, {vary: {strategy: [mt_r, mt_rrf]}}]",
    )
    found = places(["one", "two"], "cpu", project)
    assert [(place.cell.overrides[-2:], place.sweeps) for place in found] == [
        (("strategy=mt_avg", "seed=1"), ("one", "two")),
        (("strategy=mt_avg", "seed=2"), ("one", "two")),
        (("strategy=mt_r", "seed=1"), ("one", "two")),
        (("strategy=mt_r", "seed=2"), ("one", "two")),
        (("strategy=mt_rrf",), ("two",)),
    ]
    assert found[2].cell.name == name_of(composed("strategy=mt_r"))
    assert found[2].cell.params == composed("strategy=mt_r")


def test_the_experiment_of_a_cell_is_found(project: Path) -> None:
    write(project, one="cpu: [{vary: {seed: [1, 2]}}]")
    run(project, "git", "update-ref", f"refs/exps/ab/cd/{name_of(composed('seed=2'))}", "HEAD")
    head = run(project, "git", "rev-parse", "HEAD").strip()
    found = places(["one"], "cpu", project)
    assert [place.finished for place in found] == [None, Experiment(project, head, "abcd")]


def test_scales_are_what_the_file_says(project: Path) -> None:
    write(project, one="paper: [{fixed: {seed: 1}}]\nmine: [{fixed: {seed: 2}}]")
    assert list(choices_of("one", "mine", project)) == [{"seed": 2}]
    assert sweep_names(project) == ["one"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("cpu: [{use: one}]", "conf/sweep/one.yaml: use: one: a sweep that uses itself"),
        ("cpu: [{use: none}]", "none: no such sweep; conf/sweep has one"),
        ("cpu: [{seed: 1}]", "conf/sweep/one.yaml: cpu.0.seed: unknown key; cpu.0 has use, fixed, vary"),
        ("paper: []", "conf/sweep/one.yaml: has no scale cpu; choose from paper"),
        ("cpu: {seed: 1}", "conf/sweep/one.yaml: expected a list of entries by scale"),
        ("cpu: [", "conf/sweep/one.yaml:1: not YAML"),
        ("cpu: [{vary: {seed: [1], x: [{seed: 2}]}}]", "conf/sweep/one.yaml: vary: two axes choose seed"),
        ("cpu: [{fixed: {strategy: mt_avgg}}]", "strategy=mt_avgg: In 'config': Could not find 'strategy/mt_avgg'"),
    ],
)
def test_mistakes_are_one_line(text: str, message: str, project: Path) -> None:
    write(project, one=text)
    with pytest.raises(UserError) as caught:
        places(["one"], "cpu", project)
    assert message in str(caught.value) and "\n" not in str(caught.value)
