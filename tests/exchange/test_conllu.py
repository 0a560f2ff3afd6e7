"""CoNLL-U: what comes back wrong, and what people do in their own way."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtal.corpora.formats.conllu import read
from mtal.corpora.report import ReadingReport
from mtal.corpora.sentence import Sentence
from mtal.errors import UserError
from mtal.exchange import Batch, Item, Taken, hand_out, take_in
from mtal.exchange.playing import accepted
from support.annotated import example
from support.annotators import check_fault

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


def test_our_reader_of_corpora_reads_the_same(tmp_path: Path) -> None:
    (path,) = hand_out(example(), "conllu", tmp_path)
    report = ReadingReport()
    sentences = list(read(path, report=report))
    assert [sentence.id for sentence in sentences] == ["s-1", "s-2"]
    first = example().items[0]
    assert sentences[0].tokens == first.sentence.tokens
    assert sentences[0].labels == {task: first.filled_in[task] for task in ("dp", "pos", "ner")}
    assert sentences[1].labels == {"pos": ["NN", "NN"]}


def test_universal_tags_go_to_their_own_column(tmp_path: Path) -> None:
    item = Item(Sentence("s", "d", ["a", "b"]), ("pos",), {"pos": ["NOUN", "VERB"]})
    batch = Batch("b", [item], {"pos": ["NOUN", "VERB"]})
    taken, path = changed(batch, "\tVERB\t_", "\tNOUN\tXX", tmp_path)
    assert "a\t_\tNOUN\t_" in path.read_text("utf-8")
    assert taken.answers[0].labels == {"pos": ["NOUN", "NOUN"]}


def test_an_eleventh_column_of_entities_is_read(tmp_path: Path) -> None:
    (path,) = accepted(example(), "conllu", tmp_path)
    lines = path.read_text("utf-8").replace("NER=B-PER", "NER=O").replace("NER=I-PER", "_").splitlines()
    lines = [f"{line}\tB-ORG" if line.startswith("2\tAda") else line for line in lines]
    path.write_text("\n".join(lines), "utf-8")
    taken = take_in(example(), "conllu", [path])
    assert (taken.faults, taken.answers[0].labels["ner"][:3]) == ([], ["O", "B-ORG", "O"])


def test_lines_that_are_no_words_are_passed_over(tmp_path: Path) -> None:
    more = "1-2\tOslo University" + "\t_" * 8 + "\n1\tOslo\t"
    taken, _ = changed(example(), "1\tOslo\t", more, tmp_path)
    assert (taken.faults, len(taken.answers)) == ([], 2)


def test_a_tool_that_drops_comments_leaves_the_answer(tmp_path: Path) -> None:
    taken, _ = changed(example(), "# done = yes\n", "", tmp_path)
    assert (taken.faults, len(taken.answers)) == ([], 2)
    assert take_in(example(), "conllu", hand_out(example(), "conllu", tmp_path)).answers == []


@pytest.mark.parametrize(("task", "name"), [("ner", "a|b"), ("pos", "_"), ("id", "a;b")])
def test_a_label_that_the_format_cannot_hold_is_refused(task: str, name: str, tmp_path: Path) -> None:
    batch = Batch("b", [Item(Sentence("s", "d", ["a"]), (task,))], {task: [name]})
    with pytest.raises(UserError, match="which CoNLL-U can't carry in one"):
        hand_out(batch, "conllu", tmp_path)
