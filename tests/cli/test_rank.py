"""`python -m mtal rank`."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from mtal.__main__ import main
from mtal.corpora.sentence import Sentence, write_sentences
from support.trained import stored_model

TASKS = ["dp", "ner"]


@pytest.fixture(scope="module")
def place(bert: Path, sentences: list[Sentence], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two models and a file of sentences."""
    root = tmp_path_factory.mktemp("own")
    for kind in ("cmt", "st"):
        stored_model(root / kind, bert, sentences, kind, TASKS)
    write_sentences(root / "new.jsonl", sentences)
    return root


def ranked(place: Path, *arguments: object, model: str = "cmt") -> list[dict[str, str]]:
    output = place / "order.csv"
    assert main(["rank", str(place / model), str(place / "new.jsonl"), *map(str, arguments), "-o", str(output)]) == 0
    with output.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_least_sure_come_first(place: Path, sentences: list[Sentence], capsys: pytest.CaptureFixture[str]) -> None:
    rows = ranked(place)
    assert f"{place}/order.csv: 8 of 8 sentences by mt_avg\n" in capsys.readouterr().out
    assert [row["rank"] for row in rows] == [str(number) for number in range(1, 9)]
    assert {row["sentence"]: row["text"] for row in rows} == {s.id: " ".join(s.tokens) for s in sentences}
    sums = [float(row["dp"]) + float(row["ner"]) for row in rows]
    assert sums == sorted(sums) and list(rows[0]) == ["rank", "sentence", "words", "dp", "ner", "text"]


def test_one_task_can_select(place: Path) -> None:
    by_ner = [float(row["ner"]) for row in ranked(place, "--strategy", "mt_ec", "--task", "ner")]
    by_first = [float(row["dp"]) for row in ranked(place, "--strategy", "mt_ec")]
    of_single = [float(row["dp"]) for row in ranked(place, model="st")]
    assert all(order == sorted(order) for order in (by_ner, by_first, of_single))


def test_some_are_enough(place: Path) -> None:
    whole = ranked(place)
    assert ranked(place, "-n", 3) == whole[:3] and ranked(place, "-n", 99) == whole
    assert len(ranked(place, "-n", 4, "--strata", 2)) == 4


def test_random_order_comes_from_the_seed(place: Path) -> None:
    orders = [[row["sentence"] for row in ranked(place, "--strategy", "mt_r", "--seed", seed)] for seed in (5, 5, 6)]
    assert orders[0] == orders[1] != orders[2]


def test_it_is_printed_where_no_file_is_named(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = ranked(place)
    capsys.readouterr()
    assert main(["rank", str(place / "cmt"), str(place / "new.jsonl")]) == 0
    assert list(csv.DictReader(capsys.readouterr().out.splitlines())) == rows


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("--strategy st_ec", "--strategy st_ec: can't go by this model (cmt); choose from mt_r, mt_ec"),
        ("--strategy mt_avg --task dp", "--task dp: mt_avg looks at all tasks; leave it out"),
        ("--strategy mt_ec --task pos", "--task pos: not a task of this model; choose from dp, ner"),
        ("--strata 1", "--strata 1: at least 2"),
        ("-n 0", "-n 0: at least 1"),
        ("--seed -1", "--seed -1: at least 0"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(
    arguments: str, message: str, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rank", str(place / "cmt"), str(place / "new.jsonl"), *arguments.split()]) == 1
    said = capsys.readouterr().err
    assert said.startswith(message) and said.count("\n") == 1
