"""Rounds through every format: what gold labels answer is the same whichever file carries it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from mtal.corpora.sentence import Sentence, load_sentences
from mtal.exchange import FORMATS, read_batch
from mtal.files import read_rows
from mtal.project.asked import Asked, read_annotations, write_annotations
from mtal.project.held_out import read_held_out
from mtal.project.places import HISTORY, PLAN
from mtal.project.taking import Taken, handed_out, take
from mtal.rehearsal.players import Gold, answer
from support.projects import (
    answer_all,
    answered,
    change,
    gold_of,
    inside,
    plain,
    project,
    stage,
    wishes,
    write_text,
)

TOOL = "csv"


def played(tool: str, gold: Gold, share: float, folder: Path) -> Taken:
    """The batch that waits, answered in a tool's files."""
    batch, latest = handed_out(TOOL)
    files = answer(batch, gold, tool, folder / tool, share, 1)
    return take(read_annotations(), batch, latest, tool, files, annotator="player")


def directly(gold: Gold) -> list[Asked]:
    return [*read_annotations(), *(answered(each, gold) for each in handed_out(TOOL)[1])]


@pytest.mark.parametrize("tasks", [["sf", "id"], ["dp", "ner", "pos"], ["ner_span", "re"]], ids=" ".join)
def test_three_rounds_of_gold(tasks: list[str], bert: Path, tmp_path: Path) -> None:
    sentences = plain(60)
    gold = gold_of(sentences)
    text = write_text(tmp_path / "all.jsonl", sentences)
    with inside(project(tmp_path / "mine", wishes([text], tasks, bert, tool=TOOL))):
        seen: list[str] = []
        for number in range(3):
            stage()
            sound(number)
            due = directly(gold)
            for tool in FORMATS:
                found = played(tool, gold, 0.0, tmp_path / f"gold-{number}")
                assert (found.faults, found.waiting(), found.corrected) == ([], [], [])
                assert found.asked == due, tool
                noise = played(tool, gold, 0.3, tmp_path / f"noise-{number}")
                assert (noise.faults, noise.waiting()) == ([], []), tool
            seen += [each.id for each in due if each.batch == number]
            write_annotations(due)
        assert len(set(seen)) == len(seen) == 15 + 5 + 5


def sound(number: int) -> None:
    """What holds of every batch."""
    batch, latest = handed_out(TOOL)
    held, answers = read_held_out(), read_annotations()
    assert {each.batch for each in latest} == {number}
    assert not {each.id for each in latest} & {each.id for each in answers}
    if number:
        assert not {each.id for each in latest} & held.keys()
        assert [each.by for each in latest].count("chance") == 2
        assert all(set(item.confidence) == set(item.tasks) for item in batch.items)
        sure = [float(np.mean(list(item.confidence.values()))) for item in batch.items]
        assert sure == sorted(sure), "the least sure first"
        assert {int(row[0]) for _, row in list(read_rows(HISTORY))[1:]} <= set(range(1, number + 1))
    else:
        assert {each.id: each.part for each in latest if each.part != "training"} == held
        assert all(each.by == "chance" and not each.filled_in for each in latest)


def test_the_same_answers_choose_the_same(bert: Path, tmp_path: Path) -> None:
    sentences = plain(40)
    text = write_text(tmp_path / "all.jsonl", sentences)
    found = []
    for name in ("one", "other"):
        with inside(project(tmp_path / name, wishes([text], ["ner", "pos"], bert, tool=TOOL))):
            for _ in range(2):
                stage()
                answer_all(TOOL, gold_of(sentences))
            stage("train", "test", "choose")
            files = sorted(path for path in Path().rglob("*") if path.is_file() and path.suffix != ".pt")
            found.append({path: path.read_bytes() for path in files})
    one, other = found
    differing = [path for path in one.keys() | other.keys() if one.get(path) != other.get(path)]
    assert [path for path in differing if path.name not in ("README.md",)] == []


def test_held_out_sentences_come_again_until_they_are_labelled(bert: Path, tmp_path: Path) -> None:
    sentences = plain(40)
    gold = gold_of(sentences)
    text = write_text(tmp_path / "all.jsonl", sentences)
    with inside(project(tmp_path / "mine", wishes([text], ["ner", "pos"], bert, tool=TOOL))):
        stage()
        asked = handed_out(TOOL)[1]
        left = next(each for each in asked if each.part == "test")
        half = next(each for each in asked if each.part == "development")
        for each in asked:
            if each is not left:
                answered(each, gold)
        del half.answers["player"]["labels"]["ner"]
        write_annotations(asked)
        stage()
        batch, latest = handed_out(TOOL)
        again = {
            each.id: (each.part, each.by, each.tasks, each.filled_in) for each in latest if each.part != "training"
        }
        assert again == {
            left.id: ("test", "chance", ["ner", "pos"], {}),
            half.id: ("development", "chance", ["ner"], {}),
        }
        items = {item.sentence.id: item for item in batch.items}
        assert items[left.id].filled_in == {} and items[left.id].confidence == {}, "no model has a say"
        assert items[half.id].filled_in == {"pos": half.answers["player"]["labels"]["pos"]}, "only what people said"
        assert [item.sentence.id for item in batch.items[:2]] == [each.id for each in latest[:2]]


