from __future__ import annotations

from mtal.demo.render import name_text, parse_text
from mtal.demo.tree import Entity, Node

TREE = Node("TOP", [Node("S", [
    Node("NP-SBJ-1", [Node("NNP", word="Hill"), Node("CC", word="&"), Node("NNP", word="Sons")]),
    Node("VP", [Node("VBD", word="left"), Node("NP", [Node("-NONE-", word="*-1")])]),
    Node("NFP", word="<3"),
])])  # fmt: skip

PARSE = """\
(TOP (S (NP-SBJ-1 (NNP Hill)
                  (CC &)
                  (NNP Sons))
        (VP (VBD left)
            (NP (-NONE- *-1)))
        (NFP <3)))

"""

NAME = """\
<DOC DOCNO="nw/synth/00/synth_0003@0003@synth@nw@en@on">
<ENAMEX TYPE="ORG">Hill -AMP- Sons</ENAMEX> left -LAB-3
</DOC>
"""


def test_parse_text():
    assert parse_text([TREE]) == PARSE
    assert parse_text([TREE, TREE]) == PARSE * 2


def test_name_text():
    assert name_text("nw/synth/00/synth_0003", [(TREE, [Entity("ORG", 0, 3)])]) == NAME


def test_one_word_entity():
    month = Node("NNP", word="May")
    assert '\n<ENAMEX TYPE="DATE">May</ENAMEX>\n' in name_text("nw/a/00/a_0001", [(month, [Entity("DATE", 0, 1)])])
