from __future__ import annotations

import random
from collections import Counter

import pytest

from mtal.demo.expand import Writer
from mtal.demo.grammar import parse_grammar
from mtal.demo.lexicon import Vocabulary, parse_lexicon
from mtal.demo.tree import Node

LEXICON = parse_lexicon(["[v]", "rely|on deal(dealt)|with", "[thing]", "car"])


def writer(rules: str, seed: int = 0, domain: str = "nw") -> Writer:
    return Writer(parse_grammar(rules.splitlines()), Vocabulary(LEXICON, domain), domain, random.Random(seed))


def text(node: Node) -> str:
    if node.word is not None:
        return f"({node.label} {node.word})"
    inner = " ".join(text(child) for child in node.children)
    return f"{{{node.entity} {inner}}}" if node.entity else f"({node.label} {inner})"


def test_all_kinds_of_items():
    sentence = "sent\n  1 (S (NP-#s @np.NNS) (VP =v/VBD+P:p (PP $p/IN {ORG X/NNP})) ^*-#s)"
    tree = writer(f"{sentence}\nnp n\n  1 the/DT =thing/$n")
    assert text(tree.sentence()) in {
        "(TOP (S (NP-1 (DT the) (NNS cars)) (VP (VBD relied) (PP (IN on) {ORG (NNP X)})) (-NONE- *-1)))",
        "(TOP (S (NP-1 (DT the) (NNS cars)) (VP (VBD dealt) (PP (IN with) {ORG (NNP X)})) (-NONE- *-1)))",
    }


def test_indices_are_each_choices_own():
    tree = writer("sent\n  1 (S-#a @x.#a) @x.#a\nx i\n  1 (X-$i (Y-#a y/Y))").sentence()
    assert text(tree) == "(TOP (S-1 (X-1 (Y-2 (Y y)))) (X-1 (Y-3 (Y y))))"


def test_arguments_left_out_are_empty():
    tree = writer("sent\n  1 @x.a\nx p q\n  1 [q=] p/$p\n  9 [q!=] q/Q").sentence()
    assert text(tree) == "(TOP (a p))"


def test_weights_by_domain():
    rules = "sent\n  1,tc=3 a/A\n  1 b/B"
    for domain, share in (("nw", 1 / 2), ("tc", 3 / 4)):
        drawer = writer(rules, domain=domain)
        drawn = Counter(drawer.sentence().children[0].label for _ in range(4000))
        assert drawn["A"] / 4000 == pytest.approx(share, abs=0.03)


def test_optional_items():
    drawer = writer("sent\n  1 a/A b/B?0.25")
    both = sum(len(drawer.sentence().children) == 2 for _ in range(4000))
    assert both / 4000 == pytest.approx(0.25, abs=0.03)


def test_recursion_dies_out():
    drawer = writer("sent\n  1 a/A\n  9~ (S @sent) (S @sent)")
    for _ in range(50):
        drawer.sentence()


def test_no_choice_left():
    with pytest.raises(ValueError, match="no choice left in rule x"):
        writer("sent\n  1 @x.a\nx p\n  1 [p=b] b/B").sentence()
