"""INCEpTION: a UIMA CAS in JSON, one document a batch, a sentence a line; beside it the project's layers.

`inception-BATCH.json` is the document (UIMA CAS JSON 0.4.0), `inception.layers.json` what the project imports first:
without its layers the tool refuses the document, where XMI would lose them without a word. Nor can JSON meet characters
that XML forbids, and it has its types inside. `mtal.exchange.inception.layers` says what stands for which entry. Places
in files are counted in UTF-16, ends are exclusive; dkpro-cassis converts them.

One document, since people work through a page of sentences, not through sixty documents. The state of a document isn't
in its export, so a sentence is answered when `done` is ticked in its annotation `Asked`, which has its id as well. JSON
and XMI exports are taken, of one document or zipped of many; the annotator is whom the tool names as the document's
owner.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from mtal.exchange import fields
from mtal.exchange.batch import Batch, Item
from mtal.exchange.faults import Unfit
from mtal.exchange.inception.exports import documents, new_document
from mtal.exchange.inception.layers import (
    ASKED,
    FIXED,
    POS,
    SENTENCE,
    TEXTS,
    TOKEN,
    arrow_layers,
    choices,
    chosen,
    settings,
    spans,
)
from mtal.exchange.inception.marking import Part, chosen_names, found_marks, owner, parts, value
from mtal.exchange.marks import Ends, Marks, label, marks
from mtal.exchange.taking import Taking
from mtal.exchange.text import bounds, fingerprint
from mtal.files import whole_text, write_json
from mtal.tasks.layers import shape
from mtal.tasks.shapes import Shape

LAYERS = "inception.layers.json"


def hand_out(folder: Path, batch: Batch) -> list[Path]:
    """Write the document and the layers below `folder`."""
    document, layers = folder / f"inception-{re.sub('[^A-Za-z0-9_.-]+', '-', batch.name)}.json", folder / LAYERS
    texts = [fields.text(item) for item in batch.items]
    cas, start = new_document("\n".join(texts)), 0
    for item, text in zip(batch.items, texts, strict=True):
        _write(cas, batch, item, start)
        start += len(text) + 1
    with whole_text(document) as file:
        file.write(f"{cas.to_json(pretty_print=True)}\n")
    write_json(layers, settings(batch), in_order=True)
    return [document, layers]


def _write(cas: Any, batch: Batch, item: Item, start: int) -> None:
    """The annotations of a sentence that begins at `start`."""
    words = item.sentence.tokens
    places = [(start + begin, start + end) for begin, end in bounds(words)]
    whole = (places[0][0], places[-1][1])
    told = {"hash": fingerprint(words), "asked": " ".join(item.tasks), **fields.about(item)}
    _add(cas, SENTENCE, whole, id=item.sentence.id)
    asked = _add(cas, ASKED, whole, done=False, sentence=item.sentence.id, **{k: str(v) for k, v in told.items()})
    for layer in choices():
        if names := item.filled_in.get(layer):
            setattr(asked, chosen(layer), cas.typesystem.get_type(TEXTS)(elements=list(names)))
    tokens = [_add(cas, TOKEN, place) for place in places]
    for layer in item.seen():
        if layer in item.filled_in and shape(layer) is not Shape.CHOICES:
            _draw(cas, batch, layer, marks(layer, item.filled_in[layer]), places, tokens)


def _draw(cas: Any, batch: Batch, layer: str, drawn: Marks, places: list[Ends], tokens: list[Any]) -> None:
    """The annotations of an entry. In a tree each arrow's ends are tokens, and the root's leads to itself."""
    ends: dict[Ends, Any] = {}
    arrows = drawn.arrows
    if shape(layer) is Shape.TREE:
        ends = {(i, i): token for i, token in enumerate(tokens)}
        arrows = arrows + [((root, root), (root, root), kind) for root, _, kind in drawn.spans]
    else:
        kept = spans(layer, batch)
        for first, last, kind in drawn.spans:
            place = (places[first][0], places[last][1])
            ends[first, last] = _add(cas, kept.type, place, **{kept.feature: kind})
            if kept.type == POS:
                tokens[first].pos = ends[first, last]
    for one, other, kind in arrows:
        kept = arrow_layers()[layer]
        place = (places[other[0]][0], places[other[1]][1])  # the tool asks for the place of the word it leads to
        told = {"Governor": ends[one], "Dependent": ends[other], kept.feature: kind}
        _add(cas, kept.type, place, **told, **FIXED.get(kept.type, {}))


def _add(cas: Any, kind: str, place: Ends, **features: Any) -> Any:
    made = cas.typesystem.get_type(kind)(begin=place[0], end=place[1], **features)
    cas.add(made)
    return made


def take_in(path: Path, taking: Taking, annotator: str) -> None:
    """Take exported documents; `annotator` names the owner of those that have none."""
    for place, cas in documents(path):
        who = owner(cas) or annotator
        for number, part in enumerate(parts(place, cas), 1):
            with taking.refusing(place, number, annotator=who):
                if not part.asked:
                    raise Unfit("no sentence id: the annotation 'Asked' is gone from the sentence")
                for asked in part.asked:
                    item = taking.item(value(asked, "sentence"), part.text, None, value(asked, "hash"))
                    if value(asked, "done") is True:
                        with taking.refusing(place, number, item, who):
                            _take(place, number, taking, item, part, asked, who)


def _take(path: Path, number: int, taking: Taking, item: Item, part: Part, asked: Any, annotator: str) -> None:
    taking.begin(item, annotator, item.asked())
    for layer in item.asked():
        with taking.refusing(path, number, item, annotator):
            if shape(layer) is Shape.CHOICES:
                found = Marks(classes=chosen_names(asked, layer))
            else:
                found = found_marks(layer, taking.batch, item, part)
            taking.answer(item, annotator, layer, label(layer, found, item.sentence.tokens))
