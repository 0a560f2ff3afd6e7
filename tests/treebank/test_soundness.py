"""Trees that can't be converted, and trees that have lost what conversion needs."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtal.treebank import is_stripped, read_conll_trees, read_trees, skip_reason
from support.treebank.reading import parse, real_data, strip

FULL = "(TOP (S (NP-SBJ (PRP She)) (VP (VBD slept)) (. .)))"
SILENT = "(TOP (S (NP (-NONE- *)) (VP (VB Sleep)) (. .)))"
STRIPPED = "(TOP (S (NP (PRP She)) (VP (VBD slept)) (. .)))"
FRAGMENT = "(TOP (NP (NNP News)))"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (FULL, None),
        ("(TOP (UH Yes))", None),
        ("(TOP (META (NN End)))", None),
        ("(TOP (TYPO (NP (NN a)) (NN b)))", None),
        ("(TOP (NP (-NONE- *)))", "no words"),
        ("(TOP (XX a) (XX b))", "XX or VERB"),
        ("(TOP (XX a))", "XX or VERB"),
        ("(TOP (VERB a) (. .))", "XX or VERB"),
        ("(TOP (NN a) (. .))", "no known constituent"),
        ("(TOP (TYPO (NN a) (NN b)))", "no known constituent"),
    ],
)
def test_skip_reason(text: str, reason: str | None, tmp_path: Path) -> None:
    [tree] = parse(tmp_path, text)
    found = skip_reason(tree)
    assert found is None if reason is None else reason in found


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([FULL], False),
        ([SILENT], False),
        ([STRIPPED], True),
        ([STRIPPED, FRAGMENT], True),
        ([STRIPPED, FULL], False),
        ([FRAGMENT], False),
        ([FRAGMENT, "(TOP (NP-HLN (NNP News)))"], False),
        (["(TOP (S (NP (PRP$ Her) (-LRB- -LRB-)) (VP (VBD slept))))"], True),
    ],
)
def test_is_stripped(texts: list[str], expected: bool, tmp_path: Path) -> None:
    assert is_stripped(parse(tmp_path, *texts)) is expected


def test_no_real_full_file_looks_stripped(tmp_path: Path) -> None:
    data = real_data()
    for path in [*data.glob("wsj-sample/*.mrg"), *data.glob("ontonotes-wsj-ldc/**/*.parse")]:
        assert not is_stripped(read_trees(path)), path


def test_every_real_stripped_file_looks_stripped(tmp_path: Path) -> None:
    data = real_data()
    for path in sorted(data.glob("ontonotes-wsj/**/*.gold_conll"))[::5]:
        assert is_stripped(read_conll_trees(path)), path
    for path in sorted(data.glob("wsj-sample/*.mrg"))[::20]:
        assert is_stripped(parse(tmp_path, *(strip(str(tree)) for tree in read_trees(path)))), path
