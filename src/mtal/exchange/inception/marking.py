"""What people annotated in INCEpTION, sentence by sentence: annotations of a CAS, and the marks that they stand for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import inf
from pathlib import Path
from typing import Any, NamedTuple

from mtal.corpora.report import shown
from mtal.errors import InputError
from mtal.exchange import fields
from mtal.exchange.batch import Batch, Item
from mtal.exchange.faults import Unfit
from mtal.exchange.inception.layers import ASKED, CORE, SENTENCE, Layer, arrow_layers, chosen, span_layers, spans
from mtal.exchange.marks import Ends, Marks
from mtal.exchange.text import words_between
from mtal.tasks import TASKS
from mtal.tasks.layers import one_of, shape
from mtal.tasks.shapes import Shape

METADATA = f"{CORE}metadata.type.DocumentMetaData"
"""Where exports name the document (`documentTitle`) and whose annotations they are (`documentId`)."""


class Part(NamedTuple):
    """The annotations of one sentence of a document."""

    begin: int
    text: str
    asked: list[Any]
    others: dict[str, list[Any]]
    """By type."""


def owner(cas: Any) -> str | None:
    """Whose annotations these are; older versions of the tool give the document's name instead."""
    for each in _all(cas, METADATA):
        owner = value(each, "documentId")
        if isinstance(owner, str) and owner and owner != value(each, "documentTitle"):
            return owner
    return None


def parts(path: Path, cas: Any) -> Iterator[Part]:
    """The sentences in the order of the text, and those whose `Asked` is gone; `InputError` where two overlap.

    Annotations belong to the sentence that they begin in, or behind. A sentence is where its `Asked` lies, even if
    somebody divided it.
    """
    asked: dict[Ends, list[Any]] = {}
    for each in _all(cas, ASKED):
        asked.setdefault(_place(path, each), []).append(each)
    bare = _bare(path, sorted(asked), {_place(path, each) for each in _all(cas, SENTENCE)})
    places = sorted([*asked, *bare])
    if not places:
        raise InputError(path, None, "a document without sentences; it isn't of a batch")
    begins = [begin for begin, _ in places]
    others: list[dict[str, list[Any]]] = [{} for _ in places]
    for layer in (*span_layers().values(), *arrow_layers().values()):
        for each in _all(cas, layer.type):
            at = max(bisect_right(begins, _place(path, each)[0]) - 1, 0)
            others[at].setdefault(layer.type, []).append(each)
    for (begin, end), found in zip(places, others, strict=True):
        yield Part(begin, cas.sofa_string[begin:end], asked.get((begin, end), []), found)


def _bare(path: Path, asked: list[Ends], sentences: Iterable[Ends]) -> list[Ends]:
    """The sentences that no `Asked` touches; what lies in two of them would be of neither for sure."""
    for (_, end), (begin, _) in pairwise(asked):
        if begin < end:
            raise InputError(path, None, f"two annotations 'Asked' overlap, from {begin} to {end}")
    touched = [(0, 0), *asked, (inf, inf)]  # each sentence lies between two of them, or touches one
    found = []
    for begin, end in sentences:
        at = bisect_right(touched, (begin, inf))
        if touched[at - 1][1] <= begin and end <= touched[at][0]:
            found.append((begin, end))
    return found


def _all(cas: Any, kind: str) -> list[Any]:
    """All annotations of a type, as they were made; exports leave types out that nothing is of."""
    found = cas.select(kind) if cas.typesystem.contains_type(kind) else []
    return sorted(found, key=lambda each: each.xmiID)


def _place(path: Path, annotation: Any) -> Ends:
    begin, end = annotation.begin, annotation.end
    if type(begin) is not int or type(end) is not int:
        raise InputError(path, None, f"not a sound UIMA CAS: an annotation from {shown(begin)} to {shown(end)}")
    return begin, end


def value(annotation: Any, feature: str) -> Any:
    """A feature; None where it is missing, as exports leave it that nobody filled."""
    return getattr(annotation, feature, None)


def chosen_names(asked: Any, layer: str) -> list[str]:
    """The choices of an entry that a sentence's `Asked` has."""
    elements = value(value(asked, chosen(layer)), "elements") or []
    if not isinstance(elements, list):
        raise Unfit(f"the {TASKS[layer].wanted} are {shown(elements)} instead of a list")
    return [fields.word(each, one_of(layer)) for each in elements]


def found_marks(layer: str, batch: Batch, item: Item, part: Part) -> Marks:
    """What is marked of one entry."""
    words = item.sentence.tokens
    spanned: list[tuple[int, int, str]] = []
    if layer in span_layers():
        kept = spans(layer, batch)
        for each in part.others.get(kept.type, []):
            ends = _ends(each, part, words)
            spanned.append((*ends, _kind(each, kept, f"the span {shown(' '.join(words[ends[0] : ends[1] + 1]))}")))
    arrows = []
    if layer in arrow_layers() and (shape(layer) is not Shape.PAIRS or layer in item.tasks):
        drawn = arrow_layers()[layer]
        for each in part.others.get(drawn.type, []):
            kind = _kind(each, drawn, "an arrow")
            one, other = (_ends(value(each, end), part, words) for end in ("Governor", "Dependent"))
            arrows.append((one, other, kind))
    return Marks(spanned, arrows)


def _kind(annotation: Any, layer: Layer, what: str) -> str:
    """The label of an annotation."""
    if (kind := value(annotation, layer.feature)) is None:
        raise Unfit(f"{what} of the layer {layer.title} has no label")
    return fields.word(kind, "a label")


def _ends(annotation: Any, part: Part, words: list[str]) -> Ends:
    begin, end = value(annotation, "begin"), value(annotation, "end")
    if type(begin) is not int or type(end) is not int:
        raise Unfit("an arrow has an end that is nowhere")
    return words_between(words, begin - part.begin, end - part.begin)
