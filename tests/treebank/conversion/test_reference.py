"""Agreement with the reference converter, token by token, and the tables of the page it is described on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from mtal.treebank import Dependencies, Tree, read_eventive_nouns, read_trees, to_dependencies
from mtal.treebank.conversion.head_tables import CONJUNCTS, HEADS
from support.treebank.reading import parse, real_data, strip


class Score(NamedTuple):
    """Percentages: unlabelled, labelled, F1 of the secondary arcs."""

    uas: float
    las: float
    secondary: float


def beside_the_data(name: str) -> Path:
    path = real_data().parent / name
    if not path.exists():
        pytest.skip(f"there is no {name} beside the real corpora")
    return path


def blocks(path: Path) -> Iterator[tuple[int, list[list[str]]]]:
    """The sentences of a reference file: which tree of the file, and its rows."""
    for block in path.read_text(encoding="utf-8").strip("\n").split("\n\n"):
        head, *rows = block.split("\n")
        yield int(head.rpartition(":")[2]), [row.split("\t") for row in rows]


@cache
def pairs(kind: str) -> list[tuple[Path, Path]]:
    """The reference files of one kind, each with the file of its trees."""
    reference = beside_the_data("reference/ddr")
    if kind == "examples":
        return [(reference / "examples.tsv", reference / "examples.mrg")]
    wanted = "ontonotes-wsj-ldc/**/*.parse" if kind == "ontonotes" else "wsj-sample/*.mrg"
    sources = {path.stem: path for path in real_data().glob(wanted)}
    return [(path, sources[path.stem]) for path in sorted((reference / kind).rglob("*.tsv"))]


def gold_and_trees(kind: str, tmp_path: Path) -> Iterator[tuple[list[list[str]], Tree]]:
    for reference, source in pairs(kind):
        trees = list(read_trees(source))
        if kind == "stripped":
            trees = parse(tmp_path, *(strip(str(tree)) for tree in trees))
        for position, rows in blocks(reference):
            yield rows, trees[position]


def score(kind: str, tmp_path: Path, nouns: Set[str] | None) -> Score:
    tokens = heads = labelled = shared = gold_arcs = our_arcs = 0
    for rows, tree in gold_and_trees(kind, tmp_path):
        graph: Dependencies = to_dependencies(tree, eventive_nouns=nouns)
        assert [row[1:3] for row in rows] == [list(pair) for pair in zip(graph.tokens, graph.tags, strict=True)]
        for row, head, label, arcs in zip(rows, graph.heads, graph.deprels, graph.secondary, strict=True):
            tokens += 1
            heads += int(row[3]) == head
            labelled += int(row[3]) == head and row[4] == label
            gold = set() if row[5] == "_" else set(row[5].split("|"))
            ours = {f"{other}:{name}" for other, name in arcs}
            shared, gold_arcs, our_arcs = shared + len(gold & ours), gold_arcs + len(gold), our_arcs + len(ours)
    return Score(100 * heads / tokens, 100 * labelled / tokens, 200 * shared / max(1, gold_arcs + our_arcs))


@pytest.mark.parametrize("kind", ["full", "stripped", "ontonotes", "examples"])
def test_agreement_with_the_nouns_of_the_reference(kind: str, tmp_path: Path) -> None:
    nouns = read_eventive_nouns(beside_the_data("design/ddr-lists/eventive-nouns.txt"))
    result = score(kind, tmp_path, nouns)
    assert result.uas >= 99.95
    assert result.las >= 99.95
    assert result.secondary >= 99.0


@pytest.mark.parametrize("kind", ["full", "stripped", "ontonotes"])
def test_agreement_with_the_built_in_nouns(kind: str, tmp_path: Path) -> None:
    assert score(kind, tmp_path, None).las >= 99.6


def test_built_in_nouns_serve_documents_without_reference() -> None:
    """Where no reference was seen, the two lists must still mostly give the same graphs."""
    nouns = read_eventive_nouns(beside_the_data("design/ddr-lists/eventive-nouns.txt"))
    same = tokens = 0
    for path in sorted(real_data().glob("wsj-sample/wsj_01[5-9]*.mrg")):
        for tree in read_trees(path):
            ours, theirs = to_dependencies(tree), to_dependencies(tree, eventive_nouns=nouns)
            tokens += len(ours.tokens)
            pairs = zip(ours.heads, ours.deprels, theirs.heads, theirs.deprels, strict=True)
            same += sum((head, label) == (other, name) for head, label, other, name in pairs)
    assert same / tokens >= 0.996


def table_rows(heading: str) -> list[list[str]]:
    """The cells of the table below a heading of the page, several phrases a row as they stand."""
    page = beside_the_data("design/ddr.md").read_text(encoding="utf-8")
    lines = page[page.index(heading) :].splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("|---"))
    rows = []
    for line in lines[start + 1 :]:
        if not line.startswith("|"):
            return rows
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return rows


def test_head_table_is_that_of_the_page() -> None:
    assert {row[0]: (row[1], row[2]) for row in table_rows("### C1 head table")} == HEADS


def test_conjunct_table_is_that_of_the_page() -> None:
    found = {}
    for left, conjuncts, right, others in table_rows("*Conjunct pattern*"):
        for phrases, tags in ((left, conjuncts), (right, others)):
            found |= dict.fromkeys(re.findall(r"\w+", phrases), tags)
    assert found == CONJUNCTS
