"""Models: an encoder, the decoders of one group of tasks, and the groups that make up ST, SMT and CMT."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pkgutil import resolve_name
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from transformers import PreTrainedModel

from mtal.decoders.base import Decoder, Encoded, Targets
from mtal.layers.dropout import Dropout
from mtal.layers.pieces import Pieces
from mtal.models.batches import Batch, by_length
from mtal.models.encoded import EncodedSentences
from mtal.models.encoders import GatedEncoder, SharedEncoder, pooler_of
from mtal.models.options import ModelOptions
from mtal.tasks import TASKS, TaskOptions


def shared_encoder(pretrained: nn.Module, tasks: Sequence[str], options: ModelOptions) -> SharedEncoder:
    """One encoder for all tasks of a group."""
    return SharedEncoder(pretrained, tasks, scalar_mix=options.scalar_mix)


def gated_encoder(pretrained: nn.Module, tasks: Sequence[str], options: ModelOptions) -> GatedEncoder:
    """An encoder with a gated top for each task."""
    switches = {"scalar_mix": options.scalar_mix, "pre_gate_linear": options.pre_gate_linear}
    return GatedEncoder(pretrained, tasks, options.top_layers, **switches)


ENCODERS: dict[str, Callable[..., SharedEncoder | GatedEncoder]] = {
    "st": shared_encoder,
    "smt": shared_encoder,
    "cmt": gated_encoder,
}


class MultiTaskModel(nn.Module):
    """One encoder pass serves all tasks of a group."""

    def __init__(
        self,
        pretrained: PreTrainedModel,
        labels: Mapping[str, Sequence[str]],
        options: ModelOptions,
        task_options: Mapping[str, TaskOptions],
    ) -> None:
        """`labels`: the label set of each task of the group, in task order; `pretrained` is taken over, not copied."""
        super().__init__()
        self.size: int = pretrained.config.hidden_size
        self.padding: int = pretrained.config.pad_token_id or 0
        pooler = pooler_of(pretrained)
        self.encoder = ENCODERS[options.name](pretrained, list(labels), options)
        self.dropout = Dropout(options.dropout)
        self.tasks = nn.ModuleDict()
        self.definitions = {task: TASKS[task](task_options[task]) for task in labels}
        for name, task in self.definitions.items():
            built_on = [self.tasks[needed] for needed in task.needs]
            decoder: Decoder[Any] = resolve_name(task.decoder)(self.size, labels[name], task.options, *built_on)
            decoder.take_over(pooler)
            self.tasks[name] = decoder
        total = sum(task_options[task].weight for task in labels)
        self.weights = {task: task_options[task].weight / total for task in labels}

    def decoders(self) -> Iterator[tuple[str, Decoder[Any]]]:
        """The tasks' decoders by the tasks' names, in their order."""
        for name, decoder in self.tasks.items():
            assert isinstance(decoder, Decoder)
            yield name, decoder

    @property
    def device(self) -> torch.device:
        """Where the weights are."""
        return next(self.parameters()).device

    def batch(self, sentences: EncodedSentences, rows: np.ndarray) -> Batch:
        """The sentences in these rows, int64 (b,), on the model's device."""
        return sentences.collate(rows, self.padding).to(self.device)

    def in_batches(self, sentences: EncodedSentences, size: int = 32) -> Iterator[tuple[np.ndarray, Batch]]:
        """Rows of `sentences`, shortest first, at most `size` at a time, int64 (b,), and their batch."""
        for rows in by_length(sentences.lengths, size):
            yield rows, self.batch(sentences, rows)

    def forward(self, batch: Batch) -> dict[str, Any]:
        """Scores of every task for a batch, each of its own kind."""
        return self.scores(self.read(batch), batch)

    def read(self, batch: Batch) -> dict[str, Tensor]:
        """What the encoder makes of the subwords of a batch, for each task, float (r, l, h)."""
        return self.encoder(batch.pieces, batch.attention)

    def scores(self, hidden: Mapping[str, Tensor], batch: Batch) -> dict[str, Any]:
        """Scores of every task for what `read` has made of the batch."""
        scores: dict[str, Any] = {}
        for name, task in self.decoders():
            scores[name] = task(self._pool(self.dropout(hidden[name]), batch), scores)
        return scores

    @staticmethod
    def _pool(hidden: Tensor, batch: Batch) -> Encoded:
        """First-subword vectors of all words, the vector of the first special token, and all subwords on demand."""
        flat = hidden.flatten(0, 1)
        return Encoded(flat[batch.words], batch.mask, flat[batch.first], Pieces(flat, batch.words, batch.sizes))

    def targets(self, batch: Batch, annotated: Mapping[str, set[str]] | None = None) -> dict[str, Targets]:
        """Gold labels of a batch; with `annotated` (task -> sentence ids), only of the sentences named there."""
        width, device = batch.mask.shape[1], batch.mask.device
        targets = {}
        for name, task in self.decoders():
            labels: list[Any | None] = [
                sentence.label(name) if annotated is None or sentence.id in annotated[name] else None
                for sentence in batch.sentences
            ]
            targets[name] = {key: value.to(device) for key, value in task.targets(labels, width).items()}
        return targets

    def loss(self, scores: Mapping[str, Any], targets: Mapping[str, Targets], smoothing: float) -> Tensor:
        """Weighted sum of the tasks' losses."""
        losses = [
            self.weights[name] * task.loss(scores[name], targets[name], smoothing) for name, task in self.decoders()
        ]
        return sum(losses[1:], losses[0])

    def new_parameters(self) -> list[nn.Parameter]:
        """Parameters that start from random values: decoders and gates."""
        return [*self.tasks.parameters(), *self.encoder.new_parameters]
