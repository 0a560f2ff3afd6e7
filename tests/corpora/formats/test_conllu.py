"""CoNLL-U with entities."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given

from mtal.corpora.formats import conllu
from mtal.corpora.report import ReadingReport


def row(number: object, head: object, tag: str | None = "O", form: str = "w") -> str:
    """One word line."""
    columns = [str(number), form, "_", "X", "_", "_", str(head), "dep", "_", "_"]
    return "\t".join(columns + ([tag] if tag else [])) + "\n"


GOOD = "# sent_id = s\n" + row(1, 2) + row(2, 0) + "\n"


def test_own_file(own: Path, reading: Callable, expected: Callable) -> None:
    sentences, report = reading("conllu", own / "columns" / "tale.conllu")
    assert sentences == expected("conllu")
    assert report.counts["documents"] == 1


def test_gzip_gives_the_same_and_the_last_line_needs_no_end(own: Path, tmp_path: Path, expected: Callable) -> None:
    (tmp_path / "columns").mkdir()
    path = tmp_path / "columns" / "tale.conllu.gz"
    path.write_bytes(gzip.compress((own / "columns" / "tale.conllu").read_bytes().rstrip()))
    assert list(conllu.read(path, report=ReadingReport())) == expected("conllu")


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        (row(1, 0).replace("\t", " "), 1, "1 tab-separated columns"),
        (row(1, 0) + row(2, 1, None), 2, "10 columns where the sentence's first word has 11"),
        (row(1, 0) + row(3, 1), 2, "word number '3' where 2 is due"),
        (row(1, 0) + row(1, 1), 2, "word number"),
        (row("x", 0), 1, "word number 'x'"),
        (row(1, 0) + row("²", 1), 2, "word number"),
        (row(1, 0) + row(2, ""), 2, "head ''"),
        (row(1, "_") + row(2, 3) + row(3, 2), 2, "circle: 2 -> 3 -> 2"),
        (row(1, 0) + row(2, "_") + row(3, 0), 3, "second root"),
        (row(1, 0) + row(2, 1).replace("X", ""), 2, "empty tag"),
        (row(1, 0) + row("2-3", "_") + row("2", 1, None), 3, "10 columns"),
        (row(1, 0, None) + row("2-2", "_", "B-x") + row(2, 1, None), 2, "11 columns where"),
        (row(1, 0) + row(2, 3), 2, "head '3'"),
        (row(1, 0) + row(2, -1), 2, "head '-1'"),
        (row(1, 0) + row(2, "9" * 5000), 2, "head"),
        (row(1, 0) + row(2, 1) + row(3, 0), 3, "second root"),
        (row(1, 0) + row(2, 3) + row(3, 2), 2, "circle: 2 -> 3 -> 2"),
        (row(1, 2) + row(2, 3) + row(3, 2), 2, "circle"),
        (row(1, 0) + row(2, 2), 2, "circle: 2 -> 2"),
        (row(1, 0, "I-x"), 1, "without B-x"),
        (row(1, 0, "B-x") + row(2, 1, "I-y"), 2, "without B-y"),
        (row(1, 0, "B-x") + row(2, 1, "_") + row(3, 2, "S-x"), 3, "neither"),
        (row(1, 0, "x").replace("\tx\n", "\t\n") + row(2, 1, "_"), 1, "neither"),
        ("# global.columns = ID LEMMA\n", 1, "names FORM 0 times"),
        ("# global.columns = ID FORM ID\n", 1, "names ID 2 times"),
        ("# global.columns = ID FORM NER X:NE\n", 1, "two columns of entity tags: NER, X:NE"),
        ("# global.columns = ID FORM NER\n1\tw\n", 2, "2 tab-separated columns; global.columns names 3"),
        (row(1, 0, form=""), 1, "empty form"),
        (row(1, 0).replace("X", ""), 1, "empty"),
        (row(1, 0).replace("dep", "d\x85"), 1, "label 'd\\x85' holds U+0085 (next line)"),
        (row(1, 0).replace("dep", "dep\u00a0"), 1, "label 'dep\\xa0' begins or ends in white space"),
        ("# sent_id = a\tb\n" + row(1, 0), 2, "sentence id 'a\\tb' holds U+0009 (tab)"),
        (GOOD, 1, "sentence id 's' is used twice"),
    ],
)
def test_faults(fault: Callable, text: str, line: int, reason: str) -> None:
    found = fault("conllu", "x.conllu", GOOD + text)
    assert found[0] == line + GOOD.count("\n") + (text is GOOD)
    assert reason in found[1]


def test_every_fault_is_collected(tmp_path: Path) -> None:
    path = tmp_path / "x.conllu"
    path.write_text(row(1, 1) + "\n" + row(1, 0) + "\n" + row(1, "x") + "\n" + GOOD)
    report = ReadingReport(keep_going=True)
    assert [sentence.id for sentence in conllu.read(path, report=report)][-1] == "s"
    assert [problem.line for problem in report.problems] == [1, 5]


def test_words_may_hold_any_space_but_tabs(tmp_path: Path) -> None:
    path = tmp_path / "x.conllu"
    path.write_text(row(1, 0, form="20\u00a0000 km") + row(2, 1, form="\u2028") + "\n\n \n# only a comment\n")
    report = ReadingReport()
    assert [sentence.tokens for sentence in conllu.read(path, report=report)] == [["20\u00a0000 km", "_"]]
    assert report.notes == {"empty word replaced by a placeholder": 1}


def test_spaces_around_columns_are_taken_off_and_counted(tmp_path: Path, reading: Callable) -> None:
    path = tmp_path / "x.conllu"
    path.write_text(row("1 ", " 0", "B-x ", form="New York ") + row(2, 1, "I-x", form=" ") + "  \t\n" + row(1, 0))
    sentences, report = reading("conllu", path)
    assert [sentence.tokens for sentence in sentences] == [["New York", "_"], ["w"]]
    assert sentences[0].labels["ner"] == ["B-x", "I-x"]
    assert report.notes == {"empty word replaced by a placeholder": 1, "spaces around a column taken off": 4}


def test_an_id_used_twice_is_told_with_both_places(tmp_path: Path) -> None:
    first, second = tmp_path / "a.conllu", tmp_path / "b.conllu"
    first.write_text("\n" + GOOD)
    second.write_text(GOOD.replace("= s", "= t") + GOOD)
    report = ReadingReport(keep_going=True)
    assert len([sentence for path in (first, second) for sentence in conllu.read(path, report=report)]) == 2
    assert [str(problem) for problem in report.problems] == [
        f"{second}:6: sentence id 's' is used twice; first in {first}:3"
    ]


@pytest.mark.parametrize("text", ["", "\n \n", "# sent_id = s\n\n# text = w\n"])
def test_a_file_without_a_sentence_is_refused(fault: Callable, text: str) -> None:
    assert fault("conllu", "x.conllu", text) == (None, "no sentence in this file")


@pytest.mark.parametrize("end", "\v\x85\u2028\u2029")
def test_no_sentence_is_taken_for_a_comment(fault: Callable, tmp_path: Path, end: str) -> None:
    other = (GOOD + GOOD.replace("= s", "= t")).replace("\n", end)
    assert "all in one line" in fault("conllu", "x.conllu", other)[1]
    assert fault("conllu", "x.conllu", GOOD + other + "\n") == (
        5,
        "a comment with words behind it; end lines in LF or CRLF",
    )
    (tmp_path / "y.conllu").write_text(f"# text = w{end}w\n" + GOOD, encoding="utf-8", newline="")
    assert [s.id for s in conllu.read(tmp_path / "y.conllu", report=ReadingReport())] == ["s"]


def read(folder: Path, text: str) -> tuple[dict, ReadingReport]:
    """The labels of the one sentence in `text`, and the report."""
    path, report = folder / "x.conllu", ReadingReport()
    path.write_text(text)
    (sentence,) = conllu.read(path, report=report)
    return sentence.labels, report


def word(number: int, upos: str, xpos: str, head: object, relation: str) -> str:
    """A word line of ten columns."""
    return f"{number}\tw\t_\t{upos}\t{xpos}\t_\t{head}\t{relation}\t_\t_\n"


def test_what_is_missing_is_no_label(tmp_path: Path) -> None:
    text = word(1, "_", "NN", 2, "_") + word(2, "V", "_", "_", "root") + word(3, "_", "_", 2, "obj")
    labels, report = read(tmp_path, text)
    assert labels == {
        "dp": {"heads": [2, None, 2], "deprels": [None, "root", "obj"]},
        "pos": ["NN", "V", None],
    }
    assert report.notes == {"word tagged by its UPOS beside words that have an XPOS": 1}


@pytest.mark.parametrize(
    ("line", "layers"),
    [
        (word(1, "_", "_", 0, "root"), {"dp"}),
        (word(1, "N", "_", "_", "_"), {"pos"}),
        (word(1, "_", "_", "_", "_"), set()),
        (row(1, "_", "B-x").replace("dep", "_").replace("X", "_"), {"ner"}),
    ],
)
def test_a_layer_without_a_label_is_absent(tmp_path: Path, line: str, layers: set[str]) -> None:
    labels, report = read(tmp_path, line)
    assert set(labels) == layers == set(report.labelled)


def test_relations_without_any_head_are_counted_and_no_label(tmp_path: Path) -> None:
    labels, report = read(tmp_path, word(1, "N", "_", "_", "root") + word(2, "N", "_", "_", "_"))
    assert set(labels) == {"pos"}
    assert report.notes == {"sentence with relations but no heads (no dp label)": 1}


def test_entities_of_some_words(tmp_path: Path) -> None:
    labels, report = read(tmp_path, row(1, 0, "B-x") + row(2, 1, "_") + row(3, 1, "I-x") + row(4, 1, "O"))
    assert labels["ner"] == ["B-x", None, "I-x", "O"]
    assert not report.notes


def test_a_file_without_o_is_told_of(tmp_path: Path) -> None:
    labels, report = read(tmp_path, row(1, 0, "B-x") + row(2, 1, "_"))
    assert labels["ner"] == ["B-x", None]
    assert report.notes == {"file without an entity tag O: its words without a tag are unknown, not outside": 1}


def test_columns_by_name(tmp_path: Path) -> None:
    """CoNLL-U Plus: other columns, in another order."""
    (tmp_path / "x.conllup").write_text(
        "# global.columns = FORM ID XPOS CORPUS:ner LEMMA\nIn\t1-2\t_\tB-T\t_\n"
        "i\t1\tIN\t_\t_\nn\t2\t_\t_\t_\n\n# sent_id = b\nOslo\t1\tNNP\tO\t_\n"
    )
    (path,) = conllu.files(tmp_path)
    first, second = conllu.read(path, report=ReadingReport())
    assert (first.tokens, first.labels) == (["i", "n"], {"pos": ["IN", None], "ner": ["B-T", "I-T"]})
    assert (second.id, second.labels) == ("b", {"pos": ["NNP"], "ner": ["O"]})


@given(st.lists(st.integers(0, 7), min_size=1, max_size=7))
def test_trees_are_told_from_other_graphs(heads: list[int]) -> None:
    heads = [min(head, len(heads)) for head in heads]

    def reaches_root(word: int) -> bool:
        for _ in heads:
            word = heads[word - 1] if word else 0
        return word == 0

    cycle = conllu._cycle(heads)
    assert bool(cycle) != all(map(reaches_root, range(1, len(heads) + 1)))
    assert [heads[word - 1] for word in cycle] == cycle[1:] + cycle[:1]


@given(st.lists(st.one_of(st.none(), st.integers(0, 6)), min_size=1, max_size=6))
def test_missing_heads_end_a_way(heads: list[int | None]) -> None:
    heads = [head and min(head, len(heads)) for head in heads]
    assert conllu._cycle(heads) == conllu._cycle([head or 0 for head in heads])


def test_real_counts(real: Path, reading: Callable) -> None:
    """Those that the set's description gives."""
    files = conllu.files(real / "gum")
    assert len(files) == 45
    read = {
        split: reading("conllu", *(f for f in files if f.name.startswith(split))) for split in ("train", "dev", "test")
    }
    counts = {s: (r.counts["sentences"], r.counts["tokens"], r.counts["entities"]) for s, (_, r) in read.items()}
    assert counts == {"train": (10224, 177410, 7279), "dev": (1575, 28119, 973), "test": (1464, 28397, 1282)}
    assert sum(s.domain == "news" for s in read["test"][0]) == 85
