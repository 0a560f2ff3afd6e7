"""How long to train: test scores by the step at which the learning rates begin to fall, on real sentences.

    MTAL_DATA_DIR=… python benchmarks/schedule.py --sentences 200 --flat-at 100 200 300 [--cooldown 0.33] [--seed 1]

One training at full rates goes on from point to point. At each, a copy of it slows down as `training.cooldown` says and
is scored on the test documents; the development scores in between show where `training.patience` would have ended it.
What was found stands in conf/schedule/converged.yaml.
"""

from __future__ import annotations

import argparse
import copy
import math
import time

import torch
from common import cmt_recipe, wsj_splits

from mtal.acquisition.initial import draw
from mtal.learning.devices import be_deterministic
from mtal.learning.evaluation import development_score
from mtal.learning.options import TrainingOptions
from mtal.learning.steps import learning_rate_factor, training_batches
from mtal.learning.training import make_optimiser, training_step
from mtal.models.encoded import EncodedSentences, encode_sentences
from mtal.models.multitask import MultiTaskModel

WARMUP, SMOOTHING, TASKS = 20, 0.2, ("dp", "ner")


class Run:
    """A training that can be copied at any step."""

    def __init__(self, model: MultiTaskModel, sentences: EncodedSentences, seed: int) -> None:
        self.options = TrainingOptions(max_steps=1, encoder_lr=3e-4, head_lr=1e-3)
        self.model, self.sentences, self.seed = model, sentences, seed
        self.optimiser, self.step = make_optimiser(model, self.options), 0
        self.annotated = {task: {sentence.id for sentence in sentences.sentences} for task in TASKS}

    def go_on(self, until: int, fall: int) -> None:
        """Train until step `until`; the rates fall from step `fall` to 0 there."""
        size, seed = self.options.batch_size, (self.seed, 0, 0)
        for parts in training_batches(self.sentences, size, seed, self.model.padding, skip=self.step):
            if self.step == until:
                return
            torch.manual_seed(self.step)
            rate = learning_rate_factor(self.step, WARMUP, fall, until)
            training_step(self.model, parts, self.annotated, self.optimiser, rate, SMOOTHING, self.options.clip)
            self.step += 1

    def copied(self) -> Run:
        """The same, to go another way from here."""
        other = Run(copy.deepcopy(self.model), self.sentences, self.seed)
        other.optimiser.load_state_dict(copy.deepcopy(self.optimiser.state_dict()))
        other.step = self.step
        return other


def shown(scores: dict[str, float]) -> str:
    """Both tasks' main scores in percent."""
    return " / ".join(f"{100 * score:.1f}" for score in scores.values())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sentences", type=int, default=200)
    parser.add_argument("--flat-at", type=int, nargs="+", default=[100, 200, 300])
    parser.add_argument("--cooldown", type=float, default=0.33)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    be_deterministic()

    splits = wsj_splits()
    recipe = cmt_recipe(splits["train"], TASKS)
    subwords = recipe.subwords()
    learnt, development, test = (
        encode_sentences(sentences, subwords)
        for sentences in (
            draw(splits["train"], args.sentences, args.seed, which=0),
            draw(splits["dev"], 80, args.seed, which=1),
            splits["test"],
        )
    )
    torch.manual_seed(args.seed)
    run, began = Run(recipe.fresh_model(TASKS), learnt, args.seed), time.process_time()
    print(f"{args.sentences} sentences; LAS / NER F1")
    for point in args.flat_at:
        while run.step < point:
            until = min(run.step + 20, point)
            run.go_on(until, fall=until)
            print(f"  step {run.step:5}  development {shown(development_score(run.model, development)[1])}")
        slower = run.copied()
        slower.go_on(point + math.ceil(args.cooldown * point), fall=point)
        scores = development_score(slower.model, test)[1]
        spent = time.process_time() - began
        print(f"{slower.step} steps, {point} of them at full rates: test {shown(scores)}  ({spent:.0f} CPU s so far)")


if __name__ == "__main__":
    main()
