"""Asking some words alone, through the stage scripts: what is asked, what it costs, what the model sees of it."""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from mtal.acquisition.asked import read_asked
from mtal.acquisition.labelled import Annotation, asked_units, read_labelled
from mtal.acquisition.scores import read_scores
from mtal.corpora.sentence import Sentence, load_sentences, write_sentences
from mtal.tasks import TASKS
from support.composing import write_parameters
from support.running import TINY, stage

SHARE, BUDGET = 0.3, 90
ASKING = (f"decision.units={SHARE}", "decision=grd_al", f"decision.budget={BUDGET}", "costs.dp.item=1")
SMALL = ("sample.initial=8", "training.max_steps=2", "training.eval_every=2")
TRAIN = Path("data/corpus/train.jsonl")


@pytest.fixture(scope="module", params=["decision.family=udjs", "strategy=mt_r"])
def project(request: pytest.FixtureRequest, bert: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two rounds, and the model of a third."""
    folder = tmp_path_factory.mktemp(request.param.partition("=")[2])
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setattr(sys, "argv", sys.argv)
        write_parameters(folder, bert, *TINY, *SMALL, *ASKING, request.param)
        for name in ("validate", "generate", "convert", "sample"):
            stage(name)
        for number in (0, 1):
            for name in ("train", "score", "select_next"):
                stage(name, number)
        stage("train", 2)
    return folder


@pytest.fixture(autouse=True)
def here(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    monkeypatch.setattr(sys, "argv", sys.argv)


def bought() -> list[Annotation]:
    return read_labelled(Path("data/rounds/2/labelled.csv"))


def test_a_share_of_what_is_left_is_asked_of_each_task() -> None:
    for number in (0, 1):
        here, split = Path(f"data/rounds/{number}"), {each.id: each for each in load_sentences(TRAIN)}
        scores = read_scores(here / "confidence.csv")
        asked, done = read_asked(here / "asked.csv", scores.ids), read_labelled(here / "labelled.csv")
        counted = read_scores(here / "gold_items.csv")
        for column, (task, cells) in enumerate(zip(asked.tasks, asked.cells, strict=True)):
            left = [id_ for id_ in scores.ids if not any(each.id == id_ and task in each.tasks for each in done)]
            words = {id_: [*map(int, cell.split())] for id_, cell in zip(scores.ids, cells, strict=True)}
            total = sum(len(split[id_].tokens) for id_ in left)
            assert sum(map(len, words.values())) == pytest.approx(SHARE * total, abs=1)
            assert not any(words[id_] for id_ in {*words} - {*left})
            items = [TASKS[task].items(TASKS[task].partly(split[id_].labels[task], words[id_])) for id_ in scores.ids]
            assert counted.values[:, column].tolist() == items


def test_what_was_asked_is_paid_for_and_nothing_is_asked_twice() -> None:
    split = {each.id: each for each in load_sentences(TRAIN)}
    pairs = [(each.id, task) for each in bought() for task in each.tasks]
    assert len(pairs) == len({*pairs})
    for each in bought():
        assert set(each.units) == (set(each.tasks) if each.round else set()) and each.words == len(
            split[each.id].tokens
        )
        if each.round:
            labels = {task: TASKS[task].partly(split[each.id].labels[task], each.units[task]) for task in each.tasks}
            assert all(each.units.values())
            assert each.cost == each.words + sum(TASKS[task].items(label) for task, label in labels.items())
    for number in (1, 2):
        assert 0 < sum(each.cost for each in bought() if each.round == number) <= BUDGET


def spoilt(sentence: Sentence, asked: Mapping[str, Collection[int]]) -> Sentence:
    """Other gold for all that wasn't asked, without a span that goes on into a word that was."""
    labels, size = dict(sentence.labels), len(sentence.tokens)
    if "dp" in asked:
        kept = labels["dp"]["heads"]
        heads = [kept[i] if i in asked["dp"] else (kept[i] + 1) % size or size for i in range(size)]
        labels["dp"] = {**labels["dp"], "heads": heads}
    if "ner" in asked:
        known, whole = TASKS["ner"].partly(labels["ner"], asked["ner"]), labels["ner"]
        labels["ner"] = [tag or ("B-PERSON" if whole[i] == "O" else "O") for i, tag in enumerate(known)]
    return replace(sentence, labels=labels)


@pytest.mark.parametrize("project", ["strategy=mt_r"], indirect=True)  # which buys sentences that are asked in part
def test_the_model_sees_nothing_that_was_not_asked() -> None:
    def model() -> dict[str, bytes]:
        return {file.name: file.read_bytes() for file in Path("data/rounds/2/model").iterdir()}

    before, units, split = model(), asked_units(bought()), load_sentences(TRAIN)
    write_sentences(TRAIN, [spoilt(each, units.get(each.id, {})) for each in split])
    assert load_sentences(TRAIN) != split
    stage("train", 2)
    write_sentences(TRAIN, split)
    assert model() == before
