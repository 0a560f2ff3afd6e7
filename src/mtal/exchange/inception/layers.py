"""INCEpTION's layers: the annotations that stand for label entries, in files and in the settings of a project.

| entry | layer | holds |
|---|---|---|
| `ner` | `NamedEntity`, built in | `value` |
| `pos` | `POS`, built in, attached to its `Token` | `coarseValue` where all labels are universal, else `PosValue` |
| `dp` | `Dependency`, built in, from head to word; the root's leads to itself | `DependencyType` |
| `sf` | `Slot`, ours | `value` |
| `re` | `Entity` and, between them, `Relation`, ours | `value` |
| `id` | `Asked`, ours, one on each sentence | `intents` |

`Asked` has what travels with a sentence, too: its id, the fingerprint of its words, what is asked and why; and `done`.
Types and features are those of DKPro Core 2, modes those of INCEpTION's model.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from mtal.exchange.batch import Batch
from mtal.exchange.conllu import UNIVERSAL

CORE = "de.tudarmstadt.ukp.dkpro.core.api."
OWN = "webanno.custom."
"""Where the tool keeps layers that a project adds."""
SENTENCE, TOKEN, POS = (
    f"{CORE}segmentation.type.Sentence",
    f"{CORE}segmentation.type.Token",
    f"{CORE}lexmorph.type.pos.POS",
)
ASKED, ENTITY = f"{OWN}Asked", f"{OWN}Entity"
TEXT, TEXTS, TRUTH = "uima.cas.String", "uima.cas.StringArray", "uima.cas.Boolean"
TOLD = ("sentence", "hash", "asked", "rank", "reason", "confidence")
"""The features of `Asked` that nobody changes."""


class Layer(NamedTuple):
    """One kind of annotation that carries a label."""

    type: str
    feature: str
    """Which holds the label."""
    title: str
    """As the tool's users see it."""
    task: str
    """Whose label set it draws on."""
    anchoring: str = "TOKENS"
    overlap: str = "NO_OVERLAP"
    between: str = ""
    """For arrows: the type of their ends."""


SPANS = {
    "sf": Layer(f"{OWN}Slot", "value", "Slot", "sf"),
    "ner": Layer(f"{CORE}ner.type.NamedEntity", "value", "Named entity", "ner"),
    "pos": Layer(POS, "PosValue", "Part of speech", "pos", "SINGLE_TOKEN"),
    "re": Layer(ENTITY, "value", "Entity", "ner_span", overlap="ANY_OVERLAP"),
}
ARROWS = {
    "dp": Layer(
        f"{CORE}syntax.type.dependency.Dependency",
        "DependencyType",
        "Dependency",
        "dp",
        "SINGLE_TOKEN",
        "OVERLAP_ONLY",
        TOKEN,
    ),
    "re": Layer(f"{OWN}Relation", "value", "Relation", "re", overlap="ANY_OVERLAP", between=ENTITY),
}

TYPES: dict[str, dict[str, str]] = {
    SENTENCE: {"id": TEXT},
    POS: {"PosValue": TEXT, "coarseValue": TEXT},
    TOKEN: {"pos": POS},
    ASKED: {"done": TRUTH, "intents": TEXTS, **dict.fromkeys(TOLD, TEXT)},
    **{layer.type: {layer.feature: TEXT} for layer in SPANS.values() if layer.type != POS},
    ARROWS["dp"].type: {"Governor": TOKEN, "Dependent": TOKEN, "DependencyType": TEXT, "flavor": TEXT},
    ARROWS["re"].type: {"Governor": ENTITY, "Dependent": ENTITY, "value": TEXT},
}
"""The features of each type and their ranges; a type stands after those that it refers to."""


def spans(layer: str, batch: Batch) -> Layer:
    """The layer of an entry's spans, with the feature that the labels of this batch go to."""
    found = SPANS[layer]
    labels = batch.label_set("pos")
    universal = layer == "pos" and labels and UNIVERSAL.issuperset(labels)
    return found._replace(feature="coarseValue") if universal else found


def settings(batch: Batch) -> list[dict[str, Any]]:
    """The layers with their label sets, as a project of the tool imports them.

    Of built-in layers only the label sets differ from what they are in a new project.
    """
    seen = batch.layers()
    told = [_feature(name, None, shown=name == "asked", rank=rank) for rank, name in enumerate(TOLD, 2)]
    intents = _feature("intents", _tags("id", batch), TEXTS, several=True, rank=1)
    asked = [_feature("done", None, TRUTH), *([intents] if "id" in seen else []), *told]
    made = [_layer(Layer(ASKED, "", "Asked", "", "SENTENCES"), asked)]
    layers = [spans(name, batch) for name in seen if name in SPANS]
    layers += [ARROWS[name] for name in seen if name in ARROWS]
    return made + [_layer(each, [_feature(each.feature, _tags(each.task, batch))]) for each in layers]


def _layer(layer: Layer, features: Iterable[dict[str, Any]]) -> dict[str, Any]:
    own = layer.type.startswith(OWN)
    return {
        "name": layer.type,
        "features": list(features),
        "uiName": layer.title,
        "type": "relation" if layer.between else "span",
        "description": "",
        "enabled": True,
        "built_in": not own,
        "readonly": False,
        # Left out where the tool knows it: it looks for the other layer in this file
        "attach_type": {"name": layer.between} if own and layer.between else None,
        "attach_feature": None,
        "cross_sentence": False,
        "show_hover": True,
        "anchoring_mode": layer.anchoring,
        "overlap_mode": layer.overlap,
        "validation_mode": "ALWAYS",
        "linked_list_behavior": False,
    }


def _feature(
    name: str,
    tags: dict[str, Any] | None,
    type: str = TEXT,
    *,
    several: bool = False,
    shown: bool = True,
    rank: int = 0,
) -> dict[str, Any]:
    """`shown`: whether it stands above the text."""
    return {
        "name": name,
        "tag_set": tags,
        "uiName": name,
        "type": type,
        "enabled": True,
        "visible": shown,
        "required": False,
        "multi_value_mode": "ARRAY" if several else "NONE",
        "link_mode": "NONE",
        "curatable": True,
        "rank": rank,
    }


def _tags(task: str, batch: Batch) -> dict[str, Any] | None:
    """The label set of a task; none where no label is known, so that anything can be typed."""
    if not (labels := batch.label_set(task)):
        return None
    tags = [{"tag_name": label, "tag_description": ""} for label in labels]
    return {"name": f"mtal {task}", "description": "", "language": "mul", "tags": tags, "create_tag": False}
