"""Random batches for annotators, and one that shows everything."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from mtal.corpora import bio
from mtal.corpora.characters import CONTROL, EDGES, is_seen
from mtal.corpora.sentence import Sentence
from mtal.exchange import Batch, Item

QUICK = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""For tests that write files: as many batches as a busy machine can bear."""
ODD = [
    '"',
    '""',
    "'",
    ",",
    ";",
    "a,b",
    "=1+1",
    "#",
    "|",
    "😀",
    "👩‍🚀",
    "e\u0301",
    "\u0301",
    "שלום",
    "مرحبا",
    "New York",
    "_",
    "-",
]
WORDS = st.one_of(
    st.sampled_from(ODD),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=6),
).filter(lambda word: is_seen(word) and not CONTROL.search(word) and not EDGES.search(word))
LABELS = {
    "dp": ["root", "nsubj", "obj:x"],
    "id": ["play music", "wécker", "x"],
    "ner": ["PER", "ORG", "a-b"],
    "ner_span": ["PER", "Method & co"],
    "pos": ["NN", "``", "$"],
    "re": ["WORKS FOR", "1-2 a 3-4"],
    "sf": ["city", "B-x"],
}
TASKS = tuple(LABELS)
BATCH_TASKS = [TASKS, ("ner", "pos"), ("id", "sf"), ("ner_span",), ("dp",), ("re", "ner_span", "id"), ("sf",)]


@st.composite
def words(draw: st.DrawFn, longest: int = 8) -> list[str]:
    return draw(st.lists(WORDS, min_size=1, max_size=longest))


@st.composite
def tags(draw: st.DrawFn, size: int, kinds: list[str]) -> list[str]:
    spans, place = [], 0
    while place < size:
        width = draw(st.integers(1, 3))
        if kinds and draw(st.booleans()) and place + width <= size:
            spans.append((place, place + width - 1, draw(st.sampled_from(kinds))))
            place += width
        else:
            place += 1
    return bio.tags(spans, size)


@st.composite
def trees(draw: st.DrawFn, size: int) -> dict[str, list[Any]]:
    order = draw(st.permutations(range(size)))
    heads = [0] * size
    for place, word in enumerate(order[1:], 1):
        heads[word] = order[draw(st.integers(0, place - 1))] + 1
    return {"heads": heads, "deprels": [draw(st.sampled_from(LABELS["dp"])) for _ in heads]}


@st.composite
def graphs(draw: st.DrawFn, size: int, *, related: bool) -> dict[str, list[list[Any]]]:
    ends = st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)).map(lambda pair: tuple(sorted(pair)))
    spans = draw(st.lists(ends, unique=True, max_size=5))
    entities = [[*span, draw(st.sampled_from(LABELS["ner_span"]))] for span in spans]
    pairs = [(a, b) for a in spans for b in spans if a != b] if related else []
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=4, unique=True)) if pairs else []
    return {"entities": entities, "relations": [[*a, *b, draw(st.sampled_from(LABELS["re"]))] for a, b in chosen]}


@st.composite
def items(draw: st.DrawFn, name: str, tasks: tuple[str, ...], longest: int = 8) -> Item:
    tokens = draw(words(longest))
    size = len(tokens)
    made = {
        "dp": trees(size),
        "id": st.lists(st.sampled_from(LABELS["id"]), unique=True, min_size=1).map(sorted),
        "ner": tags(size, LABELS["ner"]),
        "pos": st.lists(st.sampled_from(LABELS["pos"]), min_size=size, max_size=size),
        "re": graphs(size, related="re" in tasks),
        "sf": tags(size, LABELS["sf"]),
    }
    asked = {"re" if task == "ner_span" else task for task in tasks}
    filled = {layer: draw(made[layer]) for layer in sorted(asked)}
    sure = {task: draw(st.floats(0, 1)) for task in tasks}
    return Item(Sentence(name, "d", tokens), tasks, filled, sure, rank=1, reason="least sure")


@st.composite
def batches(draw: st.DrawFn, longest: int = 8) -> Batch:
    chosen = draw(st.lists(st.sampled_from(BATCH_TASKS), min_size=1, max_size=3))
    made = [draw(items(f"s-{i}", tasks, longest)) for i, tasks in enumerate(chosen)]
    return Batch("round-1", made, LABELS)


def example() -> Batch:
    """Two sentences that have everything: emoji, quotes, right to left, nesting; the second is asked in part."""
    first = Item(
        Sentence("s-1", "d", ["😀", "Ada", "Lovelace", ",", '"', "naïve", "of", "New York", "שלום"]),
        ("id", "sf", "ner", "pos", "dp", "ner_span", "re"),
        {
            "id": ["play music", "x"],
            "sf": ["O", "O", "O", "O", "O", "O", "O", "B-city", "O"],
            "ner": ["O", "B-PER", "I-PER", "O", "O", "O", "B-ORG", "I-ORG", "O"],
            "pos": ["$", "NN", "NN", "``", "``", "NN", "NN", "NN", "NN"],
            "dp": {
                "heads": [3, 3, 0, 3, 6, 3, 6, 7, 3],
                "deprels": ["obj:x", "nsubj", "root", "obj:x", "obj:x", "nsubj", "nsubj", "nsubj", "obj:x"],
            },
            "re": {
                "entities": [[1, 2, "PER"], [1, 7, "PER"], [7, 7, "Method & co"]],
                "relations": [[1, 2, 7, 7, "WORKS FOR"], [7, 7, 1, 7, "WORKS FOR"]],
            },
        },
        {"ner": 0.25, "pos": 0.75},
        rank=1,
        reason="least sure of ner",
    )
    second = Item(Sentence("s-2", "d", ["Oslo", "University"]), ("ner",), {"pos": ["NN", "NN"]}, rank=2)
    return Batch("round-1", [first, second], LABELS)
