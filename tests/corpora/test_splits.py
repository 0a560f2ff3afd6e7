"""Document lists."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from mtal.corpora.ontonotes_facts import GENRES
from mtal.corpora.splits import ontonotes_documents, ontonotes_split, read_split_lists, split_by_name
from mtal.errors import InputError

# Documents per split of OntoNotes 5.0, by genre.
SIZES = {
    "train": {"bc": 104, "bn": 850, "mz": 64, "nw": 1832, "pt": 314, "tc": 41, "wb": 7334},
    "dev": {"bc": 14, "bn": 101, "mz": 7, "nw": 294, "pt": 24, "tc": 5, "wb": 925},
    "test": {"bc": 14, "bn": 103, "mz": 7, "nw": 125, "pt": 24, "tc": 5, "wb": 922},
}


NAMES = {
    "train": "train.conllu train_2.conllu train-2.conllu train.part1.conllu train2.conllu train-00001-of-00005.json "
    "TRAIN.txt training.txt trainset.txt x-ud-train.conllu.gz train/a.conllu news/train/1.conllu atis.train.iob.txt",
    "dev": "dev valid validation.json val.txt development.conllu devel.conllu en_gum-ud-dev.conllu dev/news.conllu",
    "test": "test testing.conllu de_gsd-ud-test.conllu test_1.txt Test/test.txt",
    None: "trainer.conllu contest.conllu latest.conllu device.conllu a.conllu testament.txt valley.txt",
    "train or dev": "train-dev.conllu train/dev.conllu devtrain/dev/train.conllu",
    "train or test": "train/a_test.conllu test.train.txt",
    "dev or test": "dev_test.conllu validation/testing/a.txt",
}


@pytest.mark.parametrize(("split", "name"), [(split, name) for split, names in NAMES.items() for name in names.split()])
def test_a_word_of_the_name_tells_the_split(split: str | None, name: str) -> None:
    root = Path("test/train")  # what the user's own folder is called says nothing
    if split and "or" in split:
        with pytest.raises(InputError, match=rf"{name}: {split}\? The name says both: rename it"):
            split_by_name(root / name, root)
    else:
        assert split_by_name(root / name, root) == split


def test_a_file_that_was_given_itself_is_known_by_its_name() -> None:
    assert split_by_name(Path("test/train.conllu"), Path("test/train.conllu")) == "train"
    assert split_by_name(Path("test/train.parse"), Path("test/train.name")) == "train"


def test_sizes() -> None:
    counts = Counter((ontonotes_split(name), name.split("/")[0]) for name in ontonotes_documents())
    assert counts == {(split, genre): n for split, genres in SIZES.items() for genre, n in genres.items()}
    assert {genre for _, genre in counts} == set(GENRES)


@pytest.mark.parametrize(
    ("name", "split"),
    [
        ("nw/wsj/23/wsj_2304", "test"),
        ("nw/wsj/22/wsj_2201", "dev"),
        ("nw/wsj/02/wsj_0200", "train"),
        ("nw/wsj/00/wsj_0006", None),
        ("bc/phoenix/00/phoenix_0003", "test"),
        ("bn/abc/00/abc_0001", "train"),
        ("bn/abc/00/abc_0009", "test"),
        ("bn/abc/00/abc_0010", "dev"),
        ("wsj_2300", None),
    ],
)
def test_single_documents(name: str, split: str | None) -> None:
    assert ontonotes_split(name) == split


def test_every_document_of_the_real_lists(real: Path) -> None:
    lists = {"train": "train", "dev": "development", "test": "test"}
    wanted = {
        name: split
        for split, file in lists.items()
        for name in (real / "ontonotes-splits" / f"{file}.txt").read_text().split()
    }
    assert {name: ontonotes_split(name) for name in ontonotes_documents()} == wanted


def test_split_lists(tmp_path: Path) -> None:
    path = tmp_path / "split.json"
    path.write_text(json.dumps({"note": "mine", "train": ["a", "b"], "test": ["c"]}))
    assert read_split_lists(path) == {"a": "train", "b": "train", "c": "test"}


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ([], "not a JSON object"),
        ({"development": ["a"]}, "train, dev, test"),
        ({"train": "a"}, "'train' is not a list"),
        ({"train": [1]}, "'train' is not a list"),
        ({"train": ["a"], "dev": ["a"]}, "'a' stands twice (train, dev)"),
    ],
)
def test_faulty_split_lists(tmp_path: Path, value: object, reason: str) -> None:
    path = tmp_path / "split.json"
    path.write_text(json.dumps(value))
    with pytest.raises(InputError) as caught:
        read_split_lists(path)
    assert reason in caught.value.reason


def test_real_split_list(real: Path) -> None:
    splits = read_split_lists(real / "ontonotes-wsj" / "resplit.json")
    assert Counter(splits.values()) == {"train": 102, "dev": 14, "test": 28}
