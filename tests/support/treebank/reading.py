"""Trees from text, and the damage and the stripping that the tests do to them, all on text."""

from __future__ import annotations

import os
import random
import re
from pathlib import Path

import pytest

from mtal.treebank import Tree, read_trees
from support.treebank.strategies import FUNCTIONS, PHRASES, TAGS, TRACES

PIECE = re.compile(r"\([^()\s]+ [^()\s]+\)|\([^()\s]*|\)")


def real_data() -> Path:
    """The folder of real corpora; the test is skipped without it."""
    if not os.environ.get("MTAL_DATA_DIR"):
        pytest.skip("MTAL_DATA_DIR is not set: the real corpora aren't here")
    return Path(os.environ["MTAL_DATA_DIR"])


def parse(tmp_path: Path, *texts: str) -> list[Tree]:
    """The trees of a file with these texts."""
    path = tmp_path / "some.mrg"
    path.write_text("\n".join(texts) + "\n", encoding="utf-8")
    return list(read_trees(path))


def strip(text: str) -> str:
    """What CoNLL-2012 files keep of a tree: no empty elements or phrases, no function tags, no indices."""
    text = re.sub(r"\(-NONE- [^()\s]+\)", "", text)
    before = ""
    while text != before:
        before, text = text, re.sub(r"\([^()\s]*\s*\)", "", text)
    return re.sub(r"\(([^-()\s][^-=()\s]*)[-=][^()\s]+(?=\s*\()", r"(\1", text)


def damage(text: str, rate: float, dice: random.Random) -> str:
    """The tree with this share of its labels, tags and empty elements replaced."""
    first, *rest = PIECE.findall(text)
    return " ".join([first, *(_damaged(piece, dice) if dice.random() < rate else piece for piece in rest)])


def _damaged(piece: str, dice: random.Random) -> str:
    if piece == ")":
        return piece
    if not piece.endswith(")"):
        changed = [f"({dice.choice(PHRASES)}", f"{piece}-{dice.choice(FUNCTIONS)}", f"{piece}-{dice.randint(1, 3)}"]
        return dice.choice([*changed, piece.split("-")[0]])
    if piece.startswith("(-NONE-") or dice.random() < 0.3:
        return f"(-NONE- {dice.choice(TRACES)}{dice.choice(['', '-1', '-2', '-3'])})"
    return f"({dice.choice(TAGS)} {piece[1:-1].split(' ')[1]})"
