"""INCEpTION's layers: the annotations that stand for label entries, in files and in the settings of a project.

| entry | layer | holds |
|---|---|---|
| `ner` | `NamedEntity`, built in | `value` |
| `pos` | `POS`, built in, attached to its `Token` | `coarseValue` where all labels are universal, else `PosValue` |
| `dp` | `Dependency`, built in, from head to word; the root's leads to itself | `DependencyType` |
| `sf` | `Slot`, ours | `value` |
| `re` | `Entity` and, between them, `Relation`, ours | `value` |
| `id` | `Asked`, ours, one on each sentence | `intents` |

Entries of other tasks have layers of their own, ours, called as the task; choices a feature of `Asked`, likewise.
`Asked` has what travels with a sentence, too: its id, the fingerprint of its words, what is asked and why; and `done`.
Types and features are those of DKPro Core 2, modes those of INCEpTION's model.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from mtal.exchange.batch import Batch
from mtal.exchange.conllu import UNIVERSAL
from mtal.tasks import TASKS
from mtal.tasks.layers import all_layers, capital, shape, spans_of
from mtal.tasks.shapes import ARROWED, GRAPHS, Shape

CORE = "de.tudarmstadt.ukp.dkpro.core.api."
OWN = "webanno.custom."
"""Where the tool keeps layers that a project adds."""
SENTENCE, TOKEN, POS = (
    f"{CORE}segmentation.type.Sentence",
    f"{CORE}segmentation.type.Token",
    f"{CORE}lexmorph.type.pos.POS",
)
DEPENDENCY = f"{CORE}syntax.type.dependency.Dependency"
ASKED, ENTITY = f"{OWN}Asked", f"{OWN}Entity"
FIXED = {DEPENDENCY: {"flavor": "basic"}}
"""Features that are the same in every annotation of a built-in type."""
TEXT, TEXTS, TRUTH = "uima.cas.String", "uima.cas.StringArray", "uima.cas.Boolean"
CHOSEN = {"id": "intents"}
"""What choices are called in `Asked`, where that isn't their own name."""
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
        DEPENDENCY,
        "DependencyType",
        "Dependency",
        "dp",
        "SINGLE_TOKEN",
        "OVERLAP_ONLY",
        TOKEN,
    ),
    "re": Layer(f"{OWN}Relation", "value", "Relation", "re", overlap="ANY_OVERLAP", between=ENTITY),
}


def span_layers() -> dict[str, Layer]:
    """The layers of spans, by entry: the tool's own, and ours for each other task that marks some."""
    marking = [layer for layer in all_layers() if shape(layer) not in (Shape.CHOICES, Shape.TREE)]
    return SPANS | {layer: _own_spans(layer) for layer in marking if layer not in SPANS}


def arrow_layers() -> dict[str, Layer]:
    """The layers of arrows, likewise."""
    drawing = [layer for layer in all_layers() if shape(layer) in ARROWED]
    return ARROWS | {layer: _own_arrows(layer) for layer in drawing if layer not in ARROWS}


def _own_spans(layer: str) -> Layer:
    name, title = f"{OWN}{capital(layer)}", capital(TASKS[layer].title)
    if shape(layer) in GRAPHS:
        return Layer(f"{name}Span", "value", f"{title}: spans", spans_of(layer), overlap="ANY_OVERLAP")
    return Layer(name, "value", title, layer, "SINGLE_TOKEN" if shape(layer) is Shape.TAGS else "TOKENS")


def _own_arrows(layer: str) -> Layer:
    name, title = f"{OWN}{capital(layer)}", capital(TASKS[layer].title)
    if shape(layer) is Shape.TREE:
        return Layer(name, "value", title, layer, "SINGLE_TOKEN", "OVERLAP_ONLY", TOKEN)
    return Layer(name, "value", title, layer, overlap="ANY_OVERLAP", between=span_layers()[layer].type)


def chosen(layer: str) -> str:
    """The feature of `Asked` that has the choices of an entry."""
    return CHOSEN.get(layer, layer)


def choices() -> list[str]:
    """The entries that are choices for the sentence."""
    return [layer for layer in all_layers() if shape(layer) is Shape.CHOICES]


def all_types() -> dict[str, dict[str, str]]:
    """The features of each type and their ranges; a type stands after those that it refers to."""
    return {
        SENTENCE: {"id": TEXT},
        POS: {"PosValue": TEXT, "coarseValue": TEXT},
        TOKEN: {"pos": POS},
        ASKED: {"done": TRUTH, **{chosen(layer): TEXTS for layer in choices()}, **dict.fromkeys(TOLD, TEXT)},
        **{layer.type: {layer.feature: TEXT} for layer in span_layers().values() if layer.type != POS},
        **{layer.type: _features(layer) for layer in arrow_layers().values()},
    }


def _features(layer: Layer) -> dict[str, str]:
    """Those of an arrow."""
    ends = {"Governor": layer.between, "Dependent": layer.between}
    return {**ends, layer.feature: TEXT, **dict.fromkeys(FIXED.get(layer.type, ()), TEXT)}


def spans(layer: str, batch: Batch) -> Layer:
    """The layer of an entry's spans, with the feature that the labels of this batch go to."""
    found = span_layers()[layer]
    labels = batch.label_set("pos")
    universal = layer == "pos" and labels and UNIVERSAL.issuperset(labels)
    return found._replace(feature="coarseValue") if universal else found


def settings(batch: Batch) -> list[dict[str, Any]]:
    """The layers with their label sets, as a project of the tool imports them.

    Of built-in layers only the label sets differ from what they are in a new project.
    """
    seen = batch.layers()
    told = [_feature(name, None, shown=name == "asked", rank=rank) for rank, name in enumerate(TOLD, 2)]
    named = [name for name in choices() if name in seen]
    said = [_feature(chosen(name), _tags(name, batch), TEXTS, several=True, rank=1) for name in named]
    made = [_layer(Layer(ASKED, "", "Asked", "", "SENTENCES"), [_feature("done", None, TRUTH), *said, *told])]
    layers = [spans(name, batch) for name in seen if name in span_layers()]
    layers += [arrow_layers()[name] for name in seen if name in arrow_layers()]
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
