"""One label a task of everything that people said."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from mtal.acquisition.labelled import Annotation
from mtal.corpora.sentence import Sentence
from mtal.project.asked import Asked
from mtal.project.labelled import Labelled, as_bought, labelled
from support.asked import GRAPH, IDS, LABELS, TASKS, asked, pasts


def slowly(past: list[Asked], given: list[Sentence]) -> dict[tuple[str, str], Any]:
    """The label of each sentence and entry, found one by one."""
    found = {}
    for name in IDS:
        for layer in ("ner", "pos", "re"):
            before = [each.labels[layer] for each in given if each.id == name and layer in each.labels]
            said = []
            for each in past:
                if each.id == name and layer in each.layers():
                    answers = [each.answers[who]["labels"] for who in sorted(each.answers)]
                    said.append([labels[layer] for labels in answers if layer in labels])
            said = [answers for answers in said if answers]
            if said:
                times = Counter(map(json.dumps, said[-1]))
                most = max(times.values())
                found[name, layer] = next(label for label in said[-1] if times[json.dumps(label)] == most)
            elif before:
                found[name, layer] = before[-1]
    return found


GIVEN = st.lists(
    st.builds(
        lambda name, labels: Sentence(name, "", ["Ann", "left"], labels),
        st.sampled_from(IDS),
        st.fixed_dictionaries({}, optional=LABELS),
    ),
    unique_by=lambda sentence: sentence.id,
)


@given(pasts(), GIVEN, st.dictionaries(st.sampled_from(IDS), st.sampled_from(["test", "development"])))
def test_what_counts_is_what_a_slow_reading_finds(past: list[Asked], given: list[Sentence], held: dict) -> None:
    found = labelled(past, given, held, TASKS)
    labels = {(each.id, layer): label for each in found.all() for layer, label in each.labels.items()}
    assert labels == slowly(past, given)
    assert len({each.id for each in found.all()}) == len(found.all())
    for part in ("test", "development", "training"):
        assert all(held.get(each.id, "training") == part for each in getattr(found, part))


def test_labels_of_tasks_that_are_gone_do_not_count() -> None:
    past = [asked(0, "s-1", ["ner", "pos"], a={"ner": ["O", "O"], "pos": ["A", "B"]})]
    given = [Sentence("s-2", "", ["Go"], {"ner": ["O"]})]
    (one,) = labelled(past, given, {}, ["pos"]).training
    assert one.labels == {"pos": ["A", "B"]}


def test_an_answer_that_was_not_asked_does_not_count() -> None:
    past = [asked(0, "s-1", ["pos"], a={"ner": ["O", "O"]})]
    assert labelled(past, [], {}, TASKS) == Labelled([], [], [])


def test_each_sentence_is_bought_for_what_it_is_labelled_for() -> None:
    sentences = [Sentence("s-1", "", ["Ann", "left"], {"re": GRAPH}), Sentence("s-2", "", ["Go"], {"pos": ["V"]})]
    assert list(as_bought(sentences, TASKS)) == [
        Annotation("s-1", 0, ("ner_span", "re"), words=2),
        Annotation("s-2", 0, ("pos",), words=1),
    ]
