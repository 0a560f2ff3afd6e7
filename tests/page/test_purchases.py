"""The section on what was bought."""

from __future__ import annotations

import pytest

from mtal.corpora.sentence import Sentence
from mtal.page import purchases as module
from mtal.page.licences import QUOTABLE
from mtal.page.purchases import NOT_HERE, purchases_section
from mtal.study.purchases import Bought
from mtal.tables.sheets import Sheet
from support.study import params, study

SENTENCES = {
    "a": Sentence("a", "d", ["Secret", "<b>"], {"ner": ["B-ORG", "O"]}),
    "b": Sentence("b", "d", ["w"] * 4, {"ner": ["B-GPE", "B-GPE", "O", "O"]}),
    "c": Sentence("c", "d", ["w"] * 6, {"ner": ["O"] * 6}),
}
RESULTS = study([(params(seed=seed), (0.5, 0.5)) for seed in (1, 2)])


@pytest.fixture
def bought(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence drawn, one bought for both tasks, in every cell."""
    found = [Bought(SENTENCES["b"], 0, ("dp", "ner"), 0), Bought(SENTENCES["a"], 1, ("dp", "ner"), 3)]
    monkeypatch.setattr(module, "purchases", lambda *_: found)
    monkeypatch.setattr(module, "training_split", lambda _: SENTENCES)
    monkeypatch.setattr(module, "taste_sheet", lambda *_: Sheet("bought", "bought", ["", "words"], []))


@pytest.mark.usefixtures("bought")
def test_types_beside_the_training_split() -> None:
    text = purchases_section(RESULTS, {"toy": QUOTABLE[0]})
    assert '<th scope="row">GPE</th><td>66.7</td><td>66.7</td>' in text


@pytest.mark.usefixtures("bought")
def test_sentences_are_shown_where_the_licence_lets_them_be_alone() -> None:
    shown = purchases_section(RESULTS, {"toy": QUOTABLE[0]})
    assert "<blockquote>Secret &lt;b&gt; <small>(2 words; DP, NER)</small></blockquote>" in shown
    for licence in ("your LDC agreement", ""):
        hidden = purchases_section(RESULTS, {"toy": licence})
        assert "Secret" not in hidden and f"Licence: {licence or 'unknown'}." in hidden


def test_what_this_machine_hasnt_got_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    assert purchases_section(RESULTS, {}) == ""
    monkeypatch.setattr(module, "taste_sheet", lambda *_: Sheet("bought", "bought", ["", "words"], []))
    monkeypatch.setattr(module, "training_split", lambda _: None)
    monkeypatch.setattr(module, "purchases", lambda *_: None)
    assert NOT_HERE in purchases_section(RESULTS, {})
