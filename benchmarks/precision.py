"""What a smaller precision of the stored model changes: trained once, stored in each, scored with each.

    MTAL_DATA_DIR=… python benchmarks/precision.py [--sentences 200] [--pool 1000] [--steps 100]

CMT on MiniLM with the default sizes, for dp + ner on the Wall Street Journal and sf + id on ATIS. Confidences, the
sentences that mt_avg selects by them and test scores are compared with those of the model in float32. A second table
says what training has left as it was: what of a model's file the encoder's file holds already.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from common import atis_splits, batches_of, cmt_recipe, wsj_splits
from safetensors.torch import load_file, save_file
from torch import Tensor

from mtal.acquisition.initial import draw
from mtal.acquisition.labelled import Annotation
from mtal.corpora.sentence import Sentence
from mtal.learning.options import LossOptions, TrainingOptions
from mtal.learning.round import learn_round
from mtal.learning.scoring import PLAIN, score_pool
from mtal.learning.testing import evaluate
from mtal.models.storage import load_recipe, weights_file
from mtal.selection import select

CASES = {("dp", "ner"): wsj_splits, ("sf", "id"): atis_splits}
PRECISIONS = {"float32": torch.float32, "float16": torch.float16, "bfloat16": torch.bfloat16}
SELECTED, DEVELOPMENT = 30, 80
MB = 1e6


@dataclass(frozen=True)
class Behaviour:
    """What a stored model does."""

    confidence: np.ndarray
    """(sentences, tasks)."""
    scores: dict[str, float]
    """Main test score of each task."""

    @property
    def selected(self) -> set[int]:
        """The rows that mt_avg takes first."""
        return set(select("mt_avg", self.confidence, SELECTED).tolist())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sentences", type=int, default=200)
    parser.add_argument("--pool", type=int, default=1000)
    parser.add_argument("--steps", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()

    for tasks, splits_of in CASES.items():
        splits, began = splits_of(), time.process_time()
        learnt = draw(splits["train"], args.sentences, args.seed, which=0)
        taught = {sentence.id for sentence in learnt}
        pool = [sentence for sentence in splits["train"] if sentence.id not in taught][: args.pool]
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            train(folder / "float32", splits, tasks, learnt, args.steps, args.seed)
            print(f"{' + '.join(tasks)}: {len(learnt)} sentences, at most {args.steps} steps, ", end="")
            print(f"{time.process_time() - began:.0f} CPU s; {len(pool)} scored, {len(splits['test'])} of the test")
            compare(folder, pool, splits["test"])
            left_as_it_was(folder / "float32", learnt)


def train(
    out: Path,
    splits: Mapping[str, Sequence[Sentence]],
    tasks: tuple[str, ...],
    learnt: Sequence[Sentence],
    steps: int,
    seed: int,
) -> None:
    """A first round with the rates of the default experiment."""
    learn_round(
        0,
        learnt,
        [Annotation(sentence.id, 0, tasks) for sentence in learnt],
        draw(splits["dev"], DEVELOPMENT, seed, which=1),
        recipe=cmt_recipe(list(splits["train"]), tasks),
        loss=LossOptions(smoothing=0.2),
        training=TrainingOptions(
            max_steps=steps,
            warmup_steps=10,
            encoder_lr=3e-4,
            head_lr=1e-3,
            cooldown=0.25,
            eval_every=20,
            patience=2,
            precision="float32",
        ),
        seed=seed,
        out=out,
        checkpoints=out.with_name("checkpoints"),
    )


def compare(folder: Path, pool: Sequence[Sentence], test: Sequence[Sentence]) -> None:
    """A row for each precision."""
    print(f"{'':12}{'MB':>8}{'|Δ| max':>12}{'|Δ| mean':>12}  of {SELECTED} other  test")
    whole: Behaviour | None = None
    for name, precision in PRECISIONS.items():
        stored_as(folder / "float32", folder / name, precision)
        found = behaviour(folder / name, pool, test)
        whole = whole or found
        change = np.abs(found.confidence - whole.confidence)
        size = sum(file.stat().st_size for file in (folder / name).iterdir()) / MB
        scores = ", ".join(f"{task} {100 * score:.2f}" for task, score in found.scores.items())
        other = len(found.selected - whole.selected)
        print(f"{name:12}{size:8.1f}{change.max():12.2e}{change.mean():12.2e}{other:13}  {scores}")


def stored_as(model: Path, out: Path, precision: torch.dtype) -> None:
    """A copy of a stored model in another precision."""
    if out == model:
        return
    shutil.copytree(model, out)
    for file in out.glob("*.safetensors"):
        save_file({name: tensor.to(precision) for name, tensor in load_file(file).items()}, file)


def behaviour(model: Path, pool: Sequence[Sentence], test: Sequence[Sentence]) -> Behaviour:
    """What the model makes of the pool and of the test sentences."""
    found = score_pool(model, pool, PLAIN, (1, 0)).table
    scores = {name: of.scores[of.task.main_metric] for name, of in evaluate(model, test).items()}
    return Behaviour(np.column_stack([columns["confidence"] for columns in found.values()]), scores)


def left_as_it_was(model: Path, learnt: Sequence[Sentence]) -> None:
    """Which tensors, and which rows of the table of subwords, are bit for bit those that training began with."""
    recipe = load_recipe(model)
    (group,) = recipe.groups
    before, after = recipe.fresh_model(group).state_dict(), load_file(model / weights_file(group))
    same = {name: tensor for name, tensor in after.items() if torch.equal(tensor, before[name])}
    print(f"  unchanged: {len(same)} of {len(after)} tensors, {size_of(same):.3f} of {size_of(after):.1f} MB")
    (name,) = (name for name in after if name.endswith("word_embeddings.weight"))
    table, first = after[name], before[name]
    seen = torch.zeros(len(table), dtype=torch.bool)
    for batch in batches_of(list(learnt), recipe.subwords(), 16)[1]:
        seen[batch.pieces] = True
    equal, drift = (table == first).all(dim=1), (table / first - 1)[~seen]
    print(f"  {name}: {len(table):,} rows, {size_of({name: table}):.1f} MB; {int((~seen).sum()):,} of subwords unseen,")
    print(f"  {int(equal.sum()):,} unchanged; the unseen shrank by {-drift.nanmean():.2e} (weight decay)\n")


def size_of(tensors: Mapping[str, Tensor]) -> float:
    """In MB."""
    return sum(tensor.nbytes for tensor in tensors.values()) / MB


if __name__ == "__main__":
    main()
