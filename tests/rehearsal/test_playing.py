"""A project played to its end."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mtal.errors import UserError
from mtal.project.asked import read_annotations
from mtal.project.starting import start
from mtal.rehearsal import playing
from mtal.rehearsal.playing import Play, Score, play
from support.composing import ROOT
from support.projects import SHORT, answer_all, change, gold_of, inside, plain, project, stage, wishes, write_text

SENTENCES = plain(15)
SIZES = {"test": 5, "development": 4}


@pytest.fixture(scope="module")
def mine(bert: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in which one batch is answered already, committed."""
    folder = tmp_path_factory.mktemp("place")
    text = write_text(folder / "all.jsonl", SENTENCES)
    with pytest.MonkeyPatch.context() as patch:
        for one in ("AUTHOR", "COMMITTER"):
            patch.setenv(f"GIT_{one}_NAME", "test")
            patch.setenv(f"GIT_{one}_EMAIL", "test@localhost")
        start(folder / "mine", wishes([text], ["ner", "pos"], bert, sizes=SIZES, first=6, tool="prodigy"))
        with inside(folder / "mine"):
            change(Path(), **SHORT)
            stage("read", "train", "test", "choose")
            answer_all("prodigy", gold_of(SENTENCES))
            subprocess.run(["git", "commit", "--quiet", "-am", "Answers"], check=True)
    return folder / "mine"


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The package, for the stages."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "src"))


def contents(folder: Path) -> dict[Path, Any]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and ".dvc" not in path.parts}


@pytest.mark.slow
def test_a_play_begins_anew_and_ends_where_nothing_is_left(mine: Path, tmp_path: Path) -> None:
    before = contents(mine)
    what = Play(mine, gold_of(SENTENCES), rounds=9, noise=0.0, seed=1)
    (first,) = play(what, "mt_r", tmp_path / "clone")
    assert [(each.round, each.task, each.metric) for each in first] == [(1, "ner", "f1"), (1, "pos", "accuracy")]
    assert all(isinstance(each, Score) and 0 <= each.score <= 1 and each.labelled == 15 for each in first)
    assert "name: mt_r" in (tmp_path / "clone/params.yaml").read_text()
    asked = read_annotations(tmp_path / "clone/annotations.jsonl")
    assert [each.batch for each in asked] == [0] * 15
    assert {who for each in asked for who in each.answers} == {"player"}
    assert contents(mine) == before, "the project itself stays as it is"


def test_each_round_is_told_as_it_ends(bert: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = write_text(tmp_path / "all.jsonl", more := plain(30))
    folder = project(tmp_path / "mine", wishes([text], ["ner", "pos"], bert, tool="conllu"))

    def run(place: Path, command: list[str], *, shown: bool = False) -> str:
        """What git and DVC would come to, in this process."""
        if "clone" in command:
            shutil.copytree(place, command[-1])
        elif "repro" in command:
            stage(*(("train", "test") if command[-1] == "test" else ()))
        return ""

    monkeypatch.setattr(playing, "_run", run)
    played = list(play(Play(folder, gold_of(more), 3, 0.3, 1), "mt_rrf", tmp_path / "clone"))
    assert [{each.round for each in scores} for scores in played] == [{1}, {2}, {3}]
    assert [scores[0].labelled for scores in played] == [15, 20, 25]
    spent = [scores[0].spent for scores in played]
    assert spent == sorted(set(spent))
    assert "strategy:\n  name: mt_avg" in (folder / "params.yaml").read_text()


def test_gold_of_another_text_is_one_line(mine: Path, tmp_path: Path) -> None:
    what = Play(mine, gold_of([replace(each, tokens=[*each.tokens, "!"]) for each in SENTENCES[:1]]), 1, 0.0, 1)
    with pytest.raises(UserError, match="gold has labels of ner, pos for none of 15 sentences") as error:
        list(play(what, None, tmp_path / "clone"))
    assert "\n" not in str(error.value)


def test_a_folder_without_git_is_told(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    with pytest.raises(UserError, match=r"^git clone: \S") as error:
        list(play(Play(tmp_path / "none", {}, 1, 0.0, 1), None, tmp_path / "clone"))
    assert "\n" not in str(error.value)
