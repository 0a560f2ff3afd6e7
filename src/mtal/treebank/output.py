"""Dependency graphs as text: CoNLL-U blocks and JSON lines."""

from __future__ import annotations

import json

from mtal.treebank.convert import Dependencies
from mtal.treebank.universal import with_universal_names


def conllu(identity: str, graph: Dependencies, *, stripped: bool = False, universal: bool = False) -> str:
    """One CoNLL-U block: Penn tags in XPOS, `sem=` in FEATS, secondary arcs only in DEPS.

    A graph can have several roots. `stripped` is said in a comment; with `universal` names the DDR label is in MISC.
    """
    named = with_universal_names(graph) if universal else graph
    lines = [f"# sent_id = {identity}\n# stripped = yes\n" if stripped else f"# sent_id = {identity}\n"]
    rows = zip(graph.tokens, graph.tags, graph.heads, named.deprels, named.secondary, graph.sem, strict=True)
    for number, (token, tag, head, label, arcs, sem) in enumerate(rows, 1):
        feature = f"sem={sem}" if sem else "_"
        secondary = "|".join([f"{other}:{name}" for other, name in arcs]) if arcs else "_"
        misc = f"ddr={graph.deprels[number - 1]}" if universal else "_"
        lines.append(f"{number}\t{token}\t_\t_\t{tag}\t{feature}\t{head}\t{label}\t{secondary}\t{misc}\n")
    lines.append("\n")
    return "".join(lines)


def json_line(identity: str, graph: Dependencies, *, stripped: bool = False, universal: bool = False) -> str:
    """One JSON object: `id` and the fields of `Dependencies`; `stripped` where it is so, `ddr` beside universal names."""
    named = with_universal_names(graph) if universal else graph
    record = {"id": identity, **named._asdict()}
    if stripped:
        record["stripped"] = True
    if universal:
        record["ddr"] = graph.deprels
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n"
