from __future__ import annotations

import pytest

from mtal.demo.inflect import inflect


@pytest.mark.parametrize(
    ("lemma", "tag", "form"),
    [
        ("dog", "NNS", "dogs"),
        ("city", "NNS", "cities"),
        ("boy", "NNS", "boys"),
        ("church", "NNS", "churches"),
        ("box", "NNS", "boxes"),
        ("carry", "VBZ", "carries"),
        ("go", "VBG", "going"),
        ("bake", "VBD", "baked"),
        ("carry", "VBN", "carried"),
        ("walk", "VBD", "walked"),
        ("bake", "VBG", "baking"),
        ("agree", "VBG", "agreeing"),
        ("tie", "VBG", "tying"),
        ("happy", "JJR", "happier"),
        ("large", "JJS", "largest"),
        ("old", "JJR", "older"),
        ("old", "JJ", "old"),
        ("walk", "VBP", "walk"),
    ],
)
def test_regular_forms(lemma, tag, form):
    assert inflect(lemma, tag) == form


def test_doubled_consonant():
    assert [inflect("stop", tag, doubles=True) for tag in ("VB", "VBZ", "VBD", "VBG")] == [
        "stop",
        "stops",
        "stopped",
        "stopping",
    ]
    assert inflect("big", "JJS", doubles=True) == "biggest"
