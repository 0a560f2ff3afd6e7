"""A task that is nothing but its class goes all the way: to annotators and back, through advice, to the model card."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from mtal.acquisition.costs import TaskCosts
from mtal.analysis import corrections
from mtal.analysis.corrections import corrected
from mtal.analysis.judgements import differing, judgements
from mtal.analysis.stopping import Verdict, advice, change
from mtal.corpora.sentence import ENTRIES, Sentence
from mtal.errors import UserError
from mtal.exchange import FORMATS, Batch, Item, hand_out, take_in
from mtal.exchange.agreement import agreement, in_words
from mtal.exchange.playing import accepted
from mtal.exchange.preview import preview
from mtal.exchange.preview.colours import Colours
from mtal.exchange.preview.legend import legend
from mtal.exchange.soundness import check, unknown
from mtal.exchange.taking import Answer
from mtal.project.choosing import least_cost
from mtal.project.first_params import write_params
from mtal.project.label_sets import label_sets, network_labels
from mtal.project.options import read_options
from mtal.rehearsal.noise import noisy
from mtal.tasks import TASKS
from mtal.tasks.base import Price
from mtal.tasks.dp import DependencyParsing
from mtal.tasks.id import IntentDetection
from mtal.tasks.ner_span import EntitySpans
from mtal.tasks.pos import PartOfSpeech
from mtal.tasks.re import Relations
from mtal.tasks.tagging import BioTagging
from mtal.texts.entries import entry_fault
from mtal.trained.card import card
from mtal.trained.model import open_model
from mtal.trained.writing import conllu, json_line, plain
from support.pages import parsed, text
from support.projects import wishes
from support.trained import stored_model


class Chunks(BioTagging):
    name = "chunk"
    title = "chunking"
    wanted = "chunks"


class Moods(IntentDetection):
    name = "mood"
    title = "mood detection"
    wanted = places = "moods"
    in_full = "moods of the sentence"
    one = "mood"
    order = 15
    first_price = Price(item=0, sentence=2)


class MoreTags(PartOfSpeech):
    name = "tag_2"
    title = wanted = in_full = "more tags"


class OtherTrees(DependencyParsing):
    name = "other_tree"
    title = wanted = in_full = "other trees"


class Events(EntitySpans):
    name = "event_span"
    title = wanted = in_full = "events"
    places = "events"


class EventPairs(Relations):
    name = "event"
    title = wanted = in_full = "orders of events"
    places = "pairs"
    needs = ("event_span",)


NEW = (Chunks, Moods, MoreTags, OtherTrees, Events, EventPairs)
WORDS = ["Ann", "often", "met", "Bob"]
LABELS: dict[str, Any] = {
    "chunk": ["B-NP", "O", "B-VP", "B-NP"],
    "mood": ["glad", "calm"],
    "tag_2": ["N", "R", "V", "N"],
    "other_tree": {"heads": [3, 3, 0, 3], "deprels": ["a", "b", "root", "a"]},
    "event": {"entities": [[0, 2, "X"], [1, 1, "Y"]], "relations": [[0, 2, 1, 1, "before"]]},
    "ner": ["B-PER", "O", "O", "B-PER"],
    "id": ["tell"],
}
OTHERS: dict[str, Any] = {
    "chunk": ["B-NP", "I-NP", "O", "B-NP"],
    "mood": ["calm"],
    "tag_2": ["N", "N", "V", "N"],
    "other_tree": {"heads": [3, 3, 0, 3], "deprels": ["a", "a", "root", "a"]},
    "event": {"entities": [[0, 2, "X"], [1, 1, "X"]], "relations": []},
}
SETS = {
    "chunk": ["NP", "VP"],
    "mood": ["calm", "glad"],
    "tag_2": ["N", "R", "V"],
    "other_tree": ["a", "b", "root"],
    "event_span": ["X", "Y"],
    "event": ["before"],
    "ner": ["PER"],
    "id": ["tell"],
}
EACH = pytest.mark.parametrize("task", [task.name for task in NEW])


@pytest.fixture(autouse=True)
def registered(monkeypatch: pytest.MonkeyPatch) -> None:
    """What their lines in `TASKS` do, and for spans that share an entry that in `ENTRIES`."""
    for task in NEW:
        monkeypatch.setitem(TASKS, task.name, task)
    monkeypatch.setitem(ENTRIES, "event_span", "event")


def entry(task: str) -> str:
    return ENTRIES.get(task, task)


def batch(tasks: tuple[str, ...] = tuple(SETS)) -> Batch:
    item = Item(Sentence("s-1", "d", WORDS), tasks, LABELS, {task: 0.5 for task in tasks}, 1, "unsure")
    return Batch("m", [item], SETS)


@pytest.mark.parametrize("format", FORMATS)
def test_what_is_handed_out_comes_back(format: str, tmp_path: Path) -> None:
    taken = take_in(batch(), format, accepted(batch(), format, tmp_path))
    found: dict[str, Any] = {}
    for answer in taken.answers:
        found |= answer.labels
    assert (found, taken.faults, taken.unanswered, taken.new_labels) == (LABELS, [], {}, {})
    assert {answer.annotator for answer in taken.answers} in ({"annotator"}, {"player"})


@pytest.mark.parametrize("format", FORMATS)
@EACH
def test_it_goes_alone_too(task: str, format: str, tmp_path: Path) -> None:
    alone = Batch("m", [Item(Sentence("s-1", "d", WORDS), (task,), {entry(task): LABELS[entry(task)]})], SETS)
    (answer,) = take_in(alone, format, accepted(alone, format, tmp_path)).answers
    due = LABELS[entry(task)] | {"relations": []} if task == "event_span" else LABELS[entry(task)]
    assert answer.labels == {entry(task): due} and answer.tasks(alone.items[0]) == [task]


def test_what_others_already_say_stands_where_it_stood(tmp_path: Path) -> None:
    path = hand_out(batch(), "conllu", tmp_path)[0]
    row = path.read_text().splitlines()[-5].split("\t")
    assert row[-1] == "NER=B-PER|tag_2=N|other_tree_head=3|other_tree_relation=a|chunk=B-NP"
    header = hand_out(batch(), "csv", tmp_path)[0].read_text(encoding="utf-8-sig").splitlines()[0]
    columns = header.split(",")
    assert columns[4:8] == ["id", "mood", "ner", "tag_2"]
    assert {"chunk", "other_tree head", "other_tree relation", "event entities", "event relations"} < set(columns)
    with pytest.raises(UserError, match=re.escape("chunk: the label 'a|b' holds '|'")):
        hand_out(replace(batch(), labels=SETS | {"chunk": ["a|b"]}), "conllu", tmp_path)


def test_the_page_shows_it() -> None:
    page = preview(batch(), "t")
    said = text(parsed(legend(batch(), Colours(batch()))))
    for task in NEW:
        assert f"{task.name} {task.in_full or task.wanted}" in said
    assert "Mood: " in page and "Intent: " in page and page.count('class="tree"') == 1


@EACH
def test_what_a_label_says_can_be_compared(task: str) -> None:
    one, other = LABELS[entry(task)], OTHERS[entry(task)]
    assert differing(task, one, one)[0] == 0 < differing(task, one, other)[0]
    assert judgements(task, one) != judgements(task, other)
    assert change(task, [one], [one]).unchanged == 1.0
    assert entry_fault(entry(task), one, len(WORDS)) is None
    assert entry_fault(entry(task), [3], len(WORDS)) is not None


@EACH
def test_people_agree_about_it(task: str) -> None:
    items = [Item(Sentence("s-1", "d", WORDS), (task,))]
    same, apart = (
        [Answer("s-1", who, {entry(task): label}) for who, label in zip("ab", labels, strict=True)]
        for labels in ([LABELS[entry(task)]] * 2, [LABELS[entry(task)], OTHERS[entry(task)]])
    )
    made = TASKS[task](TASKS[task].Options())
    assert agreement(items, same, [made])[task].score == 1.0
    found = agreement(items, apart, [made])[task]
    assert found.score is not None and in_words(task, found).startswith(f"{task}: 2 annotators, 1 sentences in common")


@EACH
def test_advice_names_it(task: str) -> None:
    wanted, places = TASKS[task].wanted, TASKS[task].places
    assert advice({task: Verdict("stable", 1.0, 1.0, 0.0, 3)}) == f"stop buying {wanted} ({task})"
    predicted, said = ({f"s-{i}": {entry(task): label[entry(task)]} for i in range(24)} for label in (LABELS, OTHERS))
    by_chance = [f"s-{i}" for i in range(12)]
    found = corrections.corrections(corrected(task, predicted, said, by_chance, dict.fromkeys(predicted, 1.0)))
    assert corrections.in_words(task, found).startswith(f"{task}: of 100 {places} ")


def test_a_project_begins_with_its_prices(tmp_path: Path) -> None:
    labels = {"chunk": SETS["chunk"], "mood": SETS["mood"], "tag_2": SETS["tag_2"]}
    asked = replace(wishes([], tasks=["ner"]), tasks=list(labels), labels=labels)
    write_params(tmp_path / "params.yaml", asked, labels)
    costs = read_options(tmp_path / "params.yaml").task_costs()
    assert {task: (each.item, each.sentence) for task, each in costs.items()} == {
        "chunk": (1, 0),
        "mood": (0, 2),
        "tag_2": (0, 0),
    }
    sentence = Sentence("s-1", "d", WORDS, {"chunk": LABELS["chunk"]})
    assert network_labels("chunk", ["NP"]) == ["B-NP", "I-NP", "O"]
    assert label_sets({"chunk": []}, [sentence]) == {"chunk": ["NP", "VP"]}
    costs = dict.fromkeys(SETS, TaskCosts(item=1, sentence=0))
    assert {task: least_cost(sentence, [task], costs) for task in ("chunk", "tag_2", "other_tree", "event")} == {
        "chunk": 4,
        "tag_2": 8,
        "other_tree": 8,
        "event": 4,
    }


@pytest.mark.parametrize("layer", OTHERS)
def test_mistakes_keep_it_sound(layer: str) -> None:
    for seed in range(5):
        found = noisy(layer, LABELS[layer], SETS, 0.5, np.random.default_rng(seed))
        check(layer, found, WORDS)
        assert unknown(layer, found, SETS) == {}


def test_what_it_finds_is_written() -> None:
    sentence = Sentence("s-1", "d", WORDS, LABELS)
    block = conllu(sentence, plain(sentence))
    for line in ("# intent = tell", "# mood = glad", "# event entity = 1-3 X", "# event relation = 1-3 2-2 before"):
        assert line in block.splitlines()
    assert block.splitlines()[-2].endswith("\tNER=B-PER|tag_2=N|other_tree_head=3|other_tree_relation=a|chunk=B-NP")
    assert '"mood":["glad","calm"]' in json_line(sentence, plain(sentence))


def test_a_model_finds_it_and_says_so_on_its_card(bert: Path, sentences: list[Sentence], tmp_path: Path) -> None:
    like = {"chunk": "ner", "mood": "id", "tag_2": "pos", "other_tree": "dp"}
    gold = [replace(each, labels={new: each.labels[old] for new, old in like.items()}) for each in sentences]
    model = open_model(stored_model(tmp_path / "model", bert, gold, "smt", list(like)))
    (found,) = model.predict([WORDS])
    assert found.labels.keys() == found.confidence.keys() == like.keys()
    assert all(entry_fault(task, label, len(WORDS)) is None for task, label in found.labels.items())
    said = card("mine", model.recipe, None)
    assert "A model for chunking, mood detection, more tags and other trees, made with mtal." in said
    assert "- `chunk`, chunking: " in said
