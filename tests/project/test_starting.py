"""A project's folder, made."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from mtal.errors import InputError, UserError
from mtal.project import repository
from mtal.project.first_params import Wishes
from mtal.project.held_out import read_held_out
from mtal.project.options import read_options
from mtal.project.starting import start
from mtal.texts.pool import read_pool
from support.projects import LABELS, plain, project, wishes, write_text


@pytest.fixture
def text(tmp_path: Path) -> Path:
    return write_text(tmp_path / "all.jsonl", plain(20))


@pytest.fixture(autouse=True)
def name(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody whom git knows."""
    for one in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{one}_NAME", "test")
        monkeypatch.setenv(f"GIT_{one}_EMAIL", "test@localhost")


def refused(folder: Path, wanted: Wishes, message: str) -> None:
    """In one line, and nothing is left behind."""
    before = sorted(folder.parent.rglob("*"))
    with pytest.raises(UserError, match=message) as error:
        start(folder, wanted)
    assert "\n" not in str(error.value)
    assert sorted(folder.parent.rglob("*")) == before


def test_a_project_is_a_repository_with_one_commit(text: Path, tmp_path: Path) -> None:
    pool = start(tmp_path / "mine", wishes([text], ["ner", "pos"]))
    folder = tmp_path / "mine"
    assert len(pool.sentences) == 20 and not list(tmp_path.glob(".*"))

    def git(*arguments: str) -> list[str]:
        return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True).stdout.splitlines()

    assert git("status", "--short") == [] and git("log", "--format=%s") == ["Begin"]
    names = {"text.dvc", "dvc.yaml", "params.yaml", "held_out.csv", "annotations.jsonl", "README.md"}
    assert names < set(git("ls-files"))
    assert not [name for name in git("ls-files") if name.startswith("text/")]
    assert (folder / ".dvc/config").read_text() == repository.SETTINGS
    (folder / ".annotations.jsonl.part").write_text("")  # as a kill would leave it
    assert git("status", "--short") == []


def test_faults_leave_nothing_behind(text: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    large = {"test": 15, "development": 4}
    refused(folder, wishes([text], ["ner", "pos"], sizes=large), "20 sentences are fewer than the 25")
    refused(folder, wishes([text], ["ner"], labels={}), "ner: which labels\\? Give them: --labels ner=A,B")
    refused(folder, wishes([text], ["ner"], labels={"ner": ["A", "A"]}), "label 'A' stands 2 times")
    refused(folder, wishes([text], ["re"]), "put ner_span before it")
    refused(folder, wishes([tmp_path / "none.txt"], ["ner"]), "none.txt")
    refused(folder, wishes([text], ["ner"], tool="brat"), "tool=brat: choose from")


def test_two_files_of_one_name(text: Path, tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    other = write_text(tmp_path / "more/all.jsonl", plain(9, seed=1))
    refused(tmp_path / "mine", wishes([text, other], ["ner"]), "two files are called all.jsonl")


def test_a_folder_that_is_somebodys(text: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full/a").write_text("")
    for name in ("full", "all.jsonl"):
        with pytest.raises(InputError, match="there already, and not empty; give another folder"):
            start(tmp_path / name, wishes([text], ["ner"]))
    (tmp_path / "empty/inner").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "empty/inner")
    for here in (Path(), Path("../inner")):
        with pytest.raises(InputError, match="you are in this folder"):
            start(here, wishes([text], ["ner"]))
    assert (tmp_path / "empty/inner").is_dir()


def test_whom_git_does_not_know(text: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for one in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{one}_NAME", "")
    refused(tmp_path / "mine", wishes([text], ["ner"]), "git doesn't know who you are; tell it with git config")


def made(folder: Path, wanted: Wishes) -> dict[str, Any]:
    project(folder, wanted)
    return yaml.safe_load((folder / "params.yaml").read_text(encoding="utf-8"))


def test_labels_are_the_users_else_those_of_the_text_else_universal(tmp_path: Path) -> None:
    text = write_text(tmp_path / "all.jsonl", plain(20), labelled=["ner", "id"])
    wanted = wishes([text], ["ner", "id", "pos", "dp"], labels={"id": ["x"]})
    found = made(tmp_path / "mine", wanted)["labels"]
    assert (found["ner"], found["id"]) == (["LOC", "PER"], ["x"])
    assert (len(found["pos"]), len(found["dp"])) == (17, 37)


def test_what_is_written_reads_again(tmp_path: Path, text: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    odd = {"ner": ["yes", "on", "a: b", "#x", "12", "null", "ÄÖ", "'q\""], "pos": ["''", "``", "-"]}
    folder = project(tmp_path / "mine", wishes([text], ["ner", "pos"], "some/name", labels=odd, seed=7))
    found = read_options(folder / "params.yaml")
    assert (found.labels, found.seed, found.encoder.name) == (odd, 7, "some/name")
    assert found.training.encoder_lr == 5e-5
    monkeypatch.chdir(tmp_path)
    (tmp_path / "enc").mkdir()
    params = made(tmp_path / "two", wishes([text], ["ner_span", "re"], "enc"))
    assert params["encoder"]["name"] == str(tmp_path / "enc"), "a folder is found from inside the project, too"
    assert params["tasks"]["re"]["weight"] == 10.0 and params["model"]["dropout"] == 0.0
    assert list(params["labels"].values()) == [LABELS["ner_span"], LABELS["re"]]


def test_what_is_held_out_is_of_the_text_and_the_same_every_time(tmp_path: Path, text: Path) -> None:
    drawn = []
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        folder = project(tmp_path / name, wishes([text], ["ner"], seed=seed))
        drawn.append(read_held_out(folder / "held_out.csv"))
    assert drawn[0] == drawn[1] != drawn[2]
    pool = read_pool([text], ["ner"], wishes([text], ["ner"]).options)
    assert set(drawn[0]) < {each.id for each in pool.sentences}
    assert sorted(drawn[0].values()) == ["development"] * 4 + ["test"] * 5


def test_the_name_stands_in_the_readme(tmp_path: Path, text: Path) -> None:
    folder = project(tmp_path / "mine", wishes([text], ["ner", "pos"], tool="doccano"))
    readme = (folder / "README.md").read_text()
    assert readme.startswith("# mine\n") and "ner, pos" in readme and "in doccano" in readme and "$$" not in readme
