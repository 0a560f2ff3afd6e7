from __future__ import annotations

import pytest

from mtal.demo.tree import Entity, Node, finish, leaves, words


def leaf(text: str) -> Node:
    word, _, tag = text.rpartition("/")
    return Node(tag, word=word)


def sentence(*texts: str) -> Node:
    return Node("TOP", [leaf(text) for text in texts])


@pytest.mark.parametrize(
    ("after", "article"),
    [
        *((word, "a") for word in "car union 12 1,100 European UBN Nora".split()),
        *((word, "an") for word in "idea hour uncle 8 80 18 11 NBN".split()),
    ],
)
def test_articles(after, article):
    tree = sentence("saw/VBD", "a/DT", f"{after}/NN")
    finish(tree)
    assert words(tree)[1].word == article


def test_the_first_word_gets_a_capital():
    for texts, expected in [
        (["``/``", "we/PRP"], ["``", "We"]),
        (["25/CD", "men/NNS"], ["25", "men"]),
        (["a/DT", "idea/NN"], ["An", "idea"]),
    ]:
        tree = sentence(*texts)
        finish(tree)
        assert [w.word for w in words(tree)] == expected


def test_closing_commas_give_way():
    tree = sentence("he/PRP", ",/,", ",/,", "''/''", "x/NN", ",/,", "./.")
    finish(tree)
    assert [w.word for w in words(tree)] == ["He", ",", "''", "x", "."]
    tree = sentence("x/NN", ",/,")
    finish(tree)
    assert [w.word for w in words(tree)] == ["X"]


def test_entities_count_written_words_and_the_outermost_wins():
    inner = Node("", [leaf("Halden/NNP")], entity="GPE")
    outer = Node("", [leaf("the/DT"), Node("NP", [leaf("*/-NONE-"), inner]), leaf("Bank/NNP")], entity="ORG")
    month = Node("", [leaf("May/NNP")], entity="DATE")
    tree = Node("TOP", [leaf("0/-NONE-"), leaf("near/IN"), Node("NP", [outer]), month])
    assert finish(tree) == [Entity("ORG", 1, 4), Entity("DATE", 4, 5)]
    assert [n.word for n in leaves(tree)] == ["0", "Near", "the", "*", "Halden", "Bank", "May"]
    assert [n.label for n in tree.children] == ["-NONE-", "IN", "NP", "NNP"]


def test_indices_are_renumbered_and_unused_ones_dropped():
    labels = {"NP-SBJ-7": "x/NN", "NP=9": "*-12/-NONE-", "S-12": "*T*-7/-NONE-", "NP-TMP-8": "y/NN"}
    tree = Node("TOP", [Node(label, [leaf(text)]) for label, text in labels.items()])
    finish(tree)
    assert [n.label for n in tree.children] == ["NP-SBJ-1", "NP=9", "S-2", "NP-TMP"]
    assert [n.word for n in leaves(tree)] == ["X", "*-2", "*T*-1", "y"]
