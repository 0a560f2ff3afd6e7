"""Prodigy: JSON Lines, a file (a dataset) for each entry, with our tokens, so that the tool makes none of its own.

| file | interface | marks |
|---|---|---|
| `prodigy-ner.jsonl`, `-sf`, `-pos` | `ner_manual` or `spans_manual` | `spans` |
| `prodigy-re.jsonl`, `-dp` | `relations` | `spans` and `relations` |
| `prodigy-id.jsonl` | `choice`, several at once | `options`, `accept` |

Which of these an entry takes is a question of its shape.

Spans have `start` and `end` (exclusive, in code points) and `token_start` and `token_end` (inclusive); the two must
agree when they come back. A relation leads from `head` to `child`, each named by the last token of its span, with the
spans beside it. Where a task is parsing, heads and children are words, and the root's word is a span that has its
relation. Taken are answers `accept`; `reject` and `ignore` are none. The annotator is `_annotator_id`, else
`_session_id`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mtal.corpora.report import shown
from mtal.exchange import fields
from mtal.exchange.batch import Batch, Item
from mtal.exchange.faults import Unfit
from mtal.exchange.marks import Ends, Marks, label, marks
from mtal.exchange.taking import Taking
from mtal.exchange.text import bounds, words_between
from mtal.files import write_jsonl
from mtal.tasks.layers import one_of, shape
from mtal.tasks.shapes import ARROWED, Shape


def hand_out(folder: Path, batch: Batch) -> list[Path]:
    """Write a file of tasks for each entry below `folder`."""
    written = []
    for layer in batch.layers():
        written.append(folder / f"prodigy-{layer}.jsonl")
        write_jsonl(written[-1], (_task(item, layer, batch) for item in batch.items if layer in item.seen()))
    return written


def _task(item: Item, layer: str, batch: Batch) -> dict[str, Any]:
    words, places = item.sentence.tokens, bounds(item.sentence.tokens)
    tokens = [
        {"text": word, "start": start, "end": end, "id": i, "ws": i + 1 < len(words)}
        for i, (word, (start, end)) in enumerate(zip(words, places, strict=True))
    ]
    found = marks(layer, item.filled_in[layer]) if layer in item.filled_in else Marks()
    task = {"text": fields.text(item), "tokens": tokens, **fields.origin(item), "layer": layer}
    task["meta"] = {"sentence": item.sentence.id, **fields.about(item)}
    if shape(layer) is Shape.CHOICES:
        options = dict.fromkeys([*batch.label_set(layer), *found.classes])
        return task | {"options": [{"id": name, "text": name} for name in options], "accept": found.classes}
    task["spans"] = [_span(places, first, last, kind) for first, last, kind in found.spans]
    return task | ({"relations": _relations(places, found)} if shape(layer) in ARROWED else {})


def _span(places: list[tuple[int, int]], first: int, last: int, kind: str | None) -> dict[str, Any]:
    ends = {"start": places[first][0], "end": places[last][1], "token_start": first, "token_end": last}
    return ends if kind is None else {**ends, "label": kind}


def _relations(places: list[tuple[int, int]], found: Marks) -> list[dict[str, Any]]:
    kinds = {(first, last): kind for first, last, kind in found.spans}
    return [
        {
            "head": one[1],
            "child": other[1],
            "head_span": _span(places, *one, kinds.get(one)),
            "child_span": _span(places, *other, kinds.get(other)),
            "label": kind,
        }
        for one, other, kind in found.arrows
    ]


def take_in(path: Path, taking: Taking, annotator: str) -> None:
    """Take a dataset; `annotator` names answers that name none."""
    for number, value in fields.records(path):
        with taking.refusing(path, number, lines=True):
            task = fields.mapping(value, "the line")
            item = taking.item(*(task.get(name) for name in ("sentence", "text", "words", "hash")))
            who = str(task.get("_annotator_id") or task.get("_session_id") or annotator)
            with taking.refusing(path, number, item, who, lines=True):
                _take(taking, item, task, who)


def _take(taking: Taking, item: Item, task: dict[str, Any], annotator: str) -> None:
    words, layer, answer = item.sentence.tokens, task.get("layer"), task.get("answer")
    if layer not in item.seen():
        raise Unfit(f"the layer {shown(layer)} was not handed out for this sentence")
    if answer not in ("accept", "reject", "ignore"):
        raise Unfit(f"the answer is {shown(answer)} instead of accept, reject or ignore")
    if answer != "accept" or layer not in item.asked():
        return
    taking.begin(item, annotator, [layer])
    _check_tokens(task, words)
    taking.answer(item, annotator, layer, label(layer, _found(task, layer, words), words))


def _check_tokens(task: dict[str, Any], words: list[str]) -> None:
    tokens = [fields.mapping(token, "a token").get("text") for token in fields.rows(task, "tokens")]
    if tokens and tokens != words:
        raise Unfit(f"the tokens changed: {len(tokens)} tokens where {len(words)} words were handed out")


def _found(task: dict[str, Any], layer: str, words: list[str]) -> Marks:
    """What a task says of its entry."""
    if shape(layer) is Shape.CHOICES:
        return Marks(classes=[fields.word(name, one_of(layer)) for name in fields.rows(task, "accept")])
    given = [fields.mapping(span, "a span") for span in fields.rows(task, "spans")]
    spans = [(*_ends(span, words), fields.word(span.get("label"), "the label of a span")) for span in given]
    related = fields.rows(task, "relations") if shape(layer) in ARROWED else []
    return Marks(spans, [_arrow(fields.mapping(value, "a relation"), words) for value in related])


def _ends(span: dict[str, Any], words: list[str]) -> Ends:
    """First and last word of a span, by its characters; its tokens, where it names them, must say the same."""
    found = words_between(words, fields.whole(span, "start"), fields.whole(span, "end"))
    tokens = (span.get("token_start", found[0]), span.get("token_end", found[1]))
    if tokens != found:
        raise Unfit(f"a span has the tokens {tokens[0]} to {tokens[1]}, but the characters of {found[0]} to {found[1]}")
    return found


def _arrow(relation: dict[str, Any], words: list[str]) -> tuple[Ends, Ends, str]:
    kind = fields.word(relation.get("label"), "the label of a relation")
    return _end(relation, "head", words), _end(relation, "child", words), kind


def _end(relation: dict[str, Any], name: str, words: list[str]) -> Ends:
    """The words that a relation begins or ends at: those of its span, else its token."""
    if f"{name}_span" in relation:
        return _ends(fields.mapping(relation[f"{name}_span"], f"'{name}_span'"), words)
    token = fields.whole(relation, name)
    if not 0 <= token < len(words):
        raise Unfit(f"a relation has the {name} {token}; the tokens are 0 to {len(words) - 1}")
    return token, token
