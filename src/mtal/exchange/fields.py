"""Fields of JSON that others wrote: each is what it should be, or the answer is unfit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mtal.corpora.report import shown
from mtal.exchange.batch import Item
from mtal.exchange.faults import Unfit
from mtal.exchange.text import fingerprint, text_of
from mtal.files import json_lines, parse_json


def mapping(value: object, what: str) -> dict[str, Any]:
    """`value`, which must be a JSON object."""
    if not isinstance(value, dict):
        raise Unfit(f"{what} is {shown(value)} instead of a JSON object")
    return value


def rows(record: dict[str, Any], name: str) -> list[Any]:
    """The list in a field; empty where the field is missing or null."""
    value = record.get(name)
    if value is not None and not isinstance(value, list):
        raise Unfit(f"{name!r} is {shown(value)} instead of a list")
    return value or []


def whole(record: dict[str, Any], name: str) -> int:
    """The whole number in a field."""
    value = record.get(name)
    if type(value) is not int:
        raise Unfit(f"{name!r} is {shown(value)} instead of a whole number")
    return value


def word(value: object, what: str) -> str:
    """`value`, which must be a string that can be written as UTF-8 (JSON escapes can hold half a character)."""
    if not isinstance(value, str):
        raise Unfit(f"{what} is {shown(value)} instead of a name")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise Unfit(f"{what} {shown(value)} isn't valid Unicode") from None
    return value


def one(values: object, what: str) -> str:
    """The one label in a list of them."""
    if not isinstance(values, list) or len(values) != 1:
        raise Unfit(f"{what} has the labels {shown(values)} instead of one")
    return word(values[0], "a label")


def records(path: Path) -> Iterator[tuple[int, Any]]:
    """The values of a file of JSON lines, with their lines; blank lines are passed over."""
    for number, line in enumerate(json_lines(path), 1):
        if line.strip():
            yield number, parse_json(line, path, number)


def origin(item: Item) -> dict[str, Any]:
    """What travels with a sentence so that it is known again: its id, words and fingerprint, what is asked and why."""
    sentence = item.sentence
    return {
        "sentence": sentence.id,
        "words": sentence.tokens,
        "hash": fingerprint(sentence.tokens),
        "asked": " ".join(item.tasks),
        **about(item),
    }


def about(item: Item) -> dict[str, Any]:
    """Rank, reason and confidence, for people: those that are there."""
    sure = ", ".join(f"{task} {value:.2f}" for task, value in sorted(item.confidence.items()))
    told = {"rank": item.rank, "reason": item.reason, "confidence": sure}
    return {name: value for name, value in told.items() if value not in (None, "")}


def text(item: Item) -> str:
    """The text of an item's sentence."""
    return text_of(item.sentence.tokens)
