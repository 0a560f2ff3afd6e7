"""Words and what is under them."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import pytest
from hypothesis import given

from mtal.corpora.sentence import Sentence
from mtal.exchange import Batch, Item
from mtal.exchange.marks import marks
from mtal.exchange.preview.colours import Colours
from mtal.exchange.preview.words import direction, spanned, surface, words
from support.annotated import LABELS, QUICK, batches, example
from support.pages import having, parsed


def made(item: Item) -> list[Element]:
    """The words."""
    return list(having(parsed(words(item, Colours(Batch("m", [item], LABELS)))), "word"))


def drawn(found: list[Element]) -> list[tuple[int, int, str]]:
    """The spans that are drawn: each row from the beginning of a span to its end."""
    spans, begun = [], dict[int, tuple[int, str]]()
    for place, word in enumerate(found):
        for row, cell in enumerate(word.findall("b")):
            looks = cell.get("class", "").split()
            if "first" in looks:
                begun[row] = (place, cell.text or "")
            if "last" in looks:
                start, kind = begun.pop(row)
                spans.append((start, place, kind))
            else:
                assert len(looks) == 1 or row in begun, "a span begins before it goes on"
    assert not begun
    return spans


@given(batch=batches())
@QUICK
def test_all_spans_are_drawn(batch: Batch) -> None:
    for item in batch.items:
        due = [
            span for layer in spanned() if layer in item.filled_in for span in marks(layer, item.filled_in[layer]).spans
        ]
        assert sorted(drawn(made(item))) == sorted(due)


def test_tags_stand_under_words() -> None:
    item = Item(Sentence("s", "d", ["a", "b"]), ("pos",), {"pos": ["NN", None]})
    assert [word.findtext("i") for word in made(item)] == ["NN", "·"]
    assert made(Item(Sentence("s", "d", ["a"]), ("pos",)))[0].find("i") is None


def test_layers_stand_below_each_other() -> None:
    york = made(example().items[0])[7]
    assert [(cell.text, cell.get("class", "").split()[0]) for cell in york.findall("b")] == [
        ("city", "span"),
        (None, "span"),
        ("Method & co", "span"),
        (None, "span"),
    ]


def test_a_label_isnt_parted_from_words_that_it_runs_below() -> None:
    label = {"entities": [[1, 3, "Method & co"]], "relations": []}
    item = Item(Sentence("s", "d", ["we", "a", "neural", "model", "."]), ("ner_span",), {"re": label})
    root = parsed(words(item, Colours(Batch("m", [item], LABELS))))
    assert [[bdi.text for bdi in run.iter("bdi")] for run in having(root, "run")] == [["a", "neural", "model"]]
    assert len(list(having(root, "over"))) == 1


def test_each_sentence_has_its_direction() -> None:
    item = Item(Sentence("s", "d", ["(", "سلام", "NN"]), ("ner",))
    assert parsed(words(item, Colours(Batch("m", [item], {})))).get("dir") == "rtl"
    assert all(word.find("bdi") is not None for word in made(item)), "each word has its own"


@pytest.mark.parametrize(
    ("tokens", "due"),
    [(["3", "(", "שלום", "hello"], "rtl"), (["hello", "שלום"], "ltr"), (["مرحبا"], "rtl"), (["😀", "1"], "ltr")],
)
def test_the_first_letter_tells_the_direction(tokens: list[str], due: str) -> None:
    assert direction(tokens) == due


def test_a_surface_is_escaped() -> None:
    assert surface(["a", "<b>", "c"], 0, 1) == "<bdi>a &lt;b&gt;</bdi>"
