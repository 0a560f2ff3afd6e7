"""What was asked and answered over some batches, made up."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from mtal.project.asked import Asked

TASKS = ["ner", "pos", "ner_span", "re"]
GRAPH = {"entities": [[0, 0, "PER"]], "relations": []}
LABELS = {
    "ner": st.sampled_from([["O", "O"], ["B-PER", "O"], ["O", "B-LOC"]]),
    "pos": st.sampled_from([["A", "B"], ["B", "A"]]),
    "re": st.sampled_from([GRAPH, {"entities": [], "relations": []}]),
}
IDS = ["s-1", "s-2", "s-3", "s-4"]


def asked(batch: int, name: str, tasks: list[str], **answers: dict[str, Any]) -> Asked:
    given = {who: {"labels": labels, "seconds": None} for who, labels in answers.items()}
    return Asked(batch, name, "training", "chance", tasks, ["Ann", "left"], answers=given)


@st.composite
def pasts(draw: st.DrawFn) -> list[Asked]:
    """Batches as they may have been answered, by several annotators."""
    found = []
    for batch in range(draw(st.integers(0, 3))):
        for name in draw(st.lists(st.sampled_from(IDS), unique=True)):
            tasks = draw(st.lists(st.sampled_from(TASKS), unique=True, min_size=1))
            one = asked(batch, name, tasks)
            for who in draw(st.lists(st.sampled_from("abc"), unique=True)):
                layers = draw(st.lists(st.sampled_from(one.layers()), unique=True, min_size=1))
                one.answers[who] = {"labels": {layer: draw(LABELS[layer]) for layer in layers}, "seconds": None}
            found.append(one)
    return found
