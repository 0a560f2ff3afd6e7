"""`python -m mtal batch` and `take`: out to annotators and back."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest

from mtal.__main__ import main
from mtal.corpora.sentence import Sentence, load_sentences, write_sentences
from mtal.exchange import FORMATS, read_batch
from support.trained import stored_model

TASKS = ["dp", "ner", "id"]


@pytest.fixture(scope="module")
def place(bert: Path, sentences: list[Sentence], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model, a file of sentences, and a text."""
    root = tmp_path_factory.mktemp("own")
    stored_model(root / "model", bert, sentences, "cmt", TASKS)
    write_sentences(root / "new.jsonl", sentences)
    (root / "new.txt").write_text("Ann left Oslo .\nHe stayed .\nIt rains in Rome .\n")
    return root


def made(place: Path, folder: Path, tool: str, *arguments: object) -> Path:
    command = ["batch", *map(str, arguments), "--tool", tool, "-o", str(folder)]
    assert main([word.replace("HERE", str(place)) for word in command]) == 0
    return folder


MODEL = ("HERE/new.jsonl", "--model", "HERE/model")
BARE = ("HERE/new.txt", "--labels", "ner=PER,LOC", "--labels", "id=ask,tell")


@pytest.mark.parametrize("tool", FORMATS)
def test_a_model_chooses_and_labels_beforehand(place: Path, tmp_path: Path, tool: str) -> None:
    folder = made(place, tmp_path / "b", tool, *MODEL, "-n", 3)
    order = tmp_path / "order.csv"
    assert main(["rank", str(place / "model"), str(place / "new.jsonl"), "-n", "3", "-o", str(order)]) == 0
    with order.open(newline="") as file:
        ids = [row["sentence"] for row in csv.DictReader(file)]
    batch = read_batch(folder / f"batch.{tool}.json")
    assert [item.sentence.id for item in batch.items] == ids
    assert all(item.filled_in.keys() == item.confidence.keys() == set(TASKS) for item in batch.items)
    assert not any(label.startswith(("B-", "I-")) for label in batch.labels["ner"])
    again = made(place, tmp_path / "again", tool, *MODEL, "-n", 3)
    for path in folder.iterdir():
        assert path.read_bytes() == (again / path.name).read_bytes()


