"""LAS and UAS."""

from __future__ import annotations

from mtal.corpora.sentence import Sentence
from mtal.tasks.dp import DependencyParsing, ParserOptions, is_punctuation

PARSING = DependencyParsing(ParserOptions())

HALF = {"heads": [2, 0, None, 2, None], "deprels": ["a", None, "b", "c", None]}


def test_metrics_by_hand() -> None:
    gold = Sentence("x", "own", ["Ann", "left", "-LRB-", "!?"],
                    {"dp": {"heads": [2, 0, 2, 2], "deprels": ["nsbj", "root", "p", "p:x"]}})  # fmt: skip
    predicted = {"heads": [2, 0, 1, 2], "deprels": ["obj", "root", "p", "p"]}
    assert PARSING.metrics([gold], [predicted]) == {
        "uas": 0.75, "las": 0.5, "uas_without_punctuation": 1.0, "las_without_punctuation": 0.5,
    }  # fmt: skip


def test_relations_are_compared_whole_where_that_is_asked_for() -> None:
    gold = Sentence("x", "own", ["Ann", "left"], {"dp": {"heads": [2, 0], "deprels": ["nsubj:pass", "root"]}})
    predicted = {"heads": [2, 0], "deprels": ["nsubj", "root"]}
    whole = DependencyParsing(ParserOptions(relation_subtypes=True))
    assert (PARSING.metrics([gold], [predicted])["las"], whole.metrics([gold], [predicted])["las"]) == (1.0, 0.5)
    assert whole.metrics([gold], [gold.labels["dp"]])["las"] == 1.0


def test_metrics_are_over_what_has_gold() -> None:
    gold = Sentence("x", "own", ["a", "b", "c", ".", "d"], {"dp": HALF})
    predicted = {"heads": [2, 1, 1, 2, 1], "deprels": ["a", "a", "a", "a", "a"]}
    assert PARSING.metrics([gold], [predicted]) == {
        "uas": 2 / 3, "las": 0.5, "uas_without_punctuation": 0.5, "las_without_punctuation": 1.0,
    }  # fmt: skip
    heads_alone = Sentence("x", "own", ["a"], {"dp": {"heads": [0], "deprels": [None]}})
    scored = PARSING.metrics([heads_alone], [{"heads": [0], "deprels": ["a"]}])
    assert scored == {"uas": 1.0, "uas_without_punctuation": 1.0}


def test_label_set() -> None:
    assert DependencyParsing.label_set([HALF]) == ["a", "b", "c"]


def test_is_punctuation() -> None:
    assert all(map(is_punctuation, [".", "''", "``", "-LRB-", "%", "--", "?!"]))
    assert not any(map(is_punctuation, ["$", "'s", "U.S.", "a"]))


def test_an_item_is_a_head() -> None:
    assert DependencyParsing.items({"heads": [2, None, 0], "deprels": ["a", None, "root"]}) == 2
