"""Corpora that lack some labels of some sentences, through the stage scripts with a tiny encoder."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mtal.acquisition.labelled import Annotation, read_labelled, write_labelled
from mtal.corpora.sentence import Sentence, read_sentences
from support.composing import write_parameters
from support.running import stage

TINY = (
    "corpus=conllu",
    "sample.initial=4",
    "sample.dev=4",
    "training.max_steps=4",
    "training.eval_every=2",
    "tasks.dp.arc_size=16",
    "tasks.dp.relation_size=8",
)
WORDS = [("Ann", "N", 2, "nsbj", "B-PER"), ("met", "V", 0, "root", "O"), ("Bob", "N", 2, "obj", "B-PER")]
HALF = [("Ann", "N", 2, "nsbj", "B-PER"), ("met", "_", "_", "_", "_"), ("Bob", "_", 2, "_", "O")]


def text(sentences: int, annotated: int) -> str:
    """CoNLL-U sentences, entities in MISC of the last `annotated` alone; every third has labels on some words only."""
    blocks = []
    for i in range(sentences):
        rows = [f"# sent_id = s{i}"]
        for number, (form, tag, head, relation, entity) in enumerate(HALF if i % 3 == 0 else WORDS, 1):
            misc = f"name={entity}" if i >= sentences - annotated else "_"
            rows.append("\t".join([str(number), form, "_", tag, "_", "_", str(head), relation, "_", misc]))
        blocks.append("\n".join(rows) + "\n\n")
    return "".join(blocks)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The current folder, with a corpus in which few sentences have entities."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", sys.argv)
    (tmp_path / "own").mkdir()
    for split, sizes in {"train": (24, 14), "dev": (6, 1), "test": (6, 2)}.items():
        (tmp_path / f"own/{split}.conllu").write_text(text(*sizes).replace("= s", f"= {split}"))
    yield tmp_path


def start(folder: Path, encoder: Path, *overrides: str) -> dict[str, Sentence]:
    """Up to the initial set; the training sentences by id."""
    write_parameters(folder, encoder, *TINY, f"corpus.path={folder / 'own'}", *overrides)
    for name in ("validate", "convert", "sample"):
        stage(name)
    return {sentence.id: sentence for sentence in read_sentences("data/corpus/train.jsonl")}


def rows(path: str) -> list[dict[str, str]]:
    with open(path, encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    "overrides",
    [
        ("strategy=mt_avg", "decision=top_n", "decision.n=9"),
        ("strategy=mt_ind", "decision=grd_al", "decision.budget=40"),
        ("strategy=mt_min", "decision=blp_al", "decision.budget=40", "decision.items=predicted"),
        ("strategy=mt_ec", "strategy.task=ner", "decision=blp_al", "decision.family=stcs", "decision.budget=40"),
        ("strategy=mt_avg", "decision=blp_al", "decision.family=udjs", "decision.budget=40"),
        ("strategy=st_ec", "strategy.task=ner", "decision=top_n", "decision.n=9"),
    ],
    ids=lambda overrides: "-".join(part.split("=")[1] for part in overrides),
)
def test_sentences_are_bought_and_paid_for_what_they_have(folder: Path, bert: Path, overrides: tuple[str, ...]) -> None:
    train = start(folder, bert, "tasks=dp_ner_pos", *overrides)
    development = list(read_sentences("data/development.jsonl"))
    assert any(sentence.label("ner") for sentence in development)
    for number in (0, 1):
        for name in ("train", "evaluate", "score", "select_next", "hindsight"):
            stage(name, number)
        labelled = read_labelled(Path(f"data/rounds/{number}/labelled.csv"))
        done = {(annotation.id, task) for annotation in labelled for task in annotation.tasks}
        pool = [row["id"] for row in rows(f"data/rounds/{number}/confidence.csv")]
        tasks = ["dp", "ner", "pos"]
        assert pool == [i for i, s in train.items() if any((i, task) not in done for task in s.annotated(tasks))]
        scores = json.loads(Path(f"data/scores/{number}.json").read_text())
        assert set(scores["scores"]) == set(tasks)
    bought = read_labelled(Path("data/rounds/2/labelled.csv"))
    assert {annotation.round for annotation in bought} == {0, 1, 2}
    pairs = [(annotation.id, task) for annotation in bought for task in annotation.tasks]
    assert len(pairs) == len(set(pairs))
    assert all(train[id_].label(task) is not None for id_, task in pairs)
    assert any(task == "ner" for _, task in pairs)
    if "decision.items=predicted" not in overrides:
        for annotation in bought:
            entities = sum(tag == "B-PER" for tag in train[annotation.id].label("ner") or ())
            assert annotation.cost == (annotation.round > 0) * (3 + ("ner" in annotation.tasks) * entities)


@pytest.mark.parametrize("model", ["cmt", "st"])
def test_a_task_that_was_never_learned_is_told_of_and_not_scored(
    folder: Path, bert: Path, model: str, capsys: pytest.CaptureFixture[str]
) -> None:
    strategy = "mt_avg" if model == "cmt" else "st_ec"
    train = start(folder, bert, f"strategy={strategy}", "decision.n=20", "loss=ts")
    parsed_alone = [i for i, sentence in train.items() if sentence.annotated(["dp", "ner"]) == ["dp"]]
    write_labelled(Path("data/rounds/0/labelled.csv"), [Annotation(i, 0, ("dp",)) for i in parsed_alone[:4]])
    capsys.readouterr()
    stage("train", 0)
    told = [line for line in capsys.readouterr().out.splitlines() if "ner" in line]
    assert told == ["round 0: no labelled sentence has ner labels: ner learns nothing and has no score"]
    for name in ("evaluate", "score", "select_next", "hindsight"):
        stage(name, 0)
    scores = json.loads(Path("data/scores/0.json").read_text())
    assert set(scores["scores"]) == set(scores["main"]) == {"dp"}
    assert {row["ner"] for row in rows("data/rounds/0/accuracy.csv")} == {"nan"}
    assert json.loads(Path("data/calibration/0.json").read_text())["ner"]["n"] == 0
    for name in ("train", "evaluate"):
        stage(name, 1)
    assert set(json.loads(Path("data/scores/1.json").read_text())["scores"]) == {"dp", "ner"}


def test_entities_missing_in_one_split_are_refused_before_anything_is_learned(folder: Path, bert: Path) -> None:
    (folder / "own/test.conllu").write_text(text(3, 0))
    with pytest.raises(SystemExit, match=r"^tasks: the test split of .* has no ner labels; .* -S 'tasks=\[dp\]'$"):
        start(folder, bert)
