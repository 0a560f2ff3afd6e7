"""The parser: scores against naive formulas, loss, decoding."""

from __future__ import annotations

import pytest
import torch

from mtal.decoders.base import Encoded
from mtal.decoders.parser import Parser
from mtal.decoders.units import IGNORED
from mtal.layers.biaffine import RelationScorer
from mtal.layers.pieces import Pieces
from mtal.tasks.dp import ParserOptions


@pytest.fixture
def parser() -> Parser:
    torch.manual_seed(0)
    parser = Parser(8, ["a", "b", "c"], ParserOptions(arc_size=6, relation_size=4))
    for parameter in parser.parameters():
        torch.nn.init.normal_(parameter)
    return parser


@pytest.fixture
def encoded() -> Encoded:
    torch.manual_seed(1)
    mask = torch.tensor([[True] * 5, [True, True, True, False, False]])
    places = torch.arange(10).view(2, 5)
    pieces = Pieces(torch.randn(10, 8), places, mask.long())
    return Encoded(pieces.hidden[places], mask, torch.randn(2, 8), pieces)


def test_arc_scores_are_biaffine(parser: Parser, encoded: Encoded) -> None:
    scores = parser(encoded, {}).heads
    word, head = encoded.words[0, 1], encoded.words[0, 3]
    d, h = parser.arcs.dependent(word), parser.arcs.head(head)
    weight, bias = parser.arcs.product.weight, parser.arcs.product.bias
    expected = h @ (weight[:-1] @ d + bias[:-1]) + weight[-1] @ d + bias[-1] + parser.arcs.head_bias.weight[0] @ h
    torch.testing.assert_close(scores[0, 1, 4], expected)


def test_a_word_heads_neither_itself_nor_padding(parser: Parser, encoded: Encoded) -> None:
    heads = parser(encoded, {}).heads
    for sentence, length in enumerate((5, 3)):
        open_ = torch.isfinite(heads[sentence])
        for word in range(length):
            assert [h for h in range(6) if open_[word, h]] == [h for h in range(length + 1) if h != word + 1]


def test_relation_scores_of_pairs_and_of_all_arcs_agree(parser: Parser) -> None:
    scorer, nodes = parser.relations, torch.randn(4, 8)
    best = scorer.best_log_probability(nodes)
    for dependent in range(3):
        for head in range(4):
            scores = scorer(nodes[[dependent + 1]], nodes[[head]])
            torch.testing.assert_close(best[dependent, head], scores.log_softmax(-1).max())


def test_relations_are_bilinear() -> None:
    torch.manual_seed(0)
    scorer = RelationScorer(5, 3, 2)
    torch.nn.init.normal_(scorer.product.weight)
    dependent, head = torch.randn(2, 1, 5).unbind(0)
    d, h = scorer.dependent(dependent)[0], scorer.head(head)[0]
    w = scorer.product.weight.view(2, 3, 3)
    expected = torch.stack([d @ w[r] @ h for r in range(2)]) + scorer.linear(torch.cat([d, h]))
    torch.testing.assert_close(scorer(dependent, head)[0], expected)


def test_loss_is_head_loss_plus_relation_loss_of_gold_heads(parser: Parser, encoded: Encoded) -> None:
    labels = [{"heads": [2, 0, 2, 3, 3], "deprels": ["a", "b", "c", "a", "new"]}, None]
    scores, targets = parser(encoded, {}), parser.targets(labels, 5)
    heads, words = targets["heads"][0], torch.arange(5)
    head_loss = -scores.heads[0].log_softmax(-1)[words, heads].mean()
    nodes = scores.candidates[0]
    relations = parser.relations(nodes[1:], nodes[heads]).log_softmax(-1)
    relation_loss = -relations[[0, 1, 2, 3], [0, 1, 2, 0]].mean()
    torch.testing.assert_close(parser.loss(scores, targets, 0.0), head_loss + relation_loss)


def test_decoding_gives_trees_and_quick_decoding_best_heads(parser: Parser, encoded: Encoded) -> None:
    scores = parser(encoded, {})
    for tree, length in zip(parser.decode(scores, [5, 3]), [5, 3], strict=True):
        assert len(tree["heads"]) == len(tree["deprels"]) == length
        assert tree["heads"].count(0) == 1
    quick = parser.decode_quickly(scores, [5, 3])
    assert quick[1]["heads"] == scores.heads[1, :3].argmax(-1).tolist()


def test_search_chooses_the_heads_that_decoding_finds(parser: Parser, encoded: Encoded) -> None:
    scores = parser(encoded, {})
    found = [heads[:n] for heads, n in zip(parser.searched(scores).tolist(), [5, 3], strict=True)]
    assert found == [tree["heads"] for tree in parser.decode(scores, [5, 3])]
    assert found != [tree["heads"] for tree in parser.decode_quickly(scores, [5, 3])]


HALF = {"heads": [2, 0, None, 2, None], "deprels": ["a", None, "b", "c", None]}


def test_missing_heads_and_relations_teach_nothing(parser: Parser, encoded: Encoded) -> None:
    scores, targets = parser(encoded, {}), parser.targets([HALF, None], 5)
    heads, words = torch.tensor([2, 0, 2]), torch.tensor([0, 1, 3])
    head_loss = -scores.heads[0].log_softmax(-1)[words, heads].mean()
    nodes = scores.candidates[0]
    relations = parser.relations(nodes[[1, 4]], nodes[[2, 2]]).log_softmax(-1)
    relation_loss = -relations[[0, 1], [0, 2]].mean()
    torch.testing.assert_close(parser.loss(scores, targets, 0.0), head_loss + relation_loss)
    assert parser.gold_units(scores, targets)[0].tolist() == [2, 0, IGNORED, 2, IGNORED]


def test_nothing_to_learn_is_no_loss(parser: Parser, encoded: Encoded) -> None:
    none = {"heads": [None] * 5, "deprels": [None] * 5}
    assert parser.loss(parser(encoded, {}), parser.targets([none, None], 5), 0.1) == 0.0


def test_every_word_is_an_item(parser: Parser, encoded: Encoded) -> None:
    scores, targets = parser(encoded, {}), parser.targets([HALF, None], 5)
    assert parser.predicted_items(scores).tolist() == [5, 3]
    assert parser.items_of_words(parser.gold_units(scores, targets)).tolist() == [[1, 2, -1, 4, -1], [-1] * 5]
