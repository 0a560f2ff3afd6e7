"""What the tree formats share: the labels of one tree, and when it is left out."""

from __future__ import annotations

from typing import Any

from mtal.corpora.report import ReadingReport
from mtal.treebank import STRIPPED, Tree, skip_reason, to_dependencies

STRIPPED_DOCUMENT = f"document of {STRIPPED}: poorer dependencies"
NO_ENTITIES = "document without an entity layer (no ner label)"


def labels(tree: Tree, report: ReadingReport) -> dict[str, Any] | None:
    """`dp` and `pos` of `tree`, converted to deep dependencies; `None`, with a note, where it can't be converted.

    A tree with several phrases under its wrapper keeps several roots, and is counted.
    """
    if reason := skip_reason(tree):
        report.note(f"sentence left out: {reason}")
        return None
    graph = to_dependencies(tree, eventive_nouns=report.eventive_nouns)
    if graph.heads.count(0) > 1:
        report.note("sentence with several roots")
    return {"dp": {"heads": graph.heads, "deprels": graph.deprels}, "pos": tree.tags}
