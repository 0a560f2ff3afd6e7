"""`python -m mtal rehearse`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mtal.__main__ import main
from mtal.rehearsal import playing
from mtal.rehearsal.playing import Play, Score
from support.projects import plain, project, wishes, write_text


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project, its gold beside it, and a play of which nobody learns anything."""
    sentences = plain(20)
    text = write_text(tmp_path / "all.jsonl", sentences)
    write_text(tmp_path / "gold.jsonl", sentences, labelled=["ner", "pos"])

    def played(what: Play, strategy: str | None, folder: Path) -> Iterator[list[Score]]:
        assert what.gold[tuple(sentences[0].tokens)].keys() == {"ner", "pos"}
        assert not folder.exists() and (what.noise, what.rounds, what.seed) == (0.1, 2, 1)
        yield [Score(1, "ner", "f1", 0.5, 9, 90), Score(1, "pos", "accuracy", 0.25, 9, 90)]
        yield []

    monkeypatch.setattr(playing, "play", played)
    return project(tmp_path / "mine", wishes([text], ["ner", "pos"]))


def test_both_strategies_are_played_and_written(mine: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = f"rehearse {mine} --gold {tmp_path / 'gold.jsonl'} --noise 0.1 --rounds 2 -o {tmp_path / 'out.csv'}"
    assert main(command.split()) == 0
    assert (tmp_path / "out.csv").read_text().splitlines() == [
        "strategy,round,task,metric,score,labelled,spent",
        "mt_avg,1,ner,f1,0.500000,9,90",
        "mt_avg,1,pos,accuracy,0.250000,9,90",
        "mt_r,1,ner,f1,0.500000,9,90",
        "mt_r,1,pos,accuracy,0.250000,9,90",
    ]
    assert "mt_avg: round 1: ner 50.0, pos 25.0\n" in capsys.readouterr().out


def test_the_same_strategy_is_played_once(mine: Path, tmp_path: Path) -> None:
    gold, out = tmp_path / "gold.jsonl", tmp_path / "out.csv"
    command = f"rehearse {mine} --gold {gold} --noise 0.1 --rounds 2 --against mt_avg -o {out}"
    assert main(command.split()) == 0
    assert len(out.read_text().splitlines()) == 3


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("--noise 1", "--noise 1.0: a share from 0"),
        ("--noise -0.1", "--noise -0.1: a share from 0"),
        ("--rounds 0", "--rounds 0: at least 1"),
        ("--gold none.jsonl", "none.jsonl"),
    ],
)
def test_what_cannot_be_is_one_line(
    mine: Path, tmp_path: Path, arguments: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    command = f"rehearse {mine} --gold {tmp_path / 'gold.jsonl'} {arguments}"
    assert main(command.split()) == 1
    said = capsys.readouterr()
    assert message in said.err and said.err.count("\n") == 1 and said.out == ""


def test_where_there_is_no_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rehearse", str(tmp_path), "--gold", "gold.jsonl"]) == 1
    assert "no project there; python -m mtal start makes one" in capsys.readouterr().err