def test_labels_that_are_new_are_learnt_and_offered(bert: Path, tmp_path: Path) -> None:
    sentences = plain(40)
    gold = gold_of(sentences)
    text = write_text(tmp_path / "all.jsonl", sentences)
    with inside(
        project(tmp_path / "mine", wishes([text], ["ner", "id"], bert, labels={"ner": ["PER"], "id": ["tell", "x"]}))
    ):
        stage()
        batch, latest = handed_out(TOOL)
        wide = replace(batch, labels={"ner": ["PER", "LOC"], "id": ["tell", "x", "ask"]})
        files = answer(wide, gold, TOOL, tmp_path / "out", 0.0, 1)
        found = take([], batch, latest, TOOL, files, growing=["ner", "id"])
        assert found.new_labels == {"id": ["ask"], "ner": ["LOC"]} and not found.faults
        write_annotations(found.asked)
        stage()
        assert read_batch("batch/batch.csv.json").labels == {"ner": ["PER", "LOC"], "id": ["tell", "x", "ask"]}
        model = Path("model/model.json").read_text()
        assert '"B-LOC"' in model and '"ask"' in model


def test_when_all_is_labelled_nothing_is_asked(bert: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sentences = plain(12)
    text = write_text(tmp_path / "all.jsonl", sentences)
    small = {"sizes": {"test": 3, "development": 3}, "first": 6, "tool": TOOL}
    with inside(project(tmp_path / "mine", wishes([text], ["ner", "pos"], bert, **small))):
        stage()
        answer_all(TOOL, gold_of(sentences))
        stage()
        assert "batch 1: nothing is left to label" in capsys.readouterr().out
        assert handed_out(TOOL)[1] == [] and len(list(read_rows(PLAN))) == 1
        nothing = tmp_path / "none.csv"
        nothing.write_bytes(Path("batch/batch.csv").read_bytes())
        batch, latest = handed_out(TOOL)
        assert take(read_annotations(), batch, latest, TOOL, [nothing]).asked == read_annotations()


def test_a_batch_for_fewer_tasks_than_earlier_ones_comes_back(bert: Path, tmp_path: Path) -> None:
    sentences = plain(40)
    gold = gold_of(sentences)
    text = write_text(tmp_path / "all.jsonl", sentences)
    with inside(project(tmp_path / "mine", wishes([text], ["ner", "pos"], bert, tool=TOOL))):
        stage()
        answer_all(TOOL, gold)
        change(Path(), decision={"name": "grd_al", "family": "udjs", "budget": 20, "n": None, "random_share": None})
        change(Path(), costs={"ner": {"item": 90, "sentence": 90}})
        stage()
        assert {tuple(each.tasks) for each in handed_out(TOOL)[1]} == {("pos",)}
        for tool in FORMATS:
            found = played(tool, gold, 0.0, tmp_path / "out")
            assert (found.faults, found.waiting()) == ([], []), tool
            assert found.asked == directly(gold), tool


def test_labels_of_the_text_count_from_the_beginning(bert: Path, tmp_path: Path) -> None:
    sentences = plain(40)
    some = write_text(tmp_path / "a.jsonl", sentences[:20], labelled=["ner"])
    rest = write_text(tmp_path / "b.jsonl", sentences[20:])
    with inside(
        project(
            tmp_path / "mine",
            wishes([some, rest], ["ner", "pos"], bert, tool=TOOL, labels={"pos": ["NOUN", "VERB", "PUNCT"]}),
        )
    ):
        stage("read")
        given = load_sentences("data/given/sentences.jsonl")
        assert len(given) == 20 and all(list(each.labels) == ["ner"] for each in given)
        assert not any(each.labels for each in load_sentences("data/sentences.jsonl"))
        stage("train", "test", "choose")
        labelled = {each.id for each in given}
        for each in handed_out(TOOL)[1]:
            assert each.tasks == (["pos"] if each.id in labelled else ["ner", "pos"])
        answer_all(TOOL, gold_of(sentences))
        stage()


TEXTS = {
    "latin.txt": "Ann met Bob . Tom left Oslo . Eve saw Kay . Bob sold Rome . Kay met Eve . Ann left Lima .",
    "arabic.txt": "ذهب الولد إلى المدرسة . قرأت البنت الكتاب . هذا بيت كبير . كتب الرجل رسالة طويلة . أين القطة ؟",
    "devanagari.txt": "राम घर गया । सीता ने किताब पढ़ी । यह बड़ा शहर है । मोहन ने पानी पिया । लड़का तेज़ दौड़ता है ।",
    "chinese.txt": "我爱北京。他去了上海。今天天气很好。你叫什么名字？她在看书。",
}


@pytest.mark.parametrize("tool", FORMATS)
def test_three_scripts_in_one_project(tool: str, bert: Path, tmp_path: Path) -> None:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text + "\n", encoding="utf-8")
    files = [tmp_path / name for name in TEXTS]
    wanted = wishes(files, ["ner", "id"], bert, tool=tool, sizes={"test": 3, "development": 3}, first=6)
    with inside(project(tmp_path / "mine", wanted)):
        stage("read", "train", "test", "choose")
        sentences = load_sentences("data/sentences.jsonl")
        assert len(sentences) >= 18 and {each.domain for each in sentences} == {"text"}
        batch, latest = handed_out(tool)
        gold = gold_of([made_up(each) for each in sentences])
        found = take([], batch, latest, tool, answer(batch, gold, tool, tmp_path / "out", 0.0, 1), annotator="player")
        assert (found.faults, found.waiting()) == ([], [])
        assert found.asked == [answered(each, gold) for each in latest]
        if tool == TOOL:
            write_annotations(found.asked)
            change(Path(), decision={"n": 3})
            stage()
            assert len(handed_out(tool)[1]) == 3


def made_up(sentence: Sentence) -> Sentence:
    tags = ["B-PER", *["O"] * (len(sentence.tokens) - 1)]
    return replace(sentence, labels={"ner": tags, "id": ["tell"]})
