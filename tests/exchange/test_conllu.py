"""CoNLL-U: what comes back wrong, and what people do in their own way."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtal.exchange import Batch, Taken, take_in
from support.annotated import example
from support.annotators import accepted, check_fault

FAULTS = [
    ("sent_id = s-2", "sent_id = s-4", ":21: there is no sentence 's-4' in the batch", "s-2 *"),
    ("# sent_id = s-2\n", "", ":21: no sentence id", "s-2 *"),
    ("\tAda\t", "\tIda\t", ":1: the words of sentence s-1 changed: 'Ida'", "s-1 *"),
    ("NER=I-PER", "NER=I-ORG", "word 3 ('Lovelace'): tag 'I-ORG' without B-ORG", "s-1 ner"),
    ("NER=I-PER", "NER=I-PER|NER=O", "word 3 has two values of NER in MISC", "s-1 ner"),
    ("\t0\troot", "\t0\tdep", "dp: the label 'dep' isn't one of the labels", "s-1 dp"),
    ("\t0\troot", "\t_\troot", "word 3 ('Lovelace') has no head", "s-1 dp"),
    ("# id = play music; x", "# id =", "no intent is chosen", "s-1 id"),
]


@pytest.mark.parametrize(("old", "new", "message", "lost"), FAULTS, ids=[row[2] for row in FAULTS])
def test_one_fault_and_the_rest_is_taken(old: str, new: str, message: str, lost: str, tmp_path: Path) -> None:
    taken, path = changed(example(), old, new, tmp_path)
    check_fault(taken, path, message, lost, example())


def changed(batch: Batch, old: str, new: str, folder: Path) -> tuple[Taken, Path]:
    """What is taken of a file in which something is replaced, and its path."""
    (path,) = accepted(batch, "conllu", folder)
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new).encode())
    return take_in(batch, "conllu", [path]), path
