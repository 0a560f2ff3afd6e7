"""Spreadsheets: what comes back wrong, and what people do in their own way."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from mtal.errors import UserError
from mtal.exchange import Batch, Item, Taken, hand_out, take_in
from mtal.exchange.playing import accepted
from support.annotated import example
from support.annotators import check_fault

FAULTS = [
    ("Ada,", "Ida,", ":2: the words of sentence s-1 changed: 'Ida' instead of 'Ada'", "s-1 *"),
    ("s-1,9,", "s-1,8,", ":2: its rows aren't the words 1 to 9 in order", "s-1 *"),
    ("s-2,", "s-3,", ":11: there is no sentence 's-3' in the batch", "s-2 *"),
    ("s-2,", ",", ":11: no sentence id", "s-2 *"),
    ("O,B-PER,NN", "O,O,NN", "word 3 ('Lovelace'): tag 'I-PER' without B-PER before it", "s-1 ner"),
    ("O,B-PER,NN", "O,PER,NN", "word 2 ('Ada'): tag 'PER' is neither O, B-type nor", "s-1 ner"),
    ("O,B-PER,NN", "O,B-PER,", "word 2 ('Ada') has no tag", "s-1 pos"),
    ("O,B-PER,NN", "O,B-PER,NNP", "pos: the label 'NNP' isn't one of", "s-1 pos"),
    ("NN,0,root", "NN,x,root", "word 3 has the head 'x' instead of a number", "s-1 dp"),
    ("NN,0,root", "NN,,root", "word 3 ('Lovelace') has no head", "s-1 dp"),
    ("NN,0,root", "NN,10,root", "has the head 10; the words are 1 to 9", "s-1 dp"),
    ("NN,0,root", "NN,0,", "word 3 ('Lovelace') has no relation", "s-1 dp"),
    ("NN,0,root", "NN,2,root", "the heads run in a circle", "s-1 dp"),
    ("play music; x,", ",", "no intent is chosen", "s-1 id"),
    ("2-3 PER; ", "2-3; ", "the entity '2-3' isn't like 1-2 TYPE", "s-1 re"),
    ("2-3 PER; ", "2-33 PER; ", "the words 2-33 aren't in the sentence, which has the words", "s-1 re"),
    (",2-3 WORKS", ",2-4 WORKS", "has an end that is no entity, 2-4", "s-1 re"),
    (",2-3 WORKS FOR 8-8", ",2-3 WORKS", "the relation '2-3 WORKS' isn't like 1-2 TYPE 4-4", "s-1 re"),
]


@pytest.mark.parametrize(("old", "new", "message", "lost"), FAULTS, ids=[row[2] for row in FAULTS])
def test_one_fault_and_the_rest_is_taken(old: str, new: str, message: str, lost: str, tmp_path: Path) -> None:
    taken, path = changed(example(), old, new, tmp_path)
    check_fault(taken, path, message, lost, example())


def changed(batch: Batch, old: str, new: str, folder: Path) -> tuple[Taken, Path]:
    """What is taken of a file in which something is replaced, and its path."""
    (path,) = accepted(batch, "csv", folder)
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new).encode())
    return take_in(batch, "csv", [path]), path


@pytest.mark.parametrize(("typed", "answered"), [("yes", 2), ("X", 2), (" no ", 1), ("0", 1), ("FALSE", 1), ("", 1)])
def test_a_sentence_is_answered_when_somebody_says_so(typed: str, answered: int, tmp_path: Path) -> None:
    taken, _ = changed(example(), "s-2,1,Oslo,x", f"s-2,1,Oslo,{typed}", tmp_path)
    assert (taken.faults, len(taken.answers), "s-2" in taken.unanswered) == ([], answered, answered == 1)


def test_empty_cells_are_outside(tmp_path: Path) -> None:
    taken, _ = changed(example(), ",O,", ",,", tmp_path)
    assert taken.faults == []
    assert taken.answers[0].labels["sf"] == example().items[0].filled_in["sf"]


def test_what_people_and_programs_add_does_no_harm(tmp_path: Path) -> None:
    taken, path = changed(example(), "O,B-PER,NN", "O, B-PER ,NN ", tmp_path)
    assert taken.faults == []
    text = path.read_text("utf-8-sig")
    lines = text.replace("s-2,1,", ",,,,,,,,\r\ns-2,1,", 1).splitlines()
    path.write_bytes("\r\n".join(f"{line},more" for line in lines).encode())
    again = take_in(example(), "csv", [path])
    assert (again.faults, again.answers) == ([], taken.answers)


def test_a_remark_about_the_sentence_in_another_row_is_found_out(tmp_path: Path) -> None:
    taken, path = changed(example(), "s-1,2,Ada,,", "s-1,2,Ada,,x", tmp_path)
    check_fault(taken, path, "'x' in column 'id' isn't in the sentence's first row", "s-1 id", example())


def test_a_sentence_whose_rows_are_torn_apart(tmp_path: Path) -> None:
    (path,) = accepted(example(), "csv", tmp_path)
    header, *rows = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([header, *rows[:4], *rows[9:], *rows[4:9]]), "utf-8")
    taken = take_in(example(), "csv", [path])
    assert [answer.id for answer in taken.answers] == ["s-2"]
    assert "its rows aren't the words 1 to 9 in order" in str(taken.faults[0])


def test_a_label_that_a_cell_cannot_hold_is_refused(tmp_path: Path) -> None:
    batch = Batch("b", example().items[1:], {"ner": ["a;b"]})
    assert hand_out(batch, "csv", tmp_path)
    item = Item(example().items[1].sentence, ("id",))
    with pytest.raises(UserError, match="id: the label 'a;b' holds ';', which a spreadsheet can't carry in one"):
        hand_out(Batch("b", [item], {"id": ["a;b"]}), "csv", tmp_path)


@pytest.mark.parametrize("sign", [";", "\t"])
def test_other_signs_between_columns(sign: str, tmp_path: Path) -> None:
    (path,) = accepted(example(), "csv", tmp_path)
    before = take_in(example(), "csv", [path])
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=sign).writerows(rows)
    assert take_in(example(), "csv", [path]) == before
