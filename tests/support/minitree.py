"""A reader of bracketed trees for these tests, on its own: nested lists, and the plainest way to walk them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

ANNOTATIONS = "data/files/data/english/annotations"

SIZES = {"train": 1500, "dev": 300, "test": 300}
"""Sentences of the corpus that the tests of the demo share."""


def read(text: str) -> list[list]:
    """All trees of a `.parse` file as `[label, child, …]`; a leaf is `[tag, word]`."""
    stack: list[list] = [[]]
    for token in re.findall(r"[()]|[^\s()]+", text):
        if token == "(":
            stack.append([])
        elif token == ")":
            done = stack.pop()
            stack[-1].append(done)
        else:
            stack[-1].append(token)
    assert len(stack) == 1, "brackets don't balance"
    return stack[0]


def is_leaf(tree: list) -> bool:
    return len(tree) == 2 and isinstance(tree[1], str)


def nodes(tree: list) -> Iterator[list]:
    yield tree
    for child in tree[1:]:
        if not isinstance(child, str):
            yield from nodes(child)


def words(tree: list) -> list[str]:
    return [n[1] for n in nodes(tree) if is_leaf(n) and n[0] != "-NONE-"]


def flat(tree: list) -> str:
    """The tree on one line."""
    return f"({tree[0]} {' '.join(c if isinstance(c, str) else flat(c) for c in tree[1:])})"


def documents(corpus: Path) -> dict[str, tuple[list[list], list[str]]]:
    """Trees and `.name` lines by document name."""
    base = corpus / ANNOTATIONS
    return {
        path.relative_to(base).with_suffix("").as_posix(): (
            read(path.read_text()),
            path.with_suffix(".name").read_text().splitlines(),
        )
        for path in sorted(base.rglob("*.parse"))
    }
