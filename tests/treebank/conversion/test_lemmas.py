"""Which objects name an event."""

from __future__ import annotations

import pytest

from mtal.treebank.brackets import read_bracket
from mtal.treebank.conversion.lemmas import is_eventive
from mtal.treebank.conversion.node import Node

NOUNS = {"decision", "inquiry", "pass", "move", "foreman", "rating", "kill", "beat"}


@pytest.mark.parametrize(
    ("leaf", "expected"),
    [
        ("(NN Decision)", True),
        ("(NN decisions)", False),
        ("(NNS decisions)", True),
        ("(NNS inquiries)", True),
        ("(NNS passes)", True),
        ("(NNS moves)", True),
        ("(NNPS foremen)", True),
        ("(NN rating)", True),
        ("(VBG rating)", False),
        ("(VBG killing)", True),
        ("(VBG beating)", True),
        ("(NNS dogs)", False),
    ],
)
def test_is_eventive(leaf: str, expected: bool) -> None:
    bracket = read_bracket(leaf)
    assert is_eventive(Node(bracket.parts, bracket.word, None), NOUNS) is expected
