from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from seqeval.metrics import f1_score

from mtal.analysis.kappa import kappa
from mtal.corpora.sentence import ENTRIES, Sentence
from mtal.exchange import Answer, Item, take_in
from mtal.exchange.agreement import ALIKE, ALONE, EMPTY, FREE, Agreement, agreement, in_words
from mtal.exchange.playing import accepted
from mtal.tasks import TASKS
from support.annotated import QUICK, example
from support.annotated import TASKS as ASKED
from support.labels import ANY_TASK, KINDS, said

ALL = {name: task(task.Options()) for name, task in TASKS.items()}
PEOPLE = ["ann", "bob", "cy"]


def item(name: str, words: int = 3, tasks: tuple[str, ...] = ASKED) -> Item:
    return Item(Sentence(name, "d", ["w"] * words), tasks)


def answers(task: str, **labels: dict[str, object]) -> list[Answer]:
    """By annotator, the label of each sentence."""
    return [
        Answer(sentence, who, {ENTRIES.get(task, task): label})
        for who, given in labels.items()
        for sentence, label in given.items()
    ]


def of(task: str, items: list[Item], given: list[Answer]) -> Agreement:
    return agreement(items, given, [ALL[task]])[task]


@st.composite
def annotated(draw: st.DrawFn, task: str) -> tuple[list[Item], list[Answer]]:
    """Some sentences, each answered by some of three people, who often agree."""
    items, given = [], []
    for number in range(draw(st.integers(1, 4))):
        size = draw(st.integers(1, 4))
        items.append(item(f"s-{number}", size, (task,)))
        right = draw(KINDS[task](size))
        for who in draw(st.lists(st.sampled_from(PEOPLE), unique=True)):
            label = draw(st.one_of(st.just(right), KINDS[task](size)))
            given.append(Answer(f"s-{number}", who, {ENTRIES.get(task, task): label}))
    return items, given


@QUICK
@given(st.data())
def test_against_the_definition_pair_by_pair(data):
    task = data.draw(ANY_TASK)
    items, given = data.draw(annotated(task))
    layer = ENTRIES.get(task, task)
    label = {(answer.id, answer.annotator): answer.labels[layer] for answer in given}
    kappas, scores, seen, people = [], [], set(), set()
    for one, other in combinations(PEOPLE, 2):
        both = [each.sentence for each in items if {(each.sentence.id, one), (each.sentence.id, other)} <= set(label)]
        if not both:
            continue
        seen |= {sentence.id for sentence in both}
        people |= {one, other}
        sides = [[label[sentence.id, who] for sentence in both] for who in (one, other)]
        read = [[said(task, label, len(s.tokens)) for s, label in zip(both, side, strict=True)] for side in sides]
        words = [(str(a[place]), str(b[place])) for a, b in zip(*read, strict=True) for place in a]
        if task not in ("ner_span", "re"):
            kappas += [kappa(words)] * len(both)
        scores += _scores(task, both, *sides) * len(both)
    kappas = [value for value in kappas if value is not None]
    found = of(task, items, given)
    assert (found.sentences, found.annotators) == (len(seen), tuple(sorted(people)))
    assert found.kappa == (pytest.approx(np.mean(kappas)) if kappas else None)
    assert found.score == (pytest.approx(np.mean(scores)) if scores else None)
    assert bool(found.undefined) == (found.kappa is None or found.score is None)


def _scores(task, sentences, first, second):
    """The main metric of the one against the other and the reverse, by `metrics` of the task."""
    if not any(_judged(task, label) for label in [*first, *second]):
        return []
    layer, both = ENTRIES.get(task, task), []
    for true, found in ((first, second), (second, first)):
        gold = [Sentence(s.id, s.domain, s.tokens, {layer: label}) for s, label in zip(sentences, true, strict=True)]
        predicted = [label["entities"] for label in found] if task == "ner_span" else found
        both.append(ALL[task].metrics(gold, predicted)[ALL[task].main_metric])
    return [np.mean(both)]


def _judged(task, label):
    """Whether there is anything in a label that the main metric counts."""
    if task in ("ner", "sf"):
        return any(tag != "O" for tag in label)
    return label[{"ner_span": "entities", "re": "relations"}[task]] if task in ("ner_span", "re") else True


def test_two_who_agree_wholly():
    tags = {"s-1": ["B-PER", "O", "O"], "s-2": ["O", "O", "B-ORG"]}
    found = of("ner", [item("s-1"), item("s-2")], answers("ner", ann=tags, bob=tags))
    assert found == Agreement(2, ("ann", "bob"), 1.0, "f1", 1.0, "")
    assert in_words("ner", found) == "ner: 2 annotators, 2 sentences in common: f1 100.0, kappa 100.0"


