from __future__ import annotations

import pytest

from mtal.demo.grammar import parse_choice, parse_grammar

NOTATION = """
# a comment
~ nw=1.5 tc=0.4
sent
  3,tc=9  (S (NP-SBJ-#s @np.NN)    # the subject
            (VP =v/VBD:p $p/IN) ./.)
np n
  2 [n=NN|ME]  a/DT =thing/$n
  1~           -
"""


def test_rules_and_weights():
    grammar = parse_grammar(NOTATION.splitlines())
    assert grammar.elaboration == {"nw": 1.5, "tc": 0.4}
    assert grammar.rules["np"].parameters == ["n"]
    (sentence,) = grammar.rules["sent"].choices
    assert (sentence.weight, sentence.by_domain, sentence.deepens) == (3, {"tc": 9}, False)
    assert [item.text for item in sentence.items[0].items] == ["NP-SBJ-#s", "VP", "./."]
    assert grammar.rules["np"].choices[1].deepens
    assert grammar.rules["np"].choices[1].items == []


def test_guards():
    choice = parse_choice("  1 [n=NN|] [k!=x] a/DT")
    assert all(guard.holds({"n": "", "k": "y"}) for guard in choice.guards)
    assert not all(guard.holds({"n": "NN", "k": "x"}) for guard in choice.guards)
    assert not all(guard.holds({"n": "NNS", "k": ""}) for guard in choice.guards)


def test_kinds_of_items():
    items = parse_choice("  1 ?/. ^*T*-#t @np.NN?0.3~ {ORG x/NN}?0.5 $/$").items
    assert [(i.kind, i.text, i.probability, i.deepens) for i in items] == [
        ("leaf", "?/.", 1.0, False),
        ("empty", "*T*-#t", 1.0, False),
        ("rule", "np.NN", 0.3, True),
        ("entity", "ORG", 0.5, False),
        ("leaf", "$/$", 1.0, False),
    ]


@pytest.mark.parametrize("text", ["  1 (S a/DT", "  1 a/DT )", "  1 {ORG a/DT )", "  1 word"])
def test_faults(text):
    with pytest.raises(ValueError, match=r"unbalanced|neither"):
        parse_choice(text)


def test_a_rule_is_written_once():
    with pytest.raises(ValueError, match="two rules named np"):
        parse_grammar(["np", "  1 a/DT", "np"])
