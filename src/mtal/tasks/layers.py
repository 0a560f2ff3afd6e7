"""What the entries of a sentence's labels are like, and in which order people see them: what their tasks say.

An entry, or *layer*, is called as one of the tasks that read it: most are read by that task alone, `re` by `ner_span`
as well (`mtal.corpora.sentence.ENTRIES`).
"""

from __future__ import annotations

from typing import Any

from mtal.corpora.sentence import ENTRIES
from mtal.tasks import TASKS
from mtal.tasks.base import Task
from mtal.tasks.shapes import Shape


def in_order() -> list[type[Task[Any]]]:
    """All tasks, in the order in which people see them."""
    return sorted(TASKS.values(), key=lambda task: (task.order, task.name))


def all_layers() -> list[str]:
    """All entries, likewise.

    >>> all_layers()
    ['id', 'sf', 'ner', 'pos', 'dp', 're']
    """
    return list(dict.fromkeys(ENTRIES.get(task.name, task.name) for task in in_order()))


def shape(layer: str) -> Shape:
    """What an entry is like.

    >>> shape("re")
    <Shape.PAIRS: 'pairs'>
    """
    return TASKS[layer].shape


def spans_of(layer: str) -> str:
    """The task whose label set an entry's spans draw on: that which relations are built on, where it has any.

    >>> spans_of("sf"), spans_of("re")
    ('sf', 'ner_span')
    """
    return TASKS[layer].needs[0] if shape(layer) is Shape.PAIRS else layer


def label_sets_of(layer: str) -> list[str]:
    """The tasks whose label sets an entry draws on.

    >>> label_sets_of("ner"), label_sets_of("re")
    (['ner'], ['ner_span', 're'])
    """
    return list(dict.fromkeys((spans_of(layer), layer)))


def one_of(layer: str) -> str:
    """One of the names that are chosen for the sentence, with its article.

    >>> one_of("id")
    'an intent'
    """
    one = TASKS[layer].one
    return f"{'an' if one[0] in 'aeiou' else 'a'} {one}"


def capital(text: str) -> str:
    """A title of its own: what people call something, with a capital letter."""
    return text[:1].upper() + text[1:]