def test_f1_of_entities_against_seqeval():
    ann = {"s-1": ["B-PER", "I-PER", "O"], "s-2": ["O", "B-ORG", "O"]}
    bob = {"s-1": ["B-PER", "O", "O"], "s-2": ["O", "B-ORG", "B-PER"]}
    found = of("ner", [item("s-1"), item("s-2")], answers("ner", ann=ann, bob=bob))
    assert found.score == pytest.approx(f1_score(list(ann.values()), list(bob.values())))


def test_pairs_count_as_often_as_they_share_sentences():
    ann, bob = {"s-1": ["x"], "s-2": ["y"], "s-3": ["x"]}, {"s-1": ["x"], "s-2": ["y"], "s-3": ["x"]}
    found = of("id", [item(f"s-{i}") for i in (1, 2, 3)], answers("id", ann=ann, bob=bob, cy={"s-1": ["y"]}))
    assert found.score == pytest.approx((3 * 1 + 1 * 0 + 1 * 0) / 5)
    assert found.annotators == ("ann", "bob", "cy")


def test_several_intents_are_judged_from_both_sides():
    found = of("id", [item("s-1")], answers("id", ann={"s-1": ["x", "y"]}, bob={"s-1": ["y"]}))
    assert found.score == 0.5
    assert found.kappa == 0.0


def test_the_last_answer_of_an_annotator_counts_and_each_entry_for_itself():
    given = [
        Answer("s-1", "ann", {"id": ["x"], "pos": ["N"]}),
        Answer("s-1", "bob", {"id": ["y"], "pos": ["V"]}),
        Answer("s-1", "ann", {"id": ["y"]}),
    ]
    found = agreement([item("s-1", 1)], given, [ALL["id"], ALL["pos"]])
    assert [each.score for each in found.values()] == [1.0, 0.0]


def test_only_what_was_asked_counts():
    """An entry of entities and relations without relations, because nobody asked for them."""
    label = {"s-1": {"entities": [[0, 0, "A"]], "relations": []}}
    given = answers("re", ann=label, bob=label)
    items = [item("s-1", tasks=("ner_span",)), item("s-2", tasks=("re",))]
    assert of("re", items, given).sentences == 0
    assert of("ner_span", items, given).score == 1.0
    assert of("ner_span", [*items, item("s-1", tasks=("pos",))], given).score == 1.0, "asked in another batch"
    assert of("ner_span", [], given).sentences == 0


@pytest.mark.parametrize(
    ("task", "label", "numbers", "why"),
    [
        ("ner", ["O", "O", "O"], (None, None), EMPTY),
        ("pos", ["N", "N", "N"], (None, 1.0), ALIKE),
        ("id", ["x"], (None, 1.0), ALIKE),
        ("re", {"entities": [], "relations": []}, (None, None), EMPTY),
        ("ner_span", {"entities": [[0, 1, "A"]], "relations": []}, (None, 1.0), FREE),
    ],
)
def test_what_is_undefined_says_why(task, label, numbers, why):
    found = of(task, [item("s-1")], answers(task, ann={"s-1": label}, bob={"s-1": label}))
    assert ((found.kappa, found.score), found.undefined) == (numbers, why)
    assert in_words(task, found).endswith(f"({why})")


def test_what_comes_back_in_files_of_two_annotators(tmp_path):
    """Everything that was filled in, accepted by both: they agree wherever it can be said."""
    batch, files = example(), []
    for who in ("ann", "bob"):
        (tmp_path / who).mkdir()
        (back,) = accepted(batch, "csv", tmp_path / who)
        files.append(back.rename(tmp_path / f"{who}.csv"))
    found = agreement(batch.items, take_in(batch, "csv", files).answers, ALL.values())
    assert {task: each.score for task, each in found.items()} == dict.fromkeys(ALL, 1.0)
    assert {each.annotators for each in found.values()} == {("ann", "bob")}
    assert {task for task, each in found.items() if each.kappa is None} == {"id", "ner_span", "re"}
    assert found["ner"].sentences == 2


def test_nobody_shares_anything():
    found = of("id", [item("s-1"), item("s-2")], answers("id", ann={"s-1": ["x"]}, bob={"s-2": ["x"]}))
    assert found == Agreement(0, (), None, "accuracy", None, ALONE)
    assert in_words("id", found) == f"id: {ALONE}"
