"""INCEpTION's layers: those that a batch uses, with its label sets, as the types of its document have them."""

from __future__ import annotations

from typing import Any

import pytest

from mtal.exchange import Batch, Item
from mtal.exchange.inception.exports import new_document
from mtal.exchange.inception.layers import ARROWS, ASKED, ENTITY, OWN, POS, SPANS, TOKEN, all_types, settings, spans
from support.annotated import LABELS, example


def tags(feature: dict[str, Any]) -> list[str] | None:
    return feature["tag_set"] and [tag["tag_name"] for tag in feature["tag_set"]["tags"]]


def test_a_batch_brings_its_layers_and_label_sets() -> None:
    layers = {layer["name"]: layer for layer in settings(example())}
    assert list(layers) == [ASKED, *(SPANS[name].type for name in ("sf", "ner", "pos", "re")), *_arrows()]
    for layer in (*SPANS.values(), *ARROWS.values()):
        (feature,) = layers[layer.type]["features"]
        assert (feature["name"], tags(feature)) == (layer.feature, LABELS[layer.task])
    asked = {feature["name"]: feature for feature in layers[ASKED]["features"]}
    assert (tags(asked["intents"]), asked["intents"]["multi_value_mode"]) == (LABELS["id"], "ARRAY")


def _arrows() -> list[str]:
    return [layer.type for layer in ARROWS.values()]


def test_every_layer_and_feature_is_a_type_of_the_document() -> None:
    types = new_document("").typesystem
    for layer in settings(example()):
        known = {feature.name: feature.rangeType.name for feature in types.get_type(layer["name"]).features}
        assert {feature["name"]: feature["type"] for feature in layer["features"]}.items() <= known.items()


def test_types_stand_after_those_they_refer_to() -> None:
    names = list(all_types())
    for name, features in all_types().items():
        assert all(range in names[: names.index(name)] for range in features.values() if range in names)


def test_arrows_of_ours_lead_between_entities_and_built_in_ones_stay_as_they_are() -> None:
    layers = {layer["name"]: layer for layer in settings(example())}
    relation, dependency = (layers[ARROWS[name].type] for name in ("re", "dp"))
    assert (relation["type"], relation["attach_type"], relation["built_in"]) == ("relation", {"name": ENTITY}, False)
    assert (dependency["type"], dependency["attach_type"], dependency["built_in"]) == ("relation", None, True)
    assert TOKEN not in layers


def test_labels_that_nobody_knows_yet_are_typed_freely() -> None:
    batch = Batch("b", [Item(example().items[1].sentence, ("ner",))], {})
    asked, entity = settings(batch)
    assert [tags(feature) for feature in entity["features"]] == [None]
    assert "intents" not in [feature["name"] for feature in asked["features"]]


@pytest.mark.parametrize(
    ("labels", "feature"), [([], "PosValue"), (["NOUN", "VERB"], "coarseValue"), (["NOUN", "VBZ"], "PosValue")]
)
def test_universal_tags_have_a_feature_of_their_own(labels: list[str], feature: str) -> None:
    batch = Batch("b", [Item(example().items[1].sentence, ("pos",))], {"pos": labels})
    assert spans("pos", batch) == SPANS["pos"]._replace(feature=feature)
    assert spans("pos", batch).type == POS


def test_names_of_ours_are_where_the_tool_keeps_added_layers() -> None:
    own = [layer["name"] for layer in settings(example()) if not layer["built_in"]]
    assert own == [f"{OWN}{name}" for name in ("Asked", "Slot", "Entity", "Relation")]
