"""The conversion: a list of named steps, in the order and with the names of docs/conversion.md."""

from __future__ import annotations

from collections.abc import Callable, Set
from typing import NamedTuple

from mtal.treebank.conversion import corrections, heads, prepare, relocate, repair
from mtal.treebank.conversion.draft import Draft
from mtal.treebank.conversion.graph import ROOT, Graph, semantic_feature, token_graph
from mtal.treebank.conversion.secondary import secondary_arcs
from mtal.treebank.tree import Tree
from mtal.treebank.words import built_in_eventive_nouns

TREE_STEPS: dict[str, Callable[[Draft], None]] = {
    "A1 function tags": repair.function_tags,
    "A2 reduced passives": repair.reduced_passives,
    "A3 relative pronouns": repair.relative_pronouns,
    "A4 trace types": repair.trace_types,
    "B1-B4 small clauses, raising verbs, modal adjectives, numbers": prepare.predicates_and_numbers,
    "B5 duplicate traces": relocate.duplicate_traces,
    "B6 relocation": relocate.relocate,
    "B7 pruning": relocate.prune,
    "C, D phrase heads and labels": heads.phrase_heads,
    "E secondary arcs": secondary_arcs,
}
GRAPH_STEPS: dict[str, Callable[[Graph], None]] = {
    "G1 labels": corrections.correct_labels,
    "G2 compounds": corrections.compounds,
}


class Dependencies(NamedTuple):
    """A deep dependency graph.

    Lists parallel to `tokens`: `tags`, `heads` (1-based, 0 = root), `deprels`, `secondary` (further arcs as
    (head, label), sorted by head) and `sem` (a semantic role such as `tmp` or `loc,mnr`, or None).
    """

    tokens: list[str]
    tags: list[str]
    heads: list[int]
    deprels: list[str]
    secondary: list[list[tuple[int, str]]]
    sem: list[str | None]


def to_dependencies(tree: Tree, *, eventive_nouns: Set[str] | None = None) -> Dependencies:
    """Convert a tree; the tree itself stays as it is.

    `eventive_nouns`: lower-case lemmas that turn *make, take, have, do, give, keep* into light verbs, instead of the
    built-in list. A tree without tokens gives empty lists.
    """
    if not tree.tokens:
        return Dependencies([], [], [], [], [], [])
    draft = Draft(tree)
    for step in TREE_STEPS.values():
        step(draft)
    graph = token_graph(draft)
    draft.dissolve()
    for correct in GRAPH_STEPS.values():
        correct(graph)
    corrections.light_verbs(graph, built_in_eventive_nouns() if eventive_nouns is None else eventive_nouns)
    return _result(tree, graph)


def _result(tree: Tree, graph: Graph) -> Dependencies:
    secondary: list[list[tuple[int, str]]] = [[] for _ in tree.tokens]
    for token, arcs in graph.secondary.items():
        secondary[token] = sorted((head - ROOT, label) for head, label in arcs.items())
    sem: list[str | None] = [None] * len(tree.tokens)
    for token, functions in graph.sem.items():
        sem[graph.heads[token] if graph.labels[token] == "lv" else token] = semantic_feature(functions)
    return Dependencies(
        tree.tokens[:],
        tree.tags[:],
        [head - ROOT for head in graph.heads],
        graph.labels,
        secondary,
        sem,
    )
