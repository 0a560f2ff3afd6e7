"""CoNLL-2012 columns."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mtal.corpora import trees
from mtal.corpora.formats import read_corpus
from mtal.corpora.report import ReadingReport
from mtal.errors import InputError
from mtal.treebank import read_conll_trees

SKELETON = "the file is a skeleton: it has [WORD] for each word; fill it from the OntoNotes release (skeleton2conll)"

GOOD = (
    "#begin document (nw/x/00/x_0001); part 000\n"
    "nw/x/00/x_0001 0 0 Ada NNP (TOP(S(NP* - - - - (PERSON* -\n"
    "nw/x/00/x_0001 0 1 Berg NNP *) - - - - *) -\n"
    "nw/x/00/x_0001 0 2 left VBD (VP* - - - - * -\n"
    "nw/x/00/x_0001 0 3 Oslo NNP (NP*)))) - - - - (GPE) -\n"
    "\n"
    "#end document\n"
)


def test_own_file(own: Path, reading: Callable, expected: Callable) -> None:
    sentences, report = reading("conll2012", own / "columns" / "tale.gold_conll")
    assert sentences == expected("conll2012")
    assert report.counts["documents"] == 2
    assert report.notes == {
        trees.STRIPPED_DOCUMENT: 2,
        "document without an entity layer (no ner label)": 1,
        "sentence left out: unparsed: a flat tree of XX or VERB": 1,
        "sentence whose word numbers have gaps": 1,
    }


@pytest.mark.parametrize("text", [GOOD, GOOD.split("\n", 1)[1], GOOD[: GOOD.index("\n\n")], GOOD.replace(" ", "\t")])
def test_frame_and_spacing_do_not_matter(tmp_path: Path, reading: Callable, text: str) -> None:
    (tmp_path / "x.gold_conll").write_text(text.replace("#begin\tdocument\t", "#begin document "))
    (sentence,), _ = reading("conll2012", tmp_path)
    assert sentence.id == "nw/x/00/x_0001:0"
    assert sentence.tokens == ["Ada", "Berg", "left", "Oslo"]
    assert sentence.labels["ner"] == ["B-PERSON", "I-PERSON", "O", "B-GPE"]


@pytest.mark.parametrize(
    ("old", "new", "tags"),
    [
        ("VBD (VP* - - - - * -", "VBD (VP* - - - - - -", ["B-PERSON", "I-PERSON", None, "B-GPE"]),
        ("(GPE)", "-", ["B-PERSON", "I-PERSON", "O", None]),
    ],
)
def test_a_word_without_an_entity_bracket_has_no_gold(
    tmp_path: Path, reading: Callable, old: str, new: str, tags: list[str | None]
) -> None:
    (tmp_path / "x.gold_conll").write_text(GOOD.replace(old, new))
    (sentence,), _ = reading("conll2012", tmp_path)
    assert sentence.labels["ner"] == tags


def test_a_sentence_without_entity_brackets_has_no_such_layer(tmp_path: Path, reading: Callable) -> None:
    body = GOOD.split("\n", 1)[1].split("\n\n")[0]
    bare = "\n".join(" ".join([*row.split()[:-2], "-", "-"]) for row in body.splitlines())
    (tmp_path / "x.gold_conll").write_text(GOOD.replace("#end document", bare + "\n\n#end document"))
    sentences, report = reading("conll2012", tmp_path)
    assert [set(sentence.labels) for sentence in sentences] == [{"dp", "pos", "ner"}, {"dp", "pos"}]
    assert report.labelled["ner"] == 1


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("VBD (VP* - - - - * -", "VBD (VP* - - - - * - -", 4, "13 columns where the sentence's first row has 12"),
        ("VBD (VP* - - - - * -", "VBD (VP* - -", 4, "8 columns"),
        ("- *) -", "- * -", 2, "PERSON is not closed before (GPE)"),
        ("(GPE)", "(GPE*", 5, "GPE is never closed"),
        ("- * -", "- *) -", 4, "closes no entity"),
        ("(GPE)", "(CITY)", 5, "unknown entity type 'CITY'"),
        ("(GPE)", "GPE", 5, "no entity bracket"),
        ("NNP *) - - - - *)", "NNP *) - - - - -", 3, "no entity bracket"),
        ("(GPE)", "((GPE)", 5, "no entity bracket"),
        ("(NP*))))", "(NP*)))", 5, "parse bits"),
        ("(NP*))))", "(NP*)))))", 5, "parse bits"),
        ("(NP*))))", "NP", 5, "parse bit"),
        ("(TOP(S(NP*", "(TOP)(S(NP*", 2, "'(TOP)(S(NP*' is no parse bit"),
        ("(VP*", "VP(*", 4, "no parse bit"),
        ("Berg NNP", "* -NONE-", 3, "empty element"),
        ("Berg NNP", "\v NNP", 3, "11 columns where the sentence's first row has 12"),
    ],
)
def test_faults(fault: Callable, old: str, new: str, line: int, reason: str) -> None:
    found = fault("conll2012", "x.gold_conll", GOOD.replace(old, new, 1))
    assert found[0] == line
    assert reason in found[1]


def test_a_skeleton_is_refused_with_the_remedy(fault: Callable, tmp_path: Path) -> None:
    text = GOOD.replace(" Ada ", " [WORD] ").replace(" left ", " [WORD] ")
    line, reason = fault("conll2012", "x.gold_conll", text + GOOD)
    assert (line, reason) == (2, SKELETON)
    with pytest.raises(InputError, match=r"x\.gold_conll:2: the file is a skeleton"):
        list(read_conll_trees(tmp_path / "x.gold_conll"))
    report = ReadingReport(keep_going=True)
    assert list(read_corpus([tmp_path], "conll2012", report=report)) == []
    assert [problem.line for problem in report.problems] == [2]  # once a file, not once a sentence


@pytest.mark.parametrize("end", "\v\x85\u2028")
def test_no_sentence_is_taken_for_a_mark(fault: Callable, tmp_path: Path, end: str) -> None:
    text = GOOD + GOOD.replace("\n", end) + "\n"
    reason = "words may stand behind this mark in one line; end lines in LF or CRLF"
    assert fault("conll2012", "x.gold_conll", text) == (8, reason)
    with pytest.raises(InputError, match=r"x\.gold_conll:8: words may stand behind"):
        list(read_conll_trees(tmp_path / "x.gold_conll"))
    assert "all in one line" in fault("conll2012", "x.gold_conll", GOOD.replace("\n", end))[1]


@pytest.mark.parametrize("text", ["", "\n", "#begin document (x); part 000\n#end document\n"])
def test_a_file_without_a_sentence_is_refused(fault: Callable, text: str) -> None:
    assert fault("conll2012", "x.gold_conll", text) == (None, "no sentence in this file")


def test_the_same_document_twice_is_refused(fault: Callable) -> None:
    other = GOOD.replace("x_0001", "x_0002")
    line, reason = fault("conll2012", "x.gold_conll", GOOD + other + GOOD)
    assert (line, "used twice" in reason) == (16, True)


def test_real_fixtures(real: Path, reading: Callable) -> None:
    """Sentence counts of the set's description; one file repeats a document of another, so each is read alone."""
    folder = real / "conll2012-fixtures"
    sizes = {path.name.split(".")[0]: len(reading("conll2012", path)[0]) for path in sorted(folder.glob("*conll"))}
    assert sizes == {
        "allennlp_srl_example": 4,
        "bc_cctv_0000": 9,
        "bn_abc_0001": 26,
        "bn_abc_0009": 19,
        "bn_abc_0010": 21,
        "bn_abc_0030": 1,
        "bn_voa_0220": 2,
        "forte_nested_spans": 2,
        "mz_ectb_1050": 1,
        "nw_wsj_2444": 3,
        "wb_a2e_0000": 1,
    }
