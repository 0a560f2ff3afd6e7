"""What every dependency graph must be."""

from __future__ import annotations

from mtal.treebank import Dependencies


def check_wellformed(graph: Dependencies) -> None:
    """Parallel lists, heads in range, at least one root, no cycle, sensible secondary arcs."""
    size = len(graph.tokens)
    assert all(len(part) == size for part in graph)
    assert all(0 <= head <= size for head in graph.heads)
    assert all(graph.deprels)
    assert size == 0 or 0 in graph.heads
    reach_root = {0}
    for start in range(1, size + 1):
        path = []
        node = start
        while node not in reach_root:
            assert node not in path, f"cycle through {node}"
            path.append(node)
            node = graph.heads[node - 1]
        reach_root.update(path)
    for token, arcs in enumerate(graph.secondary, 1):
        heads = [head for head, _ in arcs]
        assert heads == sorted(set(heads))
        assert all(0 < head <= size and head not in (token, graph.heads[token - 1]) for head in heads)
        assert all(label for _, label in arcs)
