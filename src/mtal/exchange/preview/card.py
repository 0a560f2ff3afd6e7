"""One sentence of a batch, as annotators will find it."""

from __future__ import annotations

from collections.abc import Sequence

from mtal.corpora.sentence import ENTRIES
from mtal.exchange.batch import Item
from mtal.exchange.marks import Marks, marks
from mtal.exchange.preview.colours import Colours
from mtal.exchange.preview.trees import tree
from mtal.exchange.preview.words import surface, words
from mtal.page.html import Html, lines, tag
from mtal.tasks import TASKS
from mtal.tasks.layers import capital, shape
from mtal.tasks.shapes import Shape


def card(item: Item, place: int, tasks: Sequence[str], colours: Colours) -> Html:
    """Where it stands and why, how sure the model is of each task, the words with all that is filled in.

    `place`: unlike that of any other sentence of the page. `tasks`: those of the whole batch; those that aren't asked
    here are said not to be.
    """
    return tag(
        "article",
        lines(
            _head(item),
            tag("ul", *(_task(item, task) for task in tasks), class_="tasks"),
            words(item, colours),
            *(_choices(item, layer, colours) for layer in _of(item, Shape.CHOICES)),
            *(_relations(item, layer, colours) for layer in _of(item, Shape.PAIRS)),
            *(_tree(item, layer, f"tree-{place}{'-' * i}") for i, layer in enumerate(_of(item, Shape.TREE))),
        ),
    )


def _head(item: Item) -> Html:
    count = counted(len(item.sentence.tokens), "word")
    return tag(
        "header",
        tag("strong", f"{item.rank:,}") if item.rank is not None else Html(""),
        tag("span", item.reason, class_="reason", dir="auto") if item.reason else Html(""),
        tag("span", tag("bdi", item.sentence.id, class_="id"), f" · {count}", class_="fact"),
    )


def counted(number: int, what: str) -> str:
    """So many of something.

    >>> counted(1, "word"), counted(1200, "word")
    ('1 word', '1,200 words')
    """
    return f"{number:,} {what}{'s' * (number != 1)}"


def _task(item: Item, task: str) -> Html:
    """A task: whether it is asked, what is filled in, and how sure the model is of it."""
    there, found = ENTRIES.get(task, task) in item.filled_in, _found(item, task)
    if task not in item.tasks:
        return tag("li", tag("b", task), " not asked, given" if found else " not asked", class_="off")
    sure = bar(item.confidence[task]) if task in item.confidence else Html("")
    said = " nothing filled in" if not there else " none found" if not found else "" if sure else " filled in"
    return tag("li", tag("b", task), sure, said)


def _found(item: Item, task: str) -> bool:
    """Whether what is filled in for a task marks anything."""
    layer = ENTRIES.get(task, task)
    found = marks(layer, item.filled_in[layer]) if layer in item.filled_in else Marks()
    return bool(found.arrows if TASKS[task].shape is Shape.PAIRS else found.spans or found.arrows or found.classes)


def bar(share: float) -> Html:
    """A number from 0 to 1 as a bar, and written out."""
    filled = tag("i", style=f"width:{100 * min(max(share, 0), 1):.0f}%")
    return tag("span", tag("span", filled, class_="bar"), f"{share:.2f}", class_="number")


def _of(item: Item, kind: Shape) -> list[str]:
    """The entries of a shape that are filled in."""
    return [layer for layer in item.seen() if shape(layer) is kind and layer in item.filled_in]


def _choices(item: Item, layer: str, colours: Colours) -> Html:
    off = "" if layer in item.asked() else " off"
    chips = [
        tag("b", name, class_=f"chip {colours.of(layer, name)}".strip() + off, dir="auto")
        for name in item.filled_in[layer]
    ]
    one = capital(TASKS[layer].one)
    return tag("p", f"{one}: ", Html(" ".join(chips)), class_="under") if chips else Html("")


def _relations(item: Item, layer: str, colours: Colours) -> Html:
    """Each relation as a line: from, its name, to."""
    off, tokens = "" if layer in item.tasks else " off", item.sentence.tokens
    found = [
        tag(
            "li",
            surface(tokens, *one),
            Html(" "),
            tag("b", tag("bdi", kind), " →", class_=f"chip {colours.of(layer, kind)}".strip() + off),
            Html(" "),
            surface(tokens, *other),
        )
        for one, other, kind in marks(layer, item.filled_in[layer]).arrows
    ]
    return tag("ul", *found, class_="under relations") if found else Html("")


def _tree(item: Item, layer: str, name: str) -> Html:
    return tree(item.sentence.tokens, item.filled_in[layer], name, asked=layer in item.asked())
