"""`python -m mtal start`."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtal.__main__ import main
from support.projects import plain, write_text


@pytest.fixture
def text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for one in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{one}_NAME", "test")
        monkeypatch.setenv(f"GIT_{one}_EMAIL", "test@localhost")
    Path("empty").mkdir()
    return write_text(tmp_path / "all.jsonl", plain(20))


SMALL = "--test 5 --development 4 --first 6"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("--tasks ner,foo", "--tasks ner,foo: unknown task foo; choose from"),
        ("--tasks ner,ner --labels ner=A", "give each task once"),
        ("--tasks ,", "at least one"),
        ("--tasks ner", "ner: which labels? Give them: --labels ner=A,B"),
        ("--tasks ner --labels A,B", "--labels A,B: give a task and its labels"),
        ("--tasks ner --labels pos=A", "--labels pos=…: pos isn't among the tasks (ner)"),
        ("--tasks ner --labels ner=A --labels ner=B", "--labels ner=…: given twice"),
        ("--tasks ner --labels ner=A,A", "label 'A' stands 2 times"),
        ("--tasks ner --labels ner=A --test 0", "--test 0: at least 1"),
        ("--tasks ner --labels ner=A --size 0", "--size 0: at least 1"),
        ("--tasks ner --labels ner=A --seed -1", "--seed -1: at least 0"),
        ("--tasks ner --labels ner=A --test 50", "20 sentences are fewer than the 60"),
        ("--tasks ner --labels ner=A --unit page", "text.unit"),
        ("--tasks ner --labels ner=A --format pdf", "text.format"),
        ("--tasks ner --labels ner=A --text none.txt", "none.txt: no such file"),
        ("--tasks ner --labels ner=A --text empty", "empty: no file there"),
    ],
)
def test_what_cannot_be_is_one_line_and_leaves_nothing(
    arguments: str, message: str, text: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(text.parent.rglob("*"))
    command = f"start mine --text {text} --tool csv {SMALL} {arguments}"
    assert main(command.split()) == 1
    said = capsys.readouterr()
    assert message in said.err and said.err.count("\n") == 1 and said.out == ""
    assert sorted(text.parent.rglob("*")) == before


def test_a_folder_of_text_is_all_its_files(text: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("texts/in").mkdir(parents=True)
    Path("texts/in/all.jsonl").write_bytes(text.read_bytes())
    Path("texts/.hidden").write_text("?")
    command = f"start mine --text texts {text.name} texts/in --tool csv --tasks ner --labels ner=A {SMALL} --size 3"
    assert main(command.split()) == 1
    assert "two files are called all.jsonl; give them names of their own" in capsys.readouterr().err
    assert main(command.replace(text.name, "").split()) == 0
    assert capsys.readouterr().out.splitlines() == [
        "mine: 20 sentences, " + capsys_words(text),
        "First come 15 at random: 5 to test on, 4 for development, 6 to learn from.",
        "cd mine && dvc repro",
    ]
    assert [path.name for path in Path("mine/text").iterdir()] == ["all.jsonl"]
    assert "n: 3  # sentences of a batch" in Path("mine/params.yaml").read_text()


def capsys_words(text: Path) -> str:
    return f"{sum(len(each.tokens) for each in plain(20))} words, none labelled"
