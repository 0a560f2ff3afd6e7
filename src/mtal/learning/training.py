"""The training loop: from a fresh model and labelled sentences to the best weights on the development set."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import islice

import numpy as np
import torch
from torch import Tensor

from mtal.learning.checkpoints import Checkpoint
from mtal.learning.devices import autocast
from mtal.learning.evaluation import development_score
from mtal.learning.options import TrainingOptions
from mtal.models.batches import Batch, cut, shuffled
from mtal.models.encoded import EncodedSentences
from mtal.models.multitask import MultiTaskModel
from mtal.progress import Progress
from mtal.seeds import seed_for


@dataclass(slots=True)
class TrainingState:
    """Where a training stands; what a checkpoint holds beside model and optimiser."""

    fall: int
    """Step from which the learning rates fall, as far as is known."""
    last: int
    """Step after which training ends, as far as is known."""
    step: int = 0
    best: float = -1.0
    best_weights: dict[str, Tensor] = field(default_factory=dict)
    looks_without_gain: int = 0
    history: list[dict[str, float]] = field(default_factory=list)


def first_plan(options: TrainingOptions, sentences: int) -> TrainingState:
    """The plan of a training on that many sentences whose development score never gets flat."""
    steps = options.steps(sentences)
    if options.cooldown is None:
        return TrainingState(fall=warmup_in_force(options, steps), last=steps)
    return TrainingState(fall=max(1, math.floor(steps / (1 + options.cooldown))), last=steps)


def warmup_in_force(options: TrainingOptions, steps: int) -> int:
    """Steps of warm-up: as many as are asked for, but at most a tenth of all."""
    return min(options.warmup_steps, max(1, steps // 10))


def notice_flatness(state: TrainingState, options: TrainingOptions) -> None:
    """Where the development score has been flat for long enough, let the learning rates fall, or end the training."""
    if state.looks_without_gain < options.patience:
        return
    if options.cooldown is None:
        state.last = state.step
    elif state.step < state.fall:
        state.fall, state.last = state.step, state.step + math.ceil(options.cooldown * state.step)


def train(
    model: MultiTaskModel,
    sentences: EncodedSentences,
    annotated: Mapping[str, set[str]],
    development: EncodedSentences,
    options: TrainingOptions,
    *,
    smoothing: float,
    seed: tuple[int, ...],
    checkpoint: Checkpoint,
    progress: Progress,
) -> TrainingState:
    """Train until the development score has stopped rising or the steps are spent; returns the best weights.

    Without sentences the weights stay as they are. `annotated`: for each task the ids of the sentences whose labels it
    may learn from. `seed`: the experiment's seed, the round, the group. Every random number of step i depends on `seed`
    and i alone, so that a training that was interrupted continues exactly as if it hadn't been.
    """
    if not sentences:
        return TrainingState(fall=0, last=0, best_weights=model.state_dict())
    warmup = warmup_in_force(options, options.steps(len(sentences)))
    optimiser, state = make_optimiser(model, options), first_plan(options, len(sentences))
    eval_every = max(options.eval_every, options.epoch(len(sentences)))
    if saved := checkpoint.restore(model, optimiser):
        state = TrainingState(**saved)
    batches = training_batches(sentences, options.batch_size, seed, model.padding, skip=state.step)
    progress.say(f"{len(sentences)} sentences, at most {state.last} steps, the first {warmup} of them warm-up")
    with progress.bar("train", total=state.last, done=state.step) as bar:
        while state.step < state.last:
            rate = learning_rate_factor(state.step, warmup, state.fall, state.last)
            torch.manual_seed(seed_for(seed[0], "dropout", *seed[1:], state.step))
            parts = [part.to(model.device) for part in next(batches)]
            loss = training_step(model, parts, annotated, optimiser, rate, smoothing, options.clip)
            state.step += 1
            bar.advance()
            if state.step % eval_every == 0 or state.step == state.last:
                look(model, development, state, loss=float(loss))
                notice_flatness(state, options)
                bar.say(loss=float(loss), development=state.history[-1]["development"])
                bar.expect(state.last)
                checkpoint.save(model, optimiser, asdict(state))
    return state


def training_batches(
    sentences: EncodedSentences, size: int, seed: tuple[int, ...], padding: int, skip: int
) -> Iterator[list[Batch]]:
    """Training batches in their order, the first `skip` left out, each in the parts that fit into memory (`cut`)."""
    lengths = sentences.lengths
    order = shuffled(lengths, size, [seed_for(seed[0], "shuffle", *seed[1:])])
    for rows in islice(order, skip, None):
        ascending = np.array(rows)[np.argsort(lengths[rows], kind="stable")]
        yield [sentences.collate(part, padding) for part in cut(ascending, lengths, size)]


def training_step(
    model: MultiTaskModel,
    parts: Sequence[Batch],
    annotated: Mapping[str, set[str]] | None,
    optimiser: torch.optim.Optimizer,
    rate: float,
    smoothing: float,
    clip: float,
) -> Tensor:
    """One update by a batch; returns its loss.

    A batch comes in one or several parts, whose losses count by their sentences: a long sentence that is computed
    alone weighs no more than any other.
    """
    model.train()
    for group in optimiser.param_groups:
        group["lr"] = group["base_lr"] * rate
    optimiser.zero_grad(set_to_none=True)
    sentences, total = sum(len(part.sentences) for part in parts), torch.zeros((), device=parts[0].pieces.device)
    for part in parts:
        with autocast(part.pieces.device):
            loss = model.loss(model(part), model.targets(part, annotated), smoothing)
        loss = loss * (len(part.sentences) / sentences)
        loss.backward()
        total += loss.detach()
    torch.nn.utils.clip_grad_norm_(model.parameters(), clip)
    optimiser.step()
    return total


def look(model: MultiTaskModel, development: EncodedSentences, state: TrainingState, *, loss: float) -> None:
    """Score the development set; keep the weights if they are the best so far (a tie goes to the later ones)."""
    score, by_task = development_score(model, development)
    state.history.append({"step": state.step, "loss": loss, "development": score, **by_task})
    if score >= state.best:
        state.best_weights = {name: tensor.detach().cpu().clone() for name, tensor in model.state_dict().items()}
    state.looks_without_gain = 0 if score > state.best else state.looks_without_gain + 1
    state.best = max(score, state.best)


def learning_rate_factor(step: int, warmup: int, fall: int, last: int) -> float:
    """Linear rise over `warmup` steps, 1 until step `fall`, then linear fall to 0 at step `last`
    (docs/method.md, "Training")."""
    if step < warmup:
        return (step + 1) / (warmup + 1)
    return min(1.0, (last - step) / max(1, last - fall))


def make_optimiser(model: MultiTaskModel, options: TrainingOptions) -> torch.optim.Optimizer:
    """AdamW: one learning rate for the encoder, one for what is new; no decay on biases and LayerNorm
    (docs/method.md, "Training")."""
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
