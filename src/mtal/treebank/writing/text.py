"""Dependency graphs as text: CoNLL-U blocks and JSON lines."""

from __future__ import annotations

import json
from itertools import count, repeat

from mtal.treebank.conversion.convert import Dependencies
from mtal.treebank.writing.universal import with_universal_names


def conllu(identity: str, graph: Dependencies, *, stripped: bool = False, universal: bool = False) -> str:
    """One CoNLL-U block: Penn tags in XPOS, `sem=` in FEATS, secondary arcs only in DEPS.

    A graph can have several roots. `stripped` is said in a comment; with `universal` names the DDR label is in MISC.
    """
    named = with_universal_names(graph) if universal else graph
    features = [f"sem={sem}" if sem else "_" for sem in graph.sem]
    deps = ["|".join([f"{head}:{label}" for head, label in arcs]) if arcs else "_" for arcs in named.secondary]
    misc = [f"ddr={label}" for label in graph.deprels] if universal else repeat("_")
    rows = [
        f"{number}\t{token}\t_\t_\t{tag}\t{feature}\t{head}\t{label}\t{dep}\t{other}\n"
        for number, token, tag, feature, head, label, dep, other in zip(
            count(1), graph.tokens, graph.tags, features, graph.heads, named.deprels, deps, misc, strict=False
        )
    ]
    comment = f"# sent_id = {identity}\n# stripped = yes\n" if stripped else f"# sent_id = {identity}\n"
    return "".join([comment, *rows, "\n"])


def json_line(identity: str, graph: Dependencies, *, stripped: bool = False, universal: bool = False) -> str:
    """One JSON object: `id` and the fields of `Dependencies`; `stripped` if it is so, `ddr` beside universal names."""
    named = with_universal_names(graph) if universal else graph
    record = {"id": identity, **named._asdict()}
    if stripped:
        record["stripped"] = True
    if universal:
        record["ddr"] = graph.deprels
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n"
