"""Labels that come back into a project."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from mtal.corpora.sentence import Sentence
from mtal.errors import InputError
from mtal.exchange import Batch, Item
from mtal.exchange.playing import accepted
from mtal.project.asked import Asked, read_annotations, write_annotations
from mtal.project.taking import Taken, handed_out, take
from support.projects import inside, plain, project, stage, wishes, write_text

WORDS = ["Ann", "left"]
LABELS = {"ner": ["PER", "LOC"], "pos": ["N", "V"]}
NER, OTHER, POS = ["B-PER", "O"], ["O", "B-LOC"], ["N", "V"]


def asked(batch: int, name: str, *tasks: str) -> Asked:
    return Asked(batch, name, "training", "chance", list(tasks or LABELS), WORDS, "d", 4)


def batch_of(latest: list[Asked], **labels: list[str]) -> Batch:
    items = [Item(Sentence(each.id, each.domain, each.tokens), tuple(each.tasks)) for each in latest]
    return Batch("b", items, {**LABELS, **labels})


def export(folder: Path, name: str, said: dict[str, dict[str, Any]], tool: str = "prodigy") -> Path:
    """What a tool exports of answers, label entries by sentence."""
    items = [Item(Sentence(each, "d", WORDS), tuple(labels), labels) for each, labels in said.items()]
    kinds = {"ner": ["PER", "LOC", "DATE"], "pos": ["N", "V", "X"]}
    files = accepted(Batch("b", items, kinds), tool, folder / name)
    if len(files) == 1:
        return files[0]
    whole = folder / f"{name}.jsonl"
    whole.write_text("".join(path.read_text() for path in files))
    return whole


def took(past: list[Asked], latest: list[Asked], *files: Path, **options: Any) -> Taken:
    before = json.dumps([[vars_of(each) for each in some] for some in (past, latest)])
    found = take(past, batch_of(latest), latest, "prodigy", files, **options)
    assert json.dumps([[vars_of(each) for each in some] for some in (past, latest)]) == before, "changed in place"
    return found


def vars_of(each: Asked) -> dict[str, Any]:
    return {name: getattr(each, name) for name in each.__slots__}


def answers(found: Taken) -> dict[tuple[int, str, str], dict[str, Any]]:
    return {(each.batch, each.id, who): one["labels"] for each in found.asked for who, one in each.answers.items()}


def test_answers_stand_with_what_was_asked(tmp_path: Path) -> None:
    latest = [asked(0, "s-1"), asked(0, "s-2")]
    found = took([], latest, export(tmp_path, "a", {"s-1": {"ner": NER, "pos": POS}}))
    assert answers(found) == {(0, "s-1", "player"): {"ner": NER, "pos": POS}}
    assert [each.id for each in found.asked] == ["s-1", "s-2"], "the whole batch joins"
    assert (found.counts(), found.waiting()) == ({"ner": 1, "pos": 1}, ["s-2"])
    assert (found.corrected, found.faults, found.new_labels) == ([], [], {})


def test_a_batch_without_an_answer_stays_out(tmp_path: Path) -> None:
    empty = tmp_path / "none.jsonl"
    empty.write_text("")
    past = [replace(asked(0, "s-0"), answers={"a": {"labels": {"ner": NER}, "seconds": None}})]
    assert took(past, [asked(1, "s-1")], empty).asked == past


def test_taking_twice_changes_nothing(tmp_path: Path) -> None:
    latest, file = [asked(0, "s-1"), asked(0, "s-2")], export(tmp_path, "a", {"s-1": {"ner": NER}, "s-2": {"pos": POS}})
    once = took([], latest, file)
    twice = took(once.asked, latest, file)
    assert (twice.asked, twice.corrected) == (once.asked, [])
    assert took([], latest, file, file).asked == once.asked


def test_a_later_file_corrects_an_earlier_one_and_says_so(tmp_path: Path) -> None:
    latest = [asked(0, "s-1"), asked(0, "s-2")]
    first = took([], latest, export(tmp_path, "a", {"s-1": {"ner": NER, "pos": POS}, "s-2": {"ner": NER}}))
    again = took(first.asked, latest, export(tmp_path, "b", {"s-1": {"ner": OTHER}, "s-2": {"ner": NER, "pos": POS}}))
    assert again.corrected == ["s-1"], "what comes beside is no correction"
    assert answers(again) == {
        (0, "s-1", "player"): {"ner": OTHER, "pos": POS},
        (0, "s-2", "player"): {"ner": NER, "pos": POS},
    }


def test_annotators_are_kept_apart(tmp_path: Path) -> None:
    file = export(tmp_path, "a", {"s-1": {"ner": NER, "pos": POS}})
    other = tmp_path / "other.jsonl"
    other.write_text(export(tmp_path, "b", {"s-1": {"ner": OTHER}}).read_text().replace('"player"', '"bo"'))
    found = took([], [asked(0, "s-1")], file, other)
    assert answers(found) == {(0, "s-1", "player"): {"ner": NER, "pos": POS}, (0, "s-1", "bo"): {"ner": OTHER}}
    assert found.corrected == []


def test_late_answers_to_an_earlier_batch_count(tmp_path: Path) -> None:
    past = [
        replace(asked(0, "s-0"), answers={"player": {"labels": {"ner": NER}, "seconds": None}}),
        asked(0, "s-1"),
        asked(1, "s-2", "ner"),
    ]
    found = took(past, [asked(2, "s-3")], export(tmp_path, "a", {"s-1": {"pos": POS}, "s-0": {"ner": OTHER}}))
    assert answers(found) == {(0, "s-0", "player"): {"ner": OTHER}, (0, "s-1", "player"): {"pos": POS}}
    assert found.corrected == ["s-0"] and found.counts() == {}
    assert [(each.batch, each.id) for each in found.asked] == [(0, "s-0"), (0, "s-1"), (1, "s-2")]


def test_of_batches_that_asked_the_same_the_last_one_gets_the_answer(tmp_path: Path) -> None:
    past = [replace(asked(0, "s-0"), answers={"player": {"labels": {"ner": NER}, "seconds": None}}), asked(0, "t-1")]
    found = took(past, [asked(1, "t-1"), asked(1, "s-1")], export(tmp_path, "a", {"t-1": {"ner": NER}}))
    assert answers(found) == {(0, "s-0", "player"): {"ner": NER}, (1, "t-1", "player"): {"ner": NER}}


def test_two_batches_in_one_export(tmp_path: Path) -> None:
    past = [replace(asked(0, "s-0"), answers={"player": {"labels": {"ner": NER}, "seconds": None}})]
    both = export(tmp_path, "a", {"s-0": {"ner": NER, "pos": POS}, "s-1": {"ner": OTHER}})
    found = took(past, [asked(1, "s-1")], both)
    assert answers(found) == {(0, "s-0", "player"): {"ner": NER, "pos": POS}, (1, "s-1", "player"): {"ner": OTHER}}
    assert (found.corrected, found.faults) == ([], [])


def test_what_is_not_asked_is_not_taken(tmp_path: Path) -> None:
    file = export(tmp_path, "a", {"s-1": {"ner": NER, "pos": POS}})
    assert answers(took([], [asked(0, "s-1", "pos")], file)) == {(0, "s-1", "player"): {"pos": POS}}


def test_faults_leave_the_good_ones(tmp_path: Path) -> None:
    file = export(tmp_path, "a", {"s-1": {"ner": NER}, "s-9": {"ner": NER}, "s-2": {"pos": ["X", "V"]}})
    found = took([], [asked(0, "s-1"), asked(0, "s-2")], file)
    assert answers(found) == {(0, "s-1", "player"): {"ner": NER}}
    assert [str(fault).startswith(f"{file}:") for fault in found.faults] == [True, True]


def test_new_labels_only_where_they_are_wanted(tmp_path: Path) -> None:
    file = export(tmp_path, "a", {"s-1": {"ner": ["B-DATE", "O"]}, "s-2": {"pos": ["X", "V"]}})
    found = took([], [asked(0, "s-1"), asked(0, "s-2")], file, growing=["ner"])
    assert answers(found) == {(0, "s-1", "player"): {"ner": ["B-DATE", "O"]}}
    assert found.new_labels == {"ner": ["DATE"]} and len(found.faults) == 1


def test_nothing_that_was_answered_is_lost_with_another_plan(tmp_path: Path) -> None:
    past = [replace(asked(0, "s-0"), answers={"player": {"labels": {"ner": NER}, "seconds": 2.0}})]
    found = took(past, [asked(0, "s-1")], export(tmp_path, "a", {"s-1": {"ner": NER}}))
    assert answers(found) == {(0, "s-0", "player"): {"ner": NER}, (0, "s-1", "player"): {"ner": NER}}


def test_the_time_of_an_answer_to_two_batches_counts_once(tmp_path: Path) -> None:
    past = [asked(0, "t-1", "ner"), asked(1, "t-1", "pos"), asked(1, "s-1")]
    past[2].answers["player"] = {"labels": {"ner": NER}, "seconds": None}
    batch = Batch("b", [Item(Sentence("t-1", "d", WORDS), ("ner", "pos"), {"ner": NER, "pos": POS})], LABELS)
    (file,) = accepted(batch, "label-studio", tmp_path)
    tasks = json.loads(file.read_text())
    tasks[0]["annotations"][0]["lead_time"] = 9.0
    file.write_text(json.dumps(tasks))
    latest = [asked(2, "s-2")]
    for _ in range(2):
        past = take(past, batch_of(latest), latest, "label-studio", [file]).asked
        found = {each.batch: each.answers["player"] for each in past if each.id == "t-1"}
        assert found == {
            0: {"labels": {"ner": NER}, "seconds": None},
            1: {"labels": {"pos": POS}, "seconds": 9.0},
        }


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    """A project whose first batch waits."""
    text = write_text(tmp_path / "all.jsonl", plain(20))
    folder = project(tmp_path / "mine", wishes([text], ["ner", "pos"], tool="prodigy"))
    with inside(folder):
        stage()
    return folder


def test_the_batch_in_the_folder(begun: Path) -> None:
    with inside(begun):
        batch, latest = handed_out("prodigy")
        assert [item.sentence.id for item in batch.items] == [each.id for each in latest]
        assert {each.batch for each in latest} == {0} and not any(each.answers for each in latest)
        with pytest.raises(InputError, match="batch: no batch for doccano there; dvc repro makes one"):
            handed_out("doccano")


def steps(part: Path, only: int) -> None:
    """Write an answer and die at step `only` of the way (lines of our own code)."""
    left = only

    def count(frame: FrameType, event: str, _: object) -> Any:
        nonlocal left
        if "src/mtal/" not in frame.f_code.co_filename:
            return None
        if event == "line":
            left -= 1
            if left < 0:
                os._exit(9)
        return count

    past = read_annotations(part)
    past[0].answers["b"] = {"labels": {"ner": OTHER}, "seconds": None}
    sys.settrace(count)
    write_annotations(past, part)
    sys.settrace(None)
    os._exit(0)


def test_killed_at_any_step_the_file_is_as_it_was_or_as_it_should_be(tmp_path: Path) -> None:
    path = tmp_path / "annotations.jsonl"
    past = [replace(asked(0, f"s-{i}"), answers={"a": {"labels": {"ner": NER}, "seconds": None}}) for i in range(2)]
    seen, only, status = set(), 0, 9
    while status == 9 and only < 300:
        write_annotations(past, path)
        before = path.read_bytes()
        child = os.fork()
        if not child:
            steps(path, only)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        seen.add(path.read_bytes())
        only += 1
    assert status == 0 and only > 15
    assert seen == {before, path.read_bytes()} and len(seen) == 2
    assert len(read_annotations(path)[0].answers) == 2