def test_a_page_to_look_at(place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = made(place, tmp_path / "b", "label-studio", *MODEL, "-n", 2)
    assert f"To look at before: {folder / 'preview.html'}" in capsys.readouterr().out
    page = (folder / "preview.html").read_text(encoding="utf-8")
    assert "<title>A batch for label-studio</title>" in page and page.count("<article>") == 2


def test_an_earlier_batch_is_replaced_unless_somebody_worked_on_it(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = made(place, tmp_path / "b", "csv", *BARE)
    made(place, folder, "csv", *BARE, "-n", 1)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    capsys.readouterr()
    words = [word.replace("HERE", str(place)) for word in BARE]
    assert main(["batch", *words, "--tool", "conllu", "-o", str(folder)]) == 1
    assert "a batch for csv is there; move it away, or give another folder" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    (folder / "batch.csv").write_text("labels")
    assert main(["batch", *words, "--tool", "csv", "-o", str(folder)]) == 1
    assert "batch.csv isn't as it was handed out" in capsys.readouterr().err


def done(folder: Path, rows: dict[str, list[tuple[str, str]]]) -> Path:
    """The spreadsheet with the intent and tags of some sentences filled in."""
    with (folder / "batch.csv").open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.DictReader(file))
    for row in table:
        if row["sentence"] in rows:
            intent, tags = rows[row["sentence"]][0]
            first = row["number"] == "1"
            row |= {
                "done": "x" if first else "",
                "id": intent if first else "",
                "ner": tags.split()[int(row["number"]) - 1],
            }
    path = folder / "done.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, table[0].keys())
        writer.writeheader()
        writer.writerows(table)
    return path


def test_what_annotators_say_comes_back(place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = made(place, tmp_path / "b", "csv", *BARE)
    names = {item.sentence.tokens[0]: item.sentence.id for item in read_batch(folder / "batch.csv.json").items}
    answers = {names["Ann"]: [("tell", "B-PER O B-LOC O")], names["He"]: [("shout", "O O O")]}
    answers[names["It"]] = [("tell", "O O O B-LOC O")]
    file = done(folder, answers)
    capsys.readouterr()
    assert main(["take", str(folder), str(file), "-o", str(tmp_path / "labelled.jsonl")]) == 1
    told = capsys.readouterr().err.splitlines()
    assert told[0].startswith("3 of 3 sentences taken (")
    assert (
        len(told) == 2 and told[1].startswith(f"{file}:") and "'shout' isn't one of the labels (ask, tell)" in told[1]
    )
    found = {sentence.id: sentence.labels for sentence in load_sentences(tmp_path / "labelled.jsonl")}
    assert found[names["Ann"]] == {"id": ["tell"], "ner": ["B-PER", "O", "B-LOC", "O"]}
    assert found[names["He"]] == {"ner": ["O", "O", "O"]}
    assert main(["take", str(folder), str(file), "--new-labels", "id", "-o", str(tmp_path / "l.conllu")]) == 0
    assert "id: new labels: shout" in capsys.readouterr().err
    assert (tmp_path / "l.conllu").read_text().count("NER=B-LOC") == 2
    assert main(["check", str(tmp_path / "l.conllu"), "--format", "conllu"]) == 0


def test_what_nobody_answered_is_told(place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = made(place, tmp_path / "b", "csv", *BARE, "-n", 2)
    assert main(["take", str(folder), str(folder / "batch.csv")]) == 0
    said = capsys.readouterr()
    assert "0 of 2 sentences taken" in said.err and "not wholly labelled yet: " in said.err


def test_most_annotators_count(place: Path, tmp_path: Path) -> None:
    folder = made(place, tmp_path / "b", "csv", *BARE)
    (name,) = {i.sentence.id for i in read_batch(folder / "batch.csv.json").items if i.sentence.tokens[0] == "He"}
    files = []
    for who, intent in (("ann", "ask"), ("bob", "tell"), ("cid", "tell")):
        file = tmp_path / f"{who}.csv"
        done(folder, {name: [(intent, "O O O")]}).rename(file)
        files.append(str(file))
    output = tmp_path / "labelled.jsonl"
    assert main(["take", str(folder), *files, "-o", str(output)]) == 0
    assert json.loads(output.read_text())["labels"] == {"id": ["tell"], "ner": ["O", "O", "O"]}
    assert main(["take", str(folder), *files[:2], "-o", str(output)]) == 0
    assert json.loads(output.read_text())["labels"]["id"] == ["ask"], "of equals the first name's"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("HERE/new.txt",), "give either --model, or --labels"),
        ((*MODEL, "--labels", "ner=A"), "give either --model, or --labels"),
        (("HERE/new.txt", "--labels", "ner"), "--labels ner: give a task and its labels"),
        (("HERE/new.txt", "--labels", "nerd=A"), "unknown task nerd"),
        ((*BARE, "--strata", "2"), "without --model sentences are drawn at random"),
        ((*BARE, "-n", "0"), "-n 0: at least 1"),
        (("HERE/no.txt", "--labels", "ner=A"), "no such file"),
    ],
)
def test_a_mistake_is_one_line(
    place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], message: str
) -> None:
    words = [word.replace("HERE", str(place)) for word in arguments]
    assert main(["batch", *words, "--tool", "csv", "-o", str(tmp_path / "b")]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert message in line and not (tmp_path / "b").exists()


def test_take_wants_the_folder_of_one_batch(place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["take", str(tmp_path), "x.csv"]) == 1
    assert "no batch there; give the folder" in capsys.readouterr().err
    for tool in ("csv", "conllu"):
        made(place, tmp_path / tool, tool, *BARE)
    shutil.copy(tmp_path / "csv" / "batch.csv.json", tmp_path / "conllu")
    assert main(["take", str(tmp_path / "conllu"), "x.csv"]) == 1
    assert "several batches there, of conllu and csv" in capsys.readouterr().err
    assert main(["take", str(made(place, tmp_path / "c", "csv", *BARE)), "x.csv", "-o", "x.txt"]) == 1
