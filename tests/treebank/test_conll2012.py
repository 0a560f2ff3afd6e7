"""The parse-bit column of CoNLL-2012 files."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtal.errors import InputError
from mtal.treebank import Tree, read_conll_trees, tree_from_parse_bits
from support.treebank.reading import real_data

ROWS = [("Kari", "NNP", "(TOP(S(NP*)"), ("rows", "VBZ", "(VP*"), ("boats", "NNS", "(NP*))"), (".", ".", "*))")]


def tree(rows: list[tuple[str, str, str]]) -> Tree:
    words, tags, bits = (list(column) for column in zip(*rows, strict=True))
    return tree_from_parse_bits(words, tags, bits, path="some.gold_conll", line=7)


def changed(row: int, *cells: str) -> list[tuple[str, str, str]]:
    return [*ROWS[:row], (*cells,), *ROWS[row + 1 :]]


def test_a_tree_from_its_columns() -> None:
    found = tree(ROWS)
    assert str(found) == "(TOP (S (NP (NNP Kari) ) (VP (VBZ rows) (NP (NNS boats) ) ) (. .) ) )"
    assert (found.line, found.tokens, found.tags) == (7, ["Kari", "rows", "boats", "."], ["NNP", "VBZ", "NNS", "."])


def test_words_may_hold_brackets_and_spaces() -> None:
    found = tree(changed(2, "(:\u00a0)", "NNS", "(NP*))"))
    assert found.tokens[2] == "(:\u00a0)"
    assert found.tags[2] == "NNS"


@pytest.mark.parametrize(
    ("row", "bit", "line", "reason"),
    [
        (3, "*)", 10, "closing bracket is missing"),
        (3, "*)))", 10, "behind the end"),
        (0, "(S(NP*)", 7, "no TOP"),
        (0, "*", 7, "outside a tree"),
        (1, "(VP(TOP*)", 8, "a new tree begins"),
        (2, "-", 9, "'-' is no parse bit"),
        (2, "(NP*)x", 9, "is no parse bit"),
        (2, "NP*)", 9, "is no parse bit"),
    ],
)
def test_bits_that_make_no_tree(row: int, bit: str, line: int, reason: str) -> None:
    word, tag, _ = ROWS[row]
    with pytest.raises(InputError) as caught:
        tree(changed(row, word, tag, bit))
    assert caught.value.line == line
    assert reason in caught.value.reason


def written(tmp_path: Path, *blocks: str) -> Path:
    path = tmp_path / "some.gold_conll"
    path.write_text("\n".join(blocks), encoding="utf-8")
    return path


def block(columns: int = 12) -> str:
    rows = [f"d 0 {n} {word} {tag} {bit}" + " -" * (columns - 6) for n, (word, tag, bit) in enumerate(ROWS)]
    return "\n".join(rows) + "\n"


def test_sentences_of_a_file(tmp_path: Path) -> None:
    path = written(tmp_path, "#begin document (d); part 000", block(), block(), "#end document")
    assert [found.line for found in read_conll_trees(path)] == [2, 7]
    assert [found.tokens[0] for found in read_conll_trees(written(tmp_path, block().strip()))] == ["Kari"]


def test_faults_of_a_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"some.gold_conll:6: 9 columns"):
        list(read_conll_trees(written(tmp_path, block(), block(9))))
    with pytest.raises(InputError, match="no sentence"):
        list(read_conll_trees(written(tmp_path, "#begin document (d); part 000\n#end document\n")))


def test_real_fixtures() -> None:
    found = [tree for path in real_data().glob("conll2012-fixtures/*_conll") for tree in read_conll_trees(path)]
    assert len(found) == 89


def test_bad_bits_of_a_real_file() -> None:
    with pytest.raises(InputError) as caught:
        list(read_conll_trees(real_data() / "bad-input/conll/parse-bits-unbalanced.gold_conll"))
    assert caught.value.line == 7
