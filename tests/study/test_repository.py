"""What is asked of git."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtal.errors import UserError
from mtal.study.repository import check_committed, current_commit, experiments, git, reference_of, text_at, untracked
from support.clones import commit, run


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository with one commit."""
    for name in ("src/a.py", "conf/config.yaml", "docs/page.md", "params.yaml", "data/raw/mine.dvc"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x\n")
    run(tmp_path, "git", "init", "-q")
    commit(tmp_path, "One")
    return tmp_path


def refer(project: Path, baseline: str, name: str) -> str:
    """A commit of its own as an experiment of a baseline."""
    run(project, "git", "-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qm", name, "--allow-empty")
    git(project, "update-ref", f"refs/exps/{baseline}/{name}", "HEAD")
    return current_commit(project)


def test_experiments_are_found_by_name_whatever_they_began_from(project: Path) -> None:
    first = refer(project, "ab/cdef", "cell-1")
    second = refer(project, "12/3456", "cell-2")
    refer(project, "12/3456", "other")
    assert experiments(project) == {"cell-1": (first, "abcdef"), "cell-2": (second, "123456")}
    assert reference_of(project, "cell-2") == "refs/exps/12/3456/cell-2"
    assert reference_of(project, "cell-") is None


@pytest.mark.parametrize(
    "name", ["params.yaml", "docs/page.md", "notes.txt", "conf/sweep/mine.yaml", "conf/cluster/a.yaml"]
)
def test_what_a_clone_has_no_use_for_needs_no_commit(name: str, project: Path) -> None:
    (project / name).parent.mkdir(exist_ok=True)
    (project / name).write_text("other\n")
    check_committed(project)


@pytest.mark.parametrize("name", ["src/a.py", "conf/corpus/mine.yaml", "dvc.yaml"])
def test_other_code_and_choices_are_committed_first(name: str, project: Path) -> None:
    (project / name).parent.mkdir(exist_ok=True)
    (project / name).write_text("other\n")
    with pytest.raises(UserError, match=f"{name}: not committed, .*; commit first"):
        check_committed(project)
    (project / "conf/config.yaml").write_text("other\n")
    with pytest.raises(UserError, match=" and 1 more: not committed"):
        check_committed(project)


def test_files_that_clones_lack(project: Path) -> None:
    assert untracked(project, ["src", "data/raw/mine", "data/raw/other"]) == ["data/raw/other"]


def test_what_git_refuses_is_one_line(project: Path) -> None:
    with pytest.raises(UserError, match="git rev-parse: ") as caught:
        git(project, "rev-parse", "nowhere")
    assert "\n" not in str(caught.value)


def test_files_are_read_as_they_were_committed(project: Path) -> None:
    (project / "docs/page.md").write_bytes("é\r\n".encode())
    commit(project, "Two")
    (project / "docs/page.md").write_text("later\n")
    assert text_at(project, "HEAD", "docs/page.md") == "é\r\n"
    assert text_at(project / "docs", "HEAD~1", "page.md") == "x\n"
    assert text_at(project, "HEAD", "none.md") is None
