"""`python -m mtal take` in a project."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mtal.__main__ import main
from mtal.project.asked import read_annotations
from mtal.project.taking import handed_out
from mtal.rehearsal.players import answer
from support.projects import gold_of, inside, plain, project, stage, wishes, write_text

SENTENCES = plain(20)
PATH = Path("annotations.jsonl")


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose first batch waits, without the label LOC; we are in it."""
    text = write_text(tmp_path / "all.jsonl", SENTENCES)
    few = {"labels": {"ner": ["PER"], "id": ["ask", "tell"]}, "tool": "csv"}
    folder = project(tmp_path / "mine", wishes([text], ["ner", "id"], **few))
    with inside(folder):
        stage()
    monkeypatch.chdir(folder)
    return folder


def exported(place: Path, kinds: list[str], share: float = 0.0) -> str:
    """The batch as gold has it, where entities of other kinds aren't seen."""
    seen = [kind for kind in ("PER", "LOC") if kind in kinds]
    batch, _ = handed_out("csv")
    gold = {
        words: {
            **labels,
            "ner": [tag if tag[2:] in seen else "O" for tag in labels["ner"]],
        }
        for words, labels in gold_of(SENTENCES).items()
    }
    wide = replace(batch, labels={**batch.labels, "ner": ["PER", "LOC"]})
    return str(answer(wide, gold, "csv", place / f"out-{'-'.join(kinds)}-{share}", share, 1)[0])


def test_taken_twice_nothing_is_written(mine: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = exported(tmp_path, ["PER"])
    capsys.readouterr()
    assert main(["take", file, "--annotator", "ann"]) == 0
    assert capsys.readouterr().err == "15 of 15 sentences taken (ner 15, id 15)\n"
    PATH.chmod(0o400)
    before = (PATH.read_bytes(), PATH.stat().st_ino, PATH.stat().st_mtime_ns)
    assert main(["take", file, "--annotator", "ann"]) == 0
    assert (PATH.read_bytes(), PATH.stat().st_ino, PATH.stat().st_mtime_ns) == before
    assert {who for each in read_annotations() for who in each.answers} == {"ann"}


def test_a_correction_is_told(mine: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["take", exported(tmp_path, ["PER"]), "--annotator", "ann"]) == 0
    assert main(["take", exported(tmp_path, []), "--annotator", "ann"]) == 0
    said = capsys.readouterr().err.splitlines()[-1]
    assert said.startswith("15 corrected, the later answer counts: s-") and said.endswith(" and 10 more")
    assert all(set(each.answers["ann"]["labels"]["ner"]) == {"O"} for each in read_annotations())


def test_labels_that_are_new_are_asked_for(mine: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = exported(tmp_path, ["PER", "LOC"])
    assert main(["take", file]) == 1
    said = capsys.readouterr().err
    assert "15 of 15 sentences taken (ner " in said or "15 of 15 sentences taken (id 15" in said
    assert "ner: the label 'LOC' isn't one of the labels (PER)" in said and "not wholly labelled yet: s-" in said
    assert main(["take", file, "--new-labels", "ner"]) == 0
    assert "ner: new labels: LOC" in capsys.readouterr().err
    before = PATH.read_bytes()
    assert main(["take", file, "--new-labels", "foo"]) == 1
    assert "unknown task foo; the batch has id, ner" in capsys.readouterr().err
    assert PATH.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"a,b\n1,2\n", b"sentence,number,word\n"])
def test_a_file_that_is_none_changes_nothing(
    mine: Path, tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = exported(tmp_path, ["PER"]), tmp_path / "bad.csv"
    bad.write_bytes(content)
    before = PATH.read_bytes()
    capsys.readouterr()
    assert main(["take", good, str(bad)]) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"{bad}:") and said.count("\n") == 1
    assert PATH.read_bytes() == before


def test_where_there_is_no_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["take", "export.csv"]) == 1
    assert capsys.readouterr().err == "params.yaml: missing; run this in the project's folder\n"
    assert main(["take", "export.csv", "-o", "out.jsonl"]) == 1
    assert "export.csv: no folder" in capsys.readouterr().err


def test_a_batch_that_is_not_there(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("batch/batch.csv.json").unlink()
    capsys.readouterr()
    assert main(["take", "x.csv"]) == 1
    assert capsys.readouterr().err.startswith("batch: no batch for csv there; dvc repro makes one")
