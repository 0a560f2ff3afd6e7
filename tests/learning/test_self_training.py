"""Self-training: what is sure is kept, gold that nobody bought is never seen, and what was bought stays."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from operator import add
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtal.acquisition.labelled import Annotation
from mtal.corpora.sentence import Sentence
from mtal.learning.evaluation import predict
from mtal.learning.options import LossOptions, TrainingOptions
from mtal.learning.round import learn_round
from mtal.learning.self_training import Free, Lesson, as_bought, filled, free_units, self_taught, surest
from mtal.models.encoded import encode_sentences
from support.recipes import seeded, small_recipe
from support.related import related_sentences


def tables(rows: int, tasks: int, seed: int) -> tuple[list[Free], np.ndarray]:
    """Free units of some tasks, up to three a sentence, and which sentences would join; with ties."""
    random, found = np.random.default_rng(seed), []
    for _ in range(tasks):
        counts = random.integers(0, 4, rows)
        place = np.concatenate([np.arange(count) for count in counts])
        sure = random.integers(0, 5, counts.sum()) / 4
        found.append(Free(np.repeat(np.arange(rows), counts), place, sure.astype(np.float32)))
    return found, random.random(rows) < 0.6


def slowly(free: Sequence[Free], quarters: int, joins: np.ndarray, most: int) -> list[list[bool]]:
    """The same as `surest`, unit by unit; the share is so many quarters."""
    kept = []
    for task in free:
        order = sorted(range(len(task.sure)), key=lambda i: (-task.sure[i], i))
        kept.append(set(order[: quarters * len(order) // 4]))

    def sureness(row: int) -> float:
        units = [[task.sure[i] for i in range(len(task.sure)) if task.row[i] == row] for task in free]
        means = [float(sum(values)) / len(values) for values in units if values]
        return reduce(add, means) / len(means)  # not by `sum`, which rounds once at the end

    wanted = sorted({int(task.row[i]) for task, chosen in zip(free, kept, strict=True) for i in chosen})
    joining = sorted((row for row in wanted if joins[row]), key=lambda row: (-sureness(row), row))[:most]
    stays = {row for row in range(len(joins)) if not joins[row]} | set(joining)
    return [
        [i in chosen and task.row[i] in stays for i in range(len(task.row))]
        for task, chosen in zip(free, kept, strict=True)
    ]


@given(st.integers(1, 6), st.integers(1, 3), st.integers(0, 2**32), st.integers(1, 4), st.integers(0, 4))
def test_the_surest_are_those_of_a_slow_count(rows: int, tasks: int, seed: int, quarters: int, most: int) -> None:
    free, joins = tables(rows, tasks, seed)
    found = surest(free, quarters / 4, joins, most)
    assert [chosen.tolist() for chosen in found] == slowly(free, quarters, joins, most)


def test_a_share_counts_in_decimals() -> None:
    """0.29 of 100 is 29, whatever a float makes of it."""
    free = Free(np.arange(100), np.zeros(100, dtype=np.int64), np.ones(100, dtype=np.float32))
    (kept,) = surest([free], 0.29, np.ones(100, dtype=bool), 100)
    assert np.flatnonzero(kept).tolist() == list(range(29))


TREE = {"heads": [2, 0, 2], "deprels": ["nsbj", "root", "obj"]}


@pytest.mark.parametrize(
    ("task", "labels", "label", "places", "expected"),
    [
        ("ner", {}, ["B-A", "O", "O"], [0, 2], {"ner": ["B-A", None, "O"]}),
        ("ner", {"ner": [None, "O", None]}, ["B-A", "B-A", "O"], [0], {"ner": ["B-A", "O", None]}),
        ("dp", {}, TREE, [1], {"dp": {"heads": [None, 0, None], "deprels": [None, "root", None]}}),
        (
            "dp",
            {"dp": {"heads": [3, None, None], "deprels": [None, "obj", None]}},
            TREE,
            [1, 2],
            {"dp": {"heads": [3, 0, 2], "deprels": [None, "obj", "obj"]}},
        ),
        ("id", {"ner": ["O"] * 3}, ["ask"], [0], {"ner": ["O"] * 3, "id": ["ask"]}),
        ("ner_span", {}, [[0, 1, "A"]], [0], {"re": {"entities": [[0, 1, "A"]], "relations": []}}),
        (
            "re",
            {"re": {"entities": [[0, 0, "B"]], "relations": []}},
            {"entities": [[0, 1, "A"]], "relations": [[0, 0, 2, 2, "R"]]},
            [0],
            {"re": {"entities": [[0, 0, "B"]], "relations": [[0, 0, 2, 2, "R"]]}},
        ),
    ],
)
def test_a_sentence_is_filled_where_it_has_no_label(
    task: str, labels: dict[str, Any], label: Any, places: list[int], expected: dict[str, Any]
) -> None:
    before = json.dumps(labels)
    sentence = Sentence("s", "own", ["a", "b", "c"], labels)
    assert filled(sentence, task, label, np.array(places)).labels == expected
    assert json.dumps(labels) == before


def test_what_was_not_bought_is_taken_off() -> None:
    (sentence, *_) = related_sentences()
    gold = sentence.labels["re"]
    spans = as_bought(sentence, {"ner_span": {sentence.id}, "re": set()}, ["ner_span", "re"])
    assert spans.labels == {"re": {"entities": gold["entities"], "relations": []}}
    both = as_bought(sentence, {"ner_span": {sentence.id}, "re": {sentence.id}}, ["ner_span", "re"])
    assert both.labels == sentence.labels
    assert as_bought(sentence, {"ner_span": set(), "re": set()}, ["ner_span", "re"]).labels == {}


TASKS = {"words": ("dp", "ner"), "kinds": ("sf", "id", "pos"), "spans": ("ner_span", "re")}


def lesson_of(sentences: Sequence[Sentence], tasks: Sequence[str], bought: int) -> Lesson:
    return Lesson(list(sentences[:bought]), {task: {s.id for s in sentences[:bought]} for task in tasks})


def spoilt(sentence: Sentence) -> Sentence:
    """Other gold labels, of the same form."""
    labels = dict(sentence.labels)
    for task in labels.keys() & {"ner", "sf", "pos"}:
        labels[task] = list(reversed(labels[task]))
    if "dp" in labels:
        labels["dp"] = {"heads": [0] * len(sentence.tokens), "deprels": ["root"] * len(sentence.tokens)}
    if "id" in labels:
        labels["id"] = ["do"]
    if "re" in labels:
        labels["re"] = {"entities": [[0, 0, "DATE"]], "relations": []}
    return replace(sentence, labels=labels)


@pytest.mark.parametrize("kind", TASKS)
def test_the_teacher_fills_what_is_free(kind: str, bert: Path, sentences: list[Sentence]) -> None:
    tasks, everything = TASKS[kind], related_sentences() if kind == "spans" else sentences
    recipe = small_recipe(bert, everything, "smt", tasks)
    teacher, subwords = seeded(recipe, tasks), recipe.subwords()
    lesson = lesson_of(everything, tasks, 4)
    found = self_taught(teacher, lesson, everything, 1.0, subwords)

    predicted = predict(teacher, encode_sentences(everything, subwords), quickly=True)
    assert [s.id for s in found.sentences] == [s.id for s in everything]
    assert found.sentences[:4] == [as_bought(s, lesson.annotated, tasks) for s in everything[:4]]
    assert found.annotated == {task: {s.id for s in everything} for task in tasks}
    for row in range(4, 8):
        for task in tasks:
            label: Any = found.sentences[row].label(task)
            if task in ("ner_span", "re"):
                field = "entities" if task == "ner_span" else "relations"
                of_task = predicted[task][row]
                assert label[field] == (of_task[field] if isinstance(of_task, dict) else of_task)
            else:
                assert label == predicted[task][row]


@pytest.mark.parametrize("kind", TASKS)
def test_half_a_share_is_half_of_the_units(kind: str, bert: Path, sentences: list[Sentence]) -> None:
    tasks, everything = TASKS[kind], related_sentences() if kind == "spans" else sentences
    recipe = small_recipe(bert, everything, "smt", tasks)
    teacher, lesson = seeded(recipe, tasks), lesson_of(everything, tasks, 4)
    whole = encode_sentences(everything, recipe.subwords())
    free = free_units(teacher, whole, lesson.annotated, tasks)
    found = self_taught(teacher, lesson, everything, 0.5, recipe.subwords())
    for task in tasks:
        assert set(free[task].row.tolist()) == {4, 5, 6, 7}
        filled_in = [s.label(task) for s in found.sentences[4:] if s.id in found.annotated[task]]
        if task in ("ner_span", "re", "id"):
            assert len(filled_in) == len(free[task].row) // 2 == 2
        else:
            rows = (label["heads"] if isinstance(label, dict) else label for label in filled_in)
            count = sum(value is not None for row in rows for value in row)
            assert count == len(free[task].row) // 2


def test_words_without_gold_inside_bought_sentences_are_free(bert: Path, sentences: list[Sentence]) -> None:
    recipe = small_recipe(bert, sentences, "smt", ("ner",))
    part = replace(sentences[0], labels={"ner": ["B-PER", None, None, "O", None, "O"]})
    lesson = lesson_of([part, *sentences[1:4]], ("ner",), 4)
    teacher = seeded(recipe, ["ner"])
    free = free_units(teacher, encode_sentences(lesson.sentences, recipe.subwords()), lesson.annotated, ["ner"])["ner"]
    assert (free.row.tolist(), free.place.tolist()) == ([0, 0, 0], [1, 2, 4])
    found = self_taught(teacher, lesson, [], 1.0, recipe.subwords())
    tags = found.sentences[0].labels["ner"]
    assert None not in tags and (tags[0], tags[3], tags[5]) == ("B-PER", "O", "O")


def test_tasks_that_were_not_bought_are_filled_and_those_without_a_teacher_are_not(
    bert: Path, sentences: list[Sentence]
) -> None:
    tasks = ["dp", "ner", "pos"]
    recipe = small_recipe(bert, sentences, "smt", tasks)
    ids = [s.id for s in sentences]
    lesson = Lesson(sentences[:4], {"dp": set(ids[:2]), "ner": set(ids[2:4]), "pos": set()})
    found = self_taught(seeded(recipe, tasks), lesson, sentences, 1.0, recipe.subwords())
    assert found.annotated["dp"] == found.annotated["ner"] == set(ids) and not found.annotated["pos"]
    assert [s.labels.keys() for s in found.sentences] == [{"dp", "ner"}] * 8
    for row, (own, other) in enumerate([("dp", "ner"), ("dp", "ner"), ("ner", "dp"), ("ner", "dp")]):
        assert found.sentences[row].labels[own] == sentences[row].labels[own]
        assert found.sentences[row].labels[other] != sentences[row].labels[other]


def test_no_more_sentences_join_than_are_labelled(bert: Path, sentences: list[Sentence]) -> None:
    recipe = small_recipe(bert, sentences)
    lesson = lesson_of(sentences, ("dp", "ner"), 2)
    found = self_taught(seeded(recipe, ["dp", "ner"]), lesson, sentences, 1.0, recipe.subwords())
    assert len(found.sentences) == 4 and [s.id for s in found.sentences[:2]] == [s.id for s in sentences[:2]]
    assert lesson.annotated == {task: {s.id for s in sentences[:2]} for task in ("dp", "ner")}


TRAINING = TrainingOptions(
    max_steps=6, batch_size=4, encoder_lr=2e-3, head_lr=5e-3, eval_every=3, patience=9, self_training=0.5
)


def learned(
    encoder: Path, sentences: list[Sentence], pool: Sequence[Sentence], out: Path, kind: str, **options: Any
) -> dict[str, bytes]:
    recipe = small_recipe(encoder, sentences, "cmt" if kind == "words" else "smt", TASKS[kind])
    learn_round(
        0,
        sentences[:4],
        [Annotation(sentence.id, 0, TASKS[kind]) for sentence in sentences[:4]],
        sentences[:4],
        recipe=recipe,
        loss=LossOptions(smoothing=0.1),
        training=TRAINING.model_copy(update=options),
        seed=1,
        out=out,
        checkpoints=out.with_name("checkpoints"),
        pool=pool,
    )
    return {path.name: path.read_bytes() for path in out.iterdir()}


@pytest.mark.parametrize("kind", TASKS)
def test_gold_that_nobody_bought_never_reaches_the_student(
    kind: str, bert: Path, sentences: list[Sentence], tmp_path: Path
) -> None:
    everything = related_sentences() if kind == "spans" else sentences
    poisoned = [*everything[:4], *map(spoilt, everything[4:])]
    assert all(one.labels != other.labels for one, other in zip(everything[4:], poisoned[4:], strict=True))
    clean = learned(bert, everything, everything, tmp_path / "clean", kind)
    assert clean == learned(bert, everything, poisoned, tmp_path / "poisoned", kind)
    teacher = learned(bert, everything, everything, tmp_path / "teacher", kind, self_training=None)
    weights = next(name for name in clean if name.endswith(".safetensors"))
    assert clean[weights] != teacher[weights] and clean.keys() == teacher.keys()
