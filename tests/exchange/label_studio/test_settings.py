"""The settings of a Label Studio project."""

from __future__ import annotations

from xml.etree import ElementTree

from mtal.exchange import Batch, Item
from mtal.exchange.label_studio.settings import NO_LABEL, settings
from support.annotated import LABELS, example


def values(xml: ElementTree.Element, path: str) -> list[str | None]:
    return [element.get("value") for element in xml.findall(path)]


def test_each_entry_has_a_control_with_its_labels() -> None:
    xml = ElementTree.fromstring(settings(example()))
    assert {(one.get("name"), one.get("toName")) for one in xml if one.tag in ("Labels", "Choices")} == {
        (layer, "text") for layer in ("id", "sf", "ner", "pos", "dp", "re")
    }
    assert values(xml, "Labels[@name='re']/Label") == LABELS["ner_span"]
    assert values(xml, "Labels[@name='dp']/Label") == ["word", *LABELS["dp"]]
    assert values(xml, "Choices/Choice") == LABELS["id"]
    assert values(xml, "Relations/Relation") == [*LABELS["dp"], *LABELS["re"]]


def test_labels_of_any_letters() -> None:
    odd = ["<\"&'>", "שלום", "😀"]
    batch = Batch("b", [Item(example().items[1].sentence, ("ner",))], {"ner": odd})
    assert values(ElementTree.fromstring(settings(batch)), "Labels/Label") == odd


def test_a_control_without_labels_says_so() -> None:
    batch = Batch("b", [Item(example().items[1].sentence, ("ner", "id"))], {})
    xml = ElementTree.fromstring(settings(batch))
    assert values(xml, "Labels/Label") == values(xml, "Choices/Choice") == [NO_LABEL]
    assert xml.find("Relations") is None
