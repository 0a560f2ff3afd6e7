"""What comes back: files that can't be read, new labels, several annotators, what is left."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtal.errors import InputError, UserError
from mtal.exchange import Answer, Batch, Item, take_in
from mtal.exchange.playing import accepted
from mtal.exchange.taking import difference
from support.annotated import example

UNREADABLE = [
    ("label-studio", b"[{", ":1: not JSON"),
    ("label-studio", b"[\n{} {}]", ":2: not JSON"),
    ("label-studio", b"{}", ":1: not a list of tasks; export as JSON"),
    ("label-studio", b'[{"a": 1, "a": 2}]', ":1: an object has the key 'a' twice"),
    ("label-studio", "[]".encode("utf-16"), ":1: UTF-16, not UTF-8"),
    ("label-studio", b"[" * 100_000, "too large or too deep"),
    ("doccano", b"{}\n{", ":2: not JSON"),
    ("doccano", b'{"a": "\xe9"}', ":1: not UTF-8"),
    ("inception", b'[{"a": 1}', ":1: not JSON"),
    ("inception", b"{}", ": not a UIMA CAS; export as UIMA CAS JSON 0.4.0"),
    ("prodigy", b'{"a": "\x00"}', ":1: NUL byte"),
    ("prodigy", b"x\n", ":1: not JSON"),
    ("csv", b"", ":1: no column 'sentence'"),
    (
        "csv",
        b"sentence number word done\n",
        ":1: no column 'sentence'; keep the header as it was handed out",
    ),
    ("csv", b"sentence,number,word,done,done\n", ":1: two columns 'done'"),
    ("csv", b'a,"b\n', "not CSV in UTF-8"),
    ("csv", b"a,\xe9\n", ":1: not UTF-8 (byte 0xE9)"),
    ("csv", b"sentence,number,word,done\na,\xe9\n", "not CSV in UTF-8"),
    ("conllu", b"1\tAda\n", ":1: 2 tab-separated columns instead of 10 or 11"),
    ("conllu", b"# sent_id = s-1\n2" + b"\t_" * 9, ":2: word number '2' where 1 is due"),
    ("conllu", b"\xff\xfe1", ":1: UTF-16, not UTF-8"),
]


@pytest.mark.parametrize(("format", "content", "message"), UNREADABLE, ids=lambda value: str(value)[:40])
def test_a_file_that_cannot_be_read_is_one_line(format: str, content: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "back"
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        take_in(example(), format, [path])
    assert str(caught.value).startswith(f"{path}:")
    assert message in str(caught.value)


@pytest.mark.parametrize("format", ["conllu", "csv", "doccano", "inception", "label-studio", "prodigy"])
def test_a_missing_file(format: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        take_in(example(), format, [tmp_path / "none"])


def test_an_unknown_format_and_an_unknown_task() -> None:
    with pytest.raises(UserError, match="unknown format 'brat'; known are conllu, csv"):
        take_in(example(), "brat", [])
    with pytest.raises(UserError, match="new labels: unknown task nr"):
        take_in(example(), "csv", [], growing=["nr"])


def answered(folder: Path, tags: list[str], name: str = "batch") -> Path:
    """A file that says of the second sentence what its entities are."""
    batch = Batch("b", [Item(example().items[1].sentence, ("ner",), {"ner": tags})], {})
    (path,) = accepted(batch, "conllu", folder)
    return path.rename(folder / f"{name}.conllu")


def test_label_sets_grow_where_they_may(tmp_path: Path) -> None:
    path = answered(tmp_path, ["B-LOC", "B-GPE"])
    fixed = take_in(example(), "conllu", [path], growing=["pos"])
    assert "ner: the label 'GPE' isn't one of the labels (PER, ORG, a-b)" in str(fixed.faults[0])
    assert (fixed.answers, fixed.new_labels) == ([], {})
    grown = take_in(example(), "conllu", [path], growing=["ner"])
    assert (grown.faults, grown.new_labels) == ([], {"ner": ["GPE", "LOC"]})
    assert grown.answers[0].labels == {"ner": ["B-LOC", "B-GPE"]}


def test_what_is_refused_leaves_no_new_label(tmp_path: Path) -> None:
    path = answered(tmp_path, ["B-LOC", "B-GPE"])
    path.write_text(path.read_text("utf-8").replace("NER=B-GPE", "NER=I-GPE"), "utf-8")
    taken = take_in(example(), "conllu", [path], growing=["ner"])
    assert (len(taken.faults), taken.new_labels) == (1, {})


def test_several_annotators_are_kept_apart_by_the_names_of_their_files(tmp_path: Path) -> None:
    paths = [answered(tmp_path, ["B-PER", "O"], "zoe"), answered(tmp_path, ["O", "O"], "ann")]
    taken = take_in(example(), "conllu", paths)
    assert [(answer.id, answer.annotator, answer.labels["ner"]) for answer in taken.answers] == [
        ("s-2", "ann", ["O", "O"]),
        ("s-2", "zoe", ["B-PER", "O"]),
    ]
    assert taken.faults == []


def test_one_annotator_answers_once(tmp_path: Path) -> None:
    paths = [answered(tmp_path, ["B-PER", "O"], "zoe"), answered(tmp_path, ["O", "O"], "ann")]
    taken = take_in(example(), "conllu", paths, annotator="Zoe")
    assert [answer.labels["ner"] for answer in taken.answers] == [["B-PER", "O"]]
    assert str(taken.faults[0]).endswith(": Zoe answered this before; the first answer counts (sentence s-2)")


def test_what_nobody_answered_is_listed_by_task_and_faulty_answers_are_not(tmp_path: Path) -> None:
    taken = take_in(example(), "conllu", [answered(tmp_path, ["B-LOC", "O"])])
    assert taken.unanswered == {"s-1": list(example().items[0].tasks)}
    assert (len(taken.faults), taken.answers) == (1, [])


def test_the_tasks_of_an_answer() -> None:
    first = example().items[0]
    answer = Answer("s-1", "ann", {"re": first.filled_in["re"], "ner": first.filled_in["ner"]})
    assert answer.tasks(first) == ["ner", "ner_span", "re"]


@pytest.mark.parametrize(
    ("given", "due", "said"),
    [
        ("abc", "abd", "'c' instead of 'd'"),
        ("ab", "abd", "nothing more instead of 'd'"),
        (["a", 3], ["a", "b"], "'3' instead of 'b'"),
        (3, "abc", "3 instead of 'abc'"),
    ],
)
def test_differences(given: object, due: str | list[str], said: str) -> None:
    assert difference(given, due) == said


def test_relations_that_nobody_asked_for_are_left_out(tmp_path: Path) -> None:
    first = example().items[0]
    batch = Batch("b", [Item(first.sentence, ("ner_span",), first.filled_in)], example().labels)
    taken = take_in(batch, "label-studio", accepted(batch, "label-studio", tmp_path))
    assert taken.answers[0].labels == {"re": {**first.filled_in["re"], "relations": []}}
