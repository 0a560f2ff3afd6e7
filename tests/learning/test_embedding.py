"""Vectors of sentences by the pre-trained encoder."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from transformers import AutoModel, AutoTokenizer

from mtal.acquisition.labelled import read_labelled
from mtal.corpora.sentence import Sentence, write_sentences
from mtal.learning.embedding import embed
from mtal.models.options import EncoderOptions
from support.composing import write_parameters
from support.running import stage

TEXTS = (["the", "dog", "barks"], ["cats", "sleep"], ["the", "dog", "barks"], ["unbelievable"])
SENTENCES = [Sentence(f"s{i}", "d", words, {"dp": None}) for i, words in enumerate(TEXTS)]


def test_the_mean_over_first_subwords(bert: Path) -> None:
    found = embed(EncoderOptions(name=str(bert)), SENTENCES)
    tokenizer, model = AutoTokenizer.from_pretrained(bert), AutoModel.from_pretrained(bert).eval()
    for words, vector in zip(TEXTS, found, strict=True):
        pieces = tokenizer(words, is_split_into_words=True, return_tensors="pt")
        words_of = pieces.word_ids()
        first = [words_of.index(i) for i in range(len(words))]
        with torch.inference_mode():
            expected = model(**pieces).last_hidden_state[0, first].mean(0).numpy()
        assert vector.dtype == np.float16 and vector == pytest.approx(expected, abs=2e-3)
    assert (found[0] == found[2]).all() and not (found[0] == found[1]).all()


def test_an_initial_set_of_clusters(bert: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_parameters(tmp_path, bert, "tasks=ner", "sample.initial=2", "sample.dev=2", "sample.clusters=true")
    alike = [Sentence(f"s{i}", "d", TEXTS[i % 2], {"ner": ["O"] * len(TEXTS[i % 2])}) for i in range(12)]
    for split in ("train", "dev"):
        write_sentences(tmp_path / f"data/corpus/{split}.jsonl", alike)
    stage("embed")
    stage("sample")
    drawn = [int(each.id[1:]) % 2 for each in read_labelled(tmp_path / "data/rounds/0/labelled.csv")]
    assert sorted(drawn) == [0, 1]  # one of each kind, whatever the seed
