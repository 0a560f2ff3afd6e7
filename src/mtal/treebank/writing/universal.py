"""Names of Universal Dependencies for the relations of DDR: a lossy convenience; the arcs stay those of DDR.

The table is `data/ddr_to_ud.tsv`; its last column says what is lost. `r-` (relative pronouns) is cut off.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

from mtal.treebank.conversion.convert import Dependencies

_NOUNS = ("NN", "PRP", "CD")


@cache
def relation_names() -> dict[str, tuple[str, str]]:
    """For each DDR label the UD name, and the one under a nominal head."""
    text = resources.files("mtal.treebank").joinpath("data", "ddr_to_ud.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines()[1:])
    return {row[0]: (row[1], row[2]) for row in rows}


def with_universal_names(graph: Dependencies) -> Dependencies:
    """The same graph with UD relation names, of the secondary arcs too."""
    return graph._replace(
        deprels=[_name(graph, head, label) for head, label in zip(graph.heads, graph.deprels, strict=True)],
        secondary=[[(head, _name(graph, head, label)) for head, label in arcs] for arcs in graph.secondary],
    )


def _name(graph: Dependencies, head: int, label: str) -> str:
    nominal = head > 0 and graph.tags[head - 1].startswith(_NOUNS)
    return relation_names().get(label.removeprefix("r-"), ("dep", "dep"))[nominal]
