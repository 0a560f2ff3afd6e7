"""Spreadsheets: what comes back wrong, and what people do in their own way."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtal.exchange import Batch, Taken, take_in
from support.annotated import example
from support.annotators import accepted, check_fault

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
