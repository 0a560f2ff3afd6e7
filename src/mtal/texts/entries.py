"""Label entries that others wrote in our sentence schema (`mtal.corpora.sentence.Sentence`): what is wrong with one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from mtal.corpora import bio
from mtal.corpora.characters import hidden
from mtal.corpora.report import label_names, shown
from mtal.tasks import TASKS, Task
from mtal.tasks.layers import all_layers
from mtal.tasks.shapes import Shape


def entry_fault(layer: str, entry: Any, length: int) -> str | None:
    """Why `entry` is no label entry of a sentence of `length` words; None where all is well, or the layer unknown."""
    if layer not in all_layers():
        return None
    try:
        reason = _fault(TASKS[layer], entry, length) or _name_fault(entry)
    except _Malformed as error:
        reason = str(error)
    return reason and f"{layer}: {reason}"


def _fault(task: type[Task[Any]], entry: Any, length: int) -> str | None:
    return _choices(entry, task.wanted) if task.shape is Shape.CHOICES else CHECKS[task.shape](entry, length)


class _Malformed(ValueError):
    """What an entry isn't."""


def _rows(value: Any, what: str, kinds: type | tuple[type, ...], length: int | None = None) -> list[Any]:
    """`value`, which must be a list of such values, one a word where there is a `length`."""
    if not isinstance(value, list) or any(not isinstance(each, kinds) or isinstance(each, bool) for each in value):
        raise _Malformed(f"{what} are {shown(value)}")
    if length is not None and len(value) != length:
        raise _Malformed(f"{len(value)} {what} for {length} words")
    return value


def _record(value: Any, *names: str) -> list[Any]:
    if not isinstance(value, dict) or set(value) != set(names):
        raise _Malformed(f"{shown(value)} instead of {' and '.join(names)}")
    return [value[name] for name in names]


STRING_OR_NONE = (str, type(None))
INT_OR_NONE = (int, type(None))


def _tags(entry: Any, length: int) -> str | None:
    tags = _rows(entry, "tags", STRING_OR_NONE, length)
    return None if any(tag is not None for tag in tags) else "no word has a tag; leave the entry out"


def _bio(entry: Any, length: int) -> str | None:
    if reason := _tags(entry, length):
        return reason
    found = bio.fault(entry)
    return found and f"word {found[0] + 1}: {found[1]}"


def _choices(entry: Any, what: str) -> str | None:
    chosen = _rows(entry, what, str)
    return None if chosen and len(set(chosen)) == len(chosen) else f"{what} are {shown(entry)}: some, each once"


def _tree(entry: Any, length: int) -> str | None:
    heads, relations = _record(entry, "heads", "deprels")
    _rows(heads, "heads", INT_OR_NONE, length)
    _rows(relations, "deprels", STRING_OR_NONE, length)
    known = [head for head in heads if head is not None]
    if not known:
        return "no word has a head; leave the entry out"
    if wrong := [head for head in known if not 0 <= head <= length]:
        return f"head {wrong[0]} is not a number from 0 to {length}"
    return _circle(heads)


def _circle(heads: list[int | None]) -> str | None:
    """A word from which no way leads to a root or to a word without a head."""
    free = {0}
    for start in range(1, len(heads) + 1):
        word, walk = start, dict[int, None]()
        while word not in free and word not in walk:
            walk[word] = None
            word = heads[word - 1] or 0
        if word in walk:
            return f"the heads run in a circle through word {word}"
        free |= walk.keys()
    return None


def _graph(entry: Any, length: int) -> str | None:
    entities, relations = _record(entry, "entities", "relations")
    spans = [_ends(each, 2, length) for each in _rows(entities, "entities", list)]
    there = {tuple(span) for span in spans}
    for relation in _rows(relations, "relations", list):
        ends = _ends(relation, 4, length)
        if not {tuple(ends[:2]), tuple(ends[2:])} <= there:
            return f"relation {shown(relation)} is not between two of the entities"
        if ends[:2] == ends[2:]:
            return f"relation {shown(relation)} of an entity with itself"
    return None if len(there) == len(spans) else "a span stands twice among the entities"


def _ends(entry: list[Any], count: int, length: int) -> list[int]:
    ends = entry[:-1]
    if len(entry) != count + 1 or not isinstance(entry[-1], str) or any(type(end) is not int for end in ends):
        raise _Malformed(f"{shown(entry)} is not {count} words, counted from 0, and a type")
    for first, last in zip(ends[::2], ends[1::2], strict=True):
        if not 0 <= first <= last < length:
            raise _Malformed(f"words {first} to {last} of {shown(entry)} lie outside the words 0 to {length - 1}")
    return ends


def _name_fault(entry: Any) -> str | None:
    """What is wrong with a label's name."""
    for name in sorted(name for name in label_names(entry) if isinstance(name, str)):
        if not name or name != name.strip():
            return f"label {shown(name)} is empty, or begins or ends in white space"
        if found := hidden(name):
            return f"label {shown(name)} holds {found}"
    return None


CHECKS: dict[Shape, Callable[[Any, int], str | None]] = {
    Shape.BIO: _bio,
    Shape.PAIRS: _graph,
    Shape.SPANS: _graph,
    Shape.TAGS: _tags,
    Shape.TREE: _tree,
}


def first_fault(labels: dict[str, Any], length: int) -> str | None:
    """The first fault of all entries of a sentence."""
    faults: Iterable[str | None] = (entry_fault(layer, labels[layer], length) for layer in labels)
    return next(filter(None, faults), None)
