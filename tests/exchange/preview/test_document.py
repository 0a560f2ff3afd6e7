"""The whole page of a batch."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from mtal.corpora.sentence import Sentence
from mtal.exchange import Batch, Item
from mtal.exchange.preview import document, preview, write_preview
from support.annotated import LABELS, QUICK, batches, example
from support.pages import having, parsed, text


@given(batch=batches())
@QUICK
def test_every_item_is_there_and_elements_nest(batch: Batch) -> None:
    found = preview(batch, "A <title> & more")
    assert found == preview(batch, "A <title> & more"), "the same bytes"
    root = parsed(found)
    assert root.findtext(".//h1") == root.findtext(".//title") == "A <title> & more"
    cards = root.findall(".//article")
    for item, card in zip(batch.items, cards, strict=True):
        paragraph = next(having(card, "words"))
        assert [each.findtext("bdi") for each in having(paragraph, "word")] == item.sentence.tokens
        assert item.sentence.id in text(card) and item.reason in text(card)
        assert len(list(having(card, "tree"))) == ("dp" in item.filled_in)


def test_nothing_is_fetched_and_nothing_runs() -> None:
    found = preview(example(), "t")
    assert not re.search(r"https?:|<script|<link|<img|url\(|@import|\son\w+=", found)
    ids = re.findall(r'\bid="([^"]*)"', found)
    assert len(set(ids)) == len(ids) and set(re.findall(r'href="#([^"]*)"', found)) <= set(ids)


def test_the_header_says_how_much_and_why() -> None:
    lead = text(next(having(parsed(preview(example(), "t")), "lead")))
    assert (
        lead
        == "2 sentences, 11 words: 1 least sure of ner. Filled in by round-1. Bars say how sure it is, from 0 to 1."
    )
    bare = Batch("mtal", [Item(Sentence("s", "d", ["a"]), ("ner",), reason="drawn at random")], LABELS)
    assert text(next(having(parsed(preview(bare, "t")), "lead"))) == "1 sentence, 1 word: 1 drawn at random."


def test_many_reasons_arent_counted() -> None:
    items = [Item(Sentence(f"s-{i}", "d", ["a"]), ("ner",), reason=f"reason {i}") for i in range(7)]
    lead = text(next(having(parsed(preview(Batch("m", items, {}), "t")), "lead")))
    assert lead == "7 sentences, 7 words."


def test_a_batch_without_sentences_is_a_page_too() -> None:
    assert "0 sentences, 0 words." in text(parsed(preview(Batch("m", [], {}), "t")))


def test_what_is_too_much_is_left_out_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = preview(example(), "t")
    monkeypatch.setattr(document, "LARGEST", len(whole) // 4)
    cut = parsed(preview(example(), "t"))
    assert len(cut.findall(".//article")) < 2 and "not shown here." in text(cut)


def test_200_sentences_with_arcs_stay_small() -> None:
    words = 40
    tree = {"heads": [0, *range(1, words)], "deprels": ["root"] + ["nsubj"] * (words - 1)}
    filled = {"dp": tree, "pos": ["NN"] * words, "ner": ["B-PER"] * words}
    item = Item(Sentence("s", "d", ["longish"] * words), ("dp", "pos", "ner"), filled, {"dp": 0.5}, 1, "by chance")
    items = [replace(item, sentence=replace(item.sentence, id=f"s-{i}")) for i in range(200)]
    found = preview(Batch("m", items, LABELS), "t")
    assert found.count("<article>") == 200 and len(found.encode()) < 5_000_000


def test_it_is_written_whole(tmp_path: Path) -> None:
    write_preview(tmp_path / "preview.html", example(), "t")
    assert (tmp_path / "preview.html").read_text(encoding="utf-8") == preview(example(), "t")
    assert [path.name for path in tmp_path.iterdir()] == ["preview.html"]
