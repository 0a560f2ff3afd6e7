"""Two random labels of one sentence, and what a slow reading says of them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from support.annotated import LABELS, TASKS, graphs, tags, trees

KINDS: dict[str, Any] = {
    "dp": trees,
    "id": lambda size: st.lists(st.sampled_from(LABELS["id"]), unique=True, min_size=1, max_size=2),
    "ner": lambda size: tags(size, LABELS["ner"][:2]),
    "ner_span": lambda size: graphs(size, related=False),
    "pos": lambda size: st.lists(st.sampled_from(LABELS["pos"]), min_size=size, max_size=size),
    "re": lambda size: graphs(size, related=True),
    "sf": lambda size: tags(size, LABELS["sf"]),
}
"""By task, labels of a sentence of so many words."""
ANY_TASK = st.sampled_from(TASKS)


@st.composite
def twice(draw: st.DrawFn, task: str, longest: int = 5) -> tuple[int, Any, Any]:
    """The words of a sentence, and two labels that are often alike."""
    size = draw(st.integers(1, longest))
    one = draw(KINDS[task](size))
    return size, one, draw(st.one_of(st.just(one), KINDS[task](size)))


def said(task: str, label: Any, size: int) -> dict[Any, Any]:
    """What a label says of every place there could be, by looking at each."""
    words = range(size)
    spans = [(a, b) for a in words for b in words if a <= b]
    if task == "id":
        return {(): tuple(sorted(label))}
    if task == "dp":
        return {word: (label["heads"][word], label["deprels"][word]) for word in words}
    if task == "ner_span":
        return {span: sorted(k for a, b, k in label["entities"] if (a, b) == span) or None for span in spans}
    if task == "re":
        return {
            (*one, *other): sorted(k for *ends, k in label["relations"] if ends == [*one, *other]) or None
            for one in spans
            for other in spans
        }
    return {word: label[word] for word in words}
