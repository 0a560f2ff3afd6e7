"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import torch

from mtal.corpora.sentence import Sentence
from support.tiny import tiny_bert, tiny_maskable, tiny_roberta

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # commands write compiled modules, as on an ordinary machine
torch.set_num_threads(1)  # tiny models gain nothing from more, and tests may run side by side


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first, so that workers side by side end together."""
    items.sort(key=lambda item: "pipeline" not in item.path.parts)


@pytest.fixture(scope="session")
def bert(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny BERT."""
    return tiny_bert(tmp_path_factory.mktemp("bert"))


@pytest.fixture(scope="session")
def maskable(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny BERT whose tokenizer knows a mask."""
    return tiny_maskable(tmp_path_factory.mktemp("maskable"))


@pytest.fixture(scope="session")
def roberta(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny RoBERTa."""
    return tiny_roberta(tmp_path_factory.mktemp("roberta"))


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """The real corpora."""
    if not os.environ.get("MTAL_DATA_DIR"):
        pytest.skip("MTAL_DATA_DIR is not set: the real corpora aren't here")
    return Path(os.environ["MTAL_DATA_DIR"])


ROWS = [
    ("Ann met Bob in Oslo .", [2, 0, 2, 5, 2, 2], "nsbj root obj case ppmod p",
     "B-PER O B-PER O B-LOC O", "NNP VBD NNP IN NNP ."),
    ("Bob left .", [2, 0, 2], "nsbj root p",
     "B-PER O O", "NNP VBD ."),
    ("The mat of the cat , sat on Monday", [2, 7, 5, 5, 2, 7, 0, 9, 7], "det nsbj case det ppmod p root case ppmod",
     "O O O O O O O O B-DATE", "DT NN IN DT NN , VBD IN NNP"),
    ("Why did they leave New Oslo ?", [4, 4, 4, 0, 6, 4, 4], "adv aux nsbj root com obj p",
     "O O O O B-LOC I-LOC O", "WRB VBD PRP VB NNP NNP ."),
    ("Go", [0], "root",
     "O", "VB"),
    ("Ann and Bob sat", [4, 1, 1, 0], "nsbj cc conj root",
     "B-PER O B-PER O", "NNP CC NNP VBD"),
    ("They met the cat 's owner", [2, 0, 4, 6, 4, 2], "nsbj root det poss case obj",
     "O O O O O O", "PRP VBD DT NN POS NN"),
    ("Oslo won 12 % of it -LRB- today -RRB-", [2, 0, 4, 2, 6, 4, 8, 2, 8], "nsbj root num obj case ppmod p adv p",
     "B-LOC O B-PERCENT I-PERCENT O O O B-DATE O", "NNP VBD CD NN IN PRP -LRB- NN -RRB-"),
]  # fmt: skip
"""Words, heads, relations, entities and tags of eight sentences."""


@pytest.fixture(scope="session")
def sentences() -> list[Sentence]:
    """Eight hand-made sentences with labels for `dp`, `ner`, `pos`, `sf` and `id`."""
    return [
        Sentence(
            f"own:{i}",
            "own",
            words.split(),
            {
                "dp": {"heads": heads, "deprels": relations.split()},
                "ner": entities.split(),
                "pos": tags.split(),
                "sf": entities.split(),
                "id": ["ask" if "?" in words else "tell" if "." in words else "do", "other"],
            },
        )
        for i, (words, heads, relations, entities, tags) in enumerate(ROWS)
    ]
