"""Corpora of the user's own: the option named like the format, a path, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mtal.config.door import check_params
from mtal.corpora.build import CorpusOptions, build_corpus
from mtal.corpora.splits import SPLITS
from mtal.errors import UserError
from support.composing import composed

CONLLU = "1\tAda\t_\t_\tNNP\t_\t2\tnsubj\t_\t_\tB-PER\n2\tran\t_\t_\tVBD\t_\t0\troot\t_\t_\tO\n\n"
SLOTS = "play:O jazz:B-genre <=> play_music\n"
DYGIE = {
    "sentences": [["Ada", "met", "Bo"], ["Rain"]],
    "ner": [[[0, 0, "Person"], [2, 2, "Person"]], []],
    "relations": [[[0, 0, 2, 2, "met"]], []],
}
OWN = {
    "conllu": ("dp_ner", "{}.conllu", CONLLU, {"dp", "ner"}),
    "dygie": ("ner_re", "{}.jsonl", json.dumps(DYGIE) + "\n", {"ner_span", "re"}),
    "slots": ("sf_id", "{}.txt", SLOTS, {"sf", "id"}),
}


@pytest.mark.parametrize("option", OWN)
def test_a_folder_of_three_files_is_a_corpus(option: str, tmp_path: Path) -> None:
    group, pattern, text, tasks = OWN[option]
    for split in SPLITS:
        (tmp_path / pattern.format(split)).write_text(text)
    params = composed(f"corpus={option}", f"tasks={group}", f"corpus.path={tmp_path}")
    check_params(params)
    splits, _ = build_corpus(CorpusOptions(**params["corpus"]), list(params["tasks"]))
    assert set(params["tasks"]) == tasks
    for split in SPLITS:
        assert splits[split] and all(sentence.label(task) is not None for task in tasks for sentence in splits[split])


@pytest.mark.parametrize("option", OWN)
def test_without_a_path_it_says_how_to_give_one(option: str) -> None:
    with pytest.raises(UserError, match=r"say where your corpus is: -S corpus\.path=FOLDER"):
        check_params(composed(f"corpus={option}", f"tasks={OWN[option][0]}"))
