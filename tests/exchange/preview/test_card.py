"""One sentence of a batch."""

from __future__ import annotations

from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest

from mtal.corpora.sentence import Sentence
from mtal.exchange import Batch, Item
from mtal.exchange.preview.card import bar, card
from mtal.exchange.preview.colours import Colours
from support.annotated import LABELS, TASKS, example
from support.pages import having, parsed, text

FIRST, SECOND = example().items


def made(item: Item) -> Element:
    return parsed(card(item, 0, TASKS, Colours(Batch("m", [item], LABELS))))


def said(item: Item) -> dict[str, str]:
    """What is said of each task."""
    entries = next(having(made(item), "tasks"))
    return {entry.findtext("b", ""): text(entry).split(" ", 1)[-1] for entry in entries}


def test_rank_reason_and_id() -> None:
    head = made(FIRST).find("header")
    assert head is not None and text(head) == "1least sure of ners-1 · 9 words"
    bare = made(Item(Sentence("s", "d", ["a"]), ("ner",))).find("header")
    assert bare is not None and text(bare) == "s · 1 word"


def test_what_is_asked_and_what_is_filled_in() -> None:
    found = said(FIRST)
    assert found["id"] == "filled in" and found["ner"].endswith("0.25") and found["pos"].endswith("0.75")
    found = said(SECOND)
    assert found["ner"] == "nothing filled in" and found["pos"] == "not asked, given"
    assert found["dp"] == found["re"] == found["ner_span"] == "not asked"


@pytest.mark.parametrize(
    ("layer", "label", "task", "due"),
    [
        ("ner", ["O"], "ner", "none found"),
        ("re", {"entities": [], "relations": []}, "ner_span", "none found"),
        ("re", {"entities": [[0, 0, "PER"]], "relations": []}, "re", "none found"),
        ("re", {"entities": [[0, 0, "PER"]], "relations": []}, "ner_span", "filled in"),
        ("dp", {"heads": [0], "deprels": ["root"]}, "dp", "filled in"),
    ],
)
def test_where_a_model_found_nothing(layer: str, label: object, task: str, due: str) -> None:
    assert said(Item(Sentence("s", "d", ["a"]), (task,), {layer: label}))[task] == due


def test_entities_that_are_given_without_relations() -> None:
    item = Item(Sentence("s", "d", ["a"]), ("ner_span",), {"re": {"entities": [[0, 0, "PER"]], "relations": []}})
    assert said(item)["re"] == "not asked"


def test_intents_and_relations_are_listed() -> None:
    below = [text(each) for each in having(made(FIRST), "under")]
    assert below[0] == "Intent: play music x"
    assert below[1] == 'Ada Lovelace WORKS FOR → New YorkNew York WORKS FOR → Ada Lovelace , " naïve of New York'


def test_what_isnt_asked_is_grey() -> None:
    other = replace(FIRST, tasks=("ner",))
    looks = {look for each in made(other).iter() for look in [each.get("class", "")] if "off" in look.split()}
    assert {"tree off", "tag off"} <= looks and any(look.startswith("chip") for look in looks)
    assert not list(having(made(replace(FIRST, tasks=TASKS)), "off"))


def test_a_bar_is_as_long_as_its_number() -> None:
    assert "width:25%" in bar(0.25) and text(parsed(bar(0.25))) == "0.25"
    assert "width:100%" in bar(1.2) and "width:0%" in bar(-1)
