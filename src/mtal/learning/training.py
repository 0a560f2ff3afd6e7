"""The training loop: from a fresh model and labelled sentences to the weights that are kept."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict

import torch
from torch import Tensor

from mtal.learning.checkpoints import Checkpoint
from mtal.learning.devices import autocast
from mtal.learning.options import TrainingOptions
from mtal.learning.steps import adamw, begin_step, learning_rate_factor, training_batches, warmup_in_force
from mtal.learning.watching import SHOWN, TrainingState, look
from mtal.models.batches import Batch
from mtal.models.encoded import EncodedSentences
from mtal.models.multitask import MultiTaskModel
from mtal.progress import Progress
from mtal.seeds import seed_for


def first_plan(options: TrainingOptions, sentences: int) -> TrainingState:
    """The plan of a training on that many sentences that never gets flat."""
    steps = options.steps(sentences)
    if options.cooldown is None:
        return TrainingState(fall=warmup_in_force(options, steps), last=steps)
    return TrainingState(fall=max(1, math.floor(steps / (1 + options.cooldown))), last=steps)


def notice_flatness(state: TrainingState, options: TrainingOptions) -> None:
    """Where a training has been flat for long enough, let the learning rates fall, or end it."""
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
    """Train until the training is flat or the steps are spent; returns the weights that are kept.

    Without sentences the weights stay as they are. `annotated`: for each task the ids of the sentences whose labels it
    may learn from. `development` isn't read with `options.watch=loss`. `seed`: the experiment's seed, the round, the
    group. Every random number of step i depends on `seed` and i alone, so that a training that was interrupted
    continues exactly as if it hadn't been.
    """
    if not sentences:
        return TrainingState(fall=0, last=0, best_weights=model.state_dict())
    warmup = warmup_in_force(options, options.steps(len(sentences)))
    optimiser, state = make_optimiser(model, options), first_plan(options, len(sentences))
    eval_every = max(options.eval_every, options.epoch(len(sentences)))
    if saved := checkpoint.restore(model, optimiser):
        state = TrainingState(**saved)
    batches = training_batches(sentences, options.batch_size, seed, model.padding, skip=state.step)
    losses: list[Tensor] = []
    progress.say(f"{len(sentences)} sentences, at most {state.last} steps, the first {warmup} of them warm-up")
    with progress.bar("train", total=state.last, done=state.step) as bar:
        while state.step < state.last:
            rate = learning_rate_factor(state.step, warmup, state.fall, state.last)
            torch.manual_seed(seed_for(seed[0], "dropout", *seed[1:], state.step))
            parts = [part.to(model.device) for part in next(batches)]
            losses.append(training_step(model, parts, annotated, optimiser, rate, smoothing, options.clip))
            state.step += 1
            bar.advance()
            if state.step % eval_every == 0 or state.step == state.last:
                look(model, development, state, losses, options.watch)
                losses.clear()
                notice_flatness(state, options)
                bar.say(**{name: value for name, value in state.history[-1].items() if name in SHOWN})
                bar.expect(state.last)
                checkpoint.save(model, optimiser, asdict(state))
    return state


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
    begin_step(optimiser, rate)
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


def make_optimiser(model: MultiTaskModel, options: TrainingOptions) -> torch.optim.Optimizer:
    """AdamW: one learning rate for the encoder, one for what is new (docs/method.md, "Training")."""
    new = {id(parameter) for parameter in model.new_parameters()}
    rated = ((p, options.head_lr if id(p) in new else options.encoder_lr) for p in model.parameters())
    return adamw(rated, options.weight_decay)
