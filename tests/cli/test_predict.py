"""`python -m mtal predict`."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mtal.__main__ import main
from mtal.cli.predict import OUTPUTS
from mtal.corpora.sentence import Sentence, write_sentences
from mtal.trained.model import open_model
from mtal.trained.writing import WRITERS
from support.trained import edit_recipe, stored_model

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def model(bert: Path, sentences: list[Sentence], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stored_model(tmp_path_factory.mktemp("own") / "model", bert, sentences)


def predict(*arguments: object) -> int:
    return main(["predict", *map(str, arguments)])


def test_all_writers_are_offered() -> None:
    assert set(OUTPUTS) == set(WRITERS)


def test_records_are_printed(
    model: Path, sentences: list[Sentence], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_sentences(tmp_path / "new.jsonl", sentences)
    assert predict(model, tmp_path / "new.jsonl") == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    expected = open_model(model).predict(sentence.tokens for sentence in sentences)
    assert [record["id"] for record in records] == [sentence.id for sentence in sentences]
    assert [record["labels"] for record in records] == [found.labels for found in expected]
    assert [record["confidence"]["dp"] for record in records] == [round(f.confidence["dp"], 6) for f in expected]


def test_raw_text_is_divided(model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("Dr. Ann left. Why?")
    assert predict(model, tmp_path / "a.txt", "--format", "raw", "--language", "en") == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [record["tokens"] for record in records] == [["Dr.", "Ann", "left", "."], ["Why", "?"]]
    assert predict(model, tmp_path / "a.txt", "--format", "raw", "--language", "qq") == 1
    assert capsys.readouterr().err == "language qq: not known; give its code (en, de, zh), or xx for many\n"


def test_the_ending_of_the_output_says_what_is_written(
    model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("Ann left .\n\nWhy ?\n")
    (tmp_path / "b.txt").write_text("Go\n")
    for name in ("new.conllu", "new.conllu.gz", "new.jsonl", "new"):
        assert predict(model, tmp_path / "a.txt", tmp_path / "b.txt", "-o", tmp_path / name) == 0
        assert f"{name}: 3 sentences, predicted for dp, ner, pos, sf, id\n" in capsys.readouterr().out
    blocks = (tmp_path / "new.conllu").read_text()
    assert blocks.count("# sent_id = ") == 3 and f"# sent_id = {tmp_path}/a.txt:3\n" in blocks
    assert gzip.decompress((tmp_path / "new.conllu.gz").read_bytes()).decode() == blocks
    assert (tmp_path / "new").read_bytes() == (tmp_path / "new.jsonl").read_bytes()
    assert predict(model, tmp_path / "a.txt", tmp_path / "b.txt", "--to", "conllu", "-o", tmp_path / "other.txt") == 0
    assert (tmp_path / "other.txt").read_text() == blocks


def test_what_was_predicted_can_be_asked_about_again(model: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ann left .\nGo\n")
    predict(model, tmp_path / "a.txt", "-o", tmp_path / "b.jsonl")
    predict(model, tmp_path / "b.jsonl", "-o", tmp_path / "c.jsonl")
    assert (tmp_path / "b.jsonl").read_bytes() == (tmp_path / "c.jsonl").read_bytes()


def test_standard_input_is_text(model: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "mtal", "predict", str(model), "-"]
    done = subprocess.run(command, env=environment, input="Go on\n", capture_output=True, text=True)
    record = json.loads(done.stdout)
    assert (record["id"], record["tokens"]) == ("stdin:1", ["Go", "on"])


def test_a_task_without_labels_is_told_of(
    bert: Path, sentences: list[Sentence], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = stored_model(tmp_path / "model", bert, sentences)
    edit_recipe(folder, unlearned=["id"])
    (tmp_path / "a.txt").write_text("Go\n")
    assert predict(folder, tmp_path / "a.txt") == 0
    printed = capsys.readouterr()
    assert "id: the model had no labels to learn it from\n" in printed.err
    assert "id" not in json.loads(printed.out)["labels"]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", b"", "a.txt: no sentence in this file\n"),
        ("a.txt", b"Go\ncaf\xe9\n", "a.txt:2: not UTF-8 (byte 0xE9); re-encode the file\n"),
        ("a.doc", b"Go\n", "give --format\n"),
    ],
)
def test_a_mistake_is_one_line_and_writes_nothing(
    name: str, content: bytes, message: str, model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(content)
    assert predict(model, tmp_path / name, "-o", tmp_path / "new.jsonl") == 1
    said = capsys.readouterr().err
    assert said.endswith(message) and said.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_files_are_looked_for_before_the_model_is_loaded(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert predict(tmp_path / "no-model", tmp_path / "none.txt") == 1
    assert capsys.readouterr().err == f"{tmp_path}/none.txt: no such file\n"
    (tmp_path / "a.txt").write_text("Go\n")
    assert predict(tmp_path / "no-model", tmp_path / "a.txt") == 1
    assert "no-model: no such folder; give a round's model" in capsys.readouterr().err


def test_an_output_that_cannot_be_written(model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("Go\n")
    assert predict(model, tmp_path / "a.txt", "-o", tmp_path / "a.txt/new.jsonl") == 1
    assert "new.jsonl: cannot be written: " in capsys.readouterr().err
