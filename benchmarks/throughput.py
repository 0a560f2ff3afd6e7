"""Training steps and scoring against the bare encoder, on real sentences, as ratios in one run.

    MTAL_DATA_DIR=… python benchmarks/throughput.py [--sentences 320] [--repeats 3]

A CMT step is compared with a forward, backward and update of a plain encoder that applies as many layers to the same
length-sorted batches; scoring with a forward pass of the same. Times alternate (bare, ours, bare, ours, …) and the
median ratio counts, since a shared machine's speed drifts.
"""

from __future__ import annotations

import argparse
import copy
import statistics
import time
from collections.abc import Callable

import torch
from common import batches_of, cmt_recipe, real_sentences
from torch import nn

from mtal.learning.options import TrainingOptions
from mtal.learning.scoring import Kind, score
from mtal.learning.training import make_optimiser, training_step
from mtal.models.batches import Batch
from mtal.models.encoders import GatedEncoder, Layers, SharedEncoder
from mtal.models.loading import load_encoder


class BareEncoder(nn.Module):
    """The pre-trained encoder with as many layer applications as CMT makes for two tasks, and nothing else."""

    def __init__(self, pretrained: nn.Module, layers: int) -> None:
        super().__init__()
        plain = SharedEncoder(pretrained, ["all"])
        self.shell, own = plain.shell, plain.layers
        again = [copy.deepcopy(own.held[i % len(own)]) for i in range(layers)]
        self.layers = Layers(own.family, again, own.last)

    def forward(self, batch: Batch) -> torch.Tensor:
        """The last layer's output."""
        return self.layers(*self.shell(batch.pieces, batch.attention))


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def ratio(name: str, bare: Callable[[], object], ours: Callable[[], object], repeats: int, units: str, n: int) -> None:
    bare(), ours()
    pairs = [(seconds(bare), seconds(ours)) for _ in range(repeats)]
    ratios = [b / a for a, b in pairs]
    plain, full = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(
        f"{name:24} bare {n / plain:8.1f} {units}/s   ours {n / full:8.1f} {units}/s   "
        f"ratio {statistics.median(ratios):.2f} ({min(ratios):.2f}-{max(ratios):.2f})"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sentences", type=int, default=320)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--repeats", type=int, default=3)
    args = parser.parse_args()

    sentences = real_sentences(args.sentences)
    recipe = cmt_recipe(sentences)
    subwords = recipe.subwords()
    encoded, batches = batches_of(sentences, subwords, args.batch)
    model, pretrained = recipe.fresh_model(["dp", "ner"]), load_encoder(recipe.encoder)
    encoder = model.encoder
    assert isinstance(encoder, GatedEncoder)
    layers = len(encoder.bottom) + len(encoder.shared_top) * (1 + len(encoder.tasks))
    bare = BareEncoder(pretrained, layers)
    options = TrainingOptions(max_steps=1)
    bare_optimiser = torch.optim.AdamW(bare.parameters(), lr=5e-5, fused=True)
    optimiser = make_optimiser(model, options)

    def bare_training() -> None:
        bare.train()
        for batch in batches:
            bare_optimiser.zero_grad(set_to_none=True)
            bare(batch).square().mean().backward()
            bare_optimiser.step()

    def training() -> None:
        for batch in batches:
            training_step(model, [batch], None, optimiser, 1.0, 0.2, options.clip)

    @torch.inference_mode()
    def bare_scoring(passes: int = 1) -> None:
        bare.eval()
        for batch in batches:
            for _ in range(passes):
                bare(batch)

    def scoring() -> None:
        score(model, encoded, batch_size=args.batch)

    def agreement() -> None:
        score(model, encoded, batch_size=args.batch, kind=Kind("dropout_agreement"))

    print(
        f"{len(sentences)} sentences, batches of {args.batch}, {layers} layer applications, "
        f"{torch.get_num_threads()} threads"
    )
    ratio("training step", bare_training, training, args.repeats, "steps", len(batches))
    ratio("scoring, entropy", bare_scoring, scoring, args.repeats, "sentences", len(sentences))
    ratio("agreement / entropy", scoring, agreement, args.repeats, "sentences", len(sentences))


if __name__ == "__main__":
    main()
