"""The training loop: from a fresh model and labelled sentences to the best weights on the development set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Literal

import torch
from pydantic import BaseModel, ConfigDict, Field
from torch import Tensor

from mtal.checkpoints import Checkpoint
from mtal.devices import autocast
from mtal.evaluation import development_score
from mtal.models.assembly import MultiTaskModel
from mtal.models.batches import Batch, EncodedSentence, by_length, collate, shuffled
from mtal.progress import Progress
from mtal.seeds import seed_for


class TrainingOptions(BaseModel):
    """How long and how fast (`training.…` in `params.yaml`)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    max_steps: int | None = Field(None, ge=1)
    """Length of training in steps; give either this or `epochs`."""
    epochs: int | None = Field(None, ge=1)
    batch_size: int = Field(16, ge=1)
    encoder_lr: float = Field(5e-5, gt=0)
    head_lr: float = Field(1e-3, gt=0)
    """Learning rate of what pre-training knows nothing of: decoders and gates."""
    weight_decay: float = Field(0.01, ge=0)
    warmup_steps: int = Field(500, ge=0)
    """Steps of linear warm-up, but at most a tenth of all steps."""
    clip: float = Field(1.0, gt=0)
    """Greatest global norm of the gradient."""
    eval_every: int = Field(20, ge=1)
    """Steps between two looks at the development set."""
    patience: int = Field(10, ge=1)
    """Looks without a gain after which training stops."""
    precision: Literal["float32", "float16"] = "float32"
    """Precision in which the model is stored (half precision halves the space)."""

    def steps(self, batches: int) -> int:
        """Steps of the whole training, with that many batches an epoch."""
        return self.max_steps if self.max_steps is not None else self.epochs * batches


@dataclass(slots=True)
class TrainingState:
    """Where a training stands; what a checkpoint holds beside model and optimiser."""

    step: int = 0
    best: float = -1.0
    best_weights: dict[str, Tensor] = field(default_factory=dict)
    looks_without_gain: int = 0
    history: list[dict[str, float]] = field(default_factory=list)


def train(
    model: MultiTaskModel,
    sentences: Sequence[EncodedSentence],
    annotated: Mapping[str, set[str]],
    development: Sequence[EncodedSentence],
    options: TrainingOptions,
    *,
    smoothing: float,
    seed: tuple[int, ...],
    padding: int,
    checkpoint: Checkpoint,
    progress: Progress,
) -> TrainingState:
    """Train until the development score has stopped rising or the steps are spent; returns the best weights.

    `annotated`: for each task the ids of the sentences whose labels it may learn from. `seed`: the experiment's seed,
    the round, the group. Every random number of step i depends on `seed` and i alone, so that a training that was
    interrupted continues exactly as if it hadn't been.
    """
    device = next(model.parameters()).device
    total = options.steps(len(list(by_length(sentences, options.batch_size))))
    optimiser = make_optimiser(model, options)
    state = TrainingState(**(checkpoint.restore(model, optimiser) or {}))
    batches = training_batches(sentences, options.batch_size, seed, padding, skip=state.step)
    with progress.bar("train", total=total, done=state.step) as bar:
        while state.step < total and state.looks_without_gain < options.patience:
            rate = learning_rate_factor(state.step, total, options.warmup_steps)
            torch.manual_seed(seed_for(seed[0], "dropout", *seed[1:], state.step))
            loss = training_step(model, next(batches).to(device), annotated, optimiser, rate, smoothing, options.clip)
            state.step += 1
            bar.advance()
            if state.step % options.eval_every == 0 or state.step == total:
                look(model, development, state, loss=float(loss), padding=padding)
                bar.say(loss=float(loss), development=state.history[-1]["development"])
                checkpoint.save(model, optimiser, asdict(state))
    return state


def training_batches(
    sentences: Sequence[EncodedSentence], size: int, seed: tuple[int, ...], padding: int, skip: int
) -> Iterator[Batch]:
    """Training batches in their order, the first `skip` left out."""
    order = shuffled([s.length for s in sentences], size, [seed_for(seed[0], "shuffle", *seed[1:])])
    for number, rows in enumerate(order):
        if number >= skip:
            yield collate([sentences[row] for row in rows], padding)


def training_step(
    model: MultiTaskModel,
    batch: Batch,
    annotated: Mapping[str, set[str]] | None,
    optimiser: torch.optim.Optimizer,
    rate: float,
    smoothing: float,
    clip: float,
) -> Tensor:
    """One forward, backward and update; returns the loss."""
    model.train()
    for group in optimiser.param_groups:
        group["lr"] = group["base_lr"] * rate
    with autocast(batch.pieces.device):
        loss = model.loss(model(batch), model.targets(batch, annotated), smoothing)
    optimiser.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), clip)
    optimiser.step()
    return loss.detach()


def look(
    model: MultiTaskModel, development: Sequence[EncodedSentence], state: TrainingState, *, loss: float, padding: int
) -> None:
    """Score the development set; keep the weights if they are the best so far (a tie goes to the later ones)."""
    score, by_task = development_score(model, development, padding)
    state.history.append({"step": state.step, "loss": loss, "development": score, **by_task})
    if score >= state.best:
        state.best_weights = {name: tensor.detach().cpu().clone() for name, tensor in model.state_dict().items()}
    state.looks_without_gain = 0 if score > state.best else state.looks_without_gain + 1
    state.best = max(score, state.best)


def learning_rate_factor(step: int, total: int, warmup: int) -> float:
    """Linear rise over `warmup` steps (at most a tenth of `total`), then linear fall to 0 (paper.md 1.2, D3)."""
    warmup = min(warmup, max(1, total // 10))
    if step < warmup:
        return (step + 1) / (warmup + 1)
    return (total - step) / max(1, total - warmup)


def make_optimiser(model: MultiTaskModel, options: TrainingOptions) -> torch.optim.Optimizer:
    """AdamW: one learning rate for the encoder, one for what is new; no decay on biases and LayerNorm (D3)."""
    new = {id(parameter) for parameter in model.new_parameters()}
    groups: dict[tuple[float, float], list[torch.nn.Parameter]] = {}
    for parameter in model.parameters():
        rate = options.head_lr if id(parameter) in new else options.encoder_lr
        decay = options.weight_decay if parameter.ndim > 1 else 0.0
        groups.setdefault((rate, decay), []).append(parameter)
    return torch.optim.AdamW(
        [{"params": p, "lr": rate, "base_lr": rate, "weight_decay": decay} for (rate, decay), p in groups.items()],
        eps=1e-8,
        fused=True,
    )
