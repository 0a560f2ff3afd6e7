"""Task-adaptive pre-training: the encoder learns to guess masked words of the training split, without any label.

docs/method.md, "Adaptation". Gururangan et al. (2020), "Don't Stop Pretraining".
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor
from transformers import PreTrainedModel

from mtal.corpora.sentence_file import SentenceFile
from mtal.errors import UserError
from mtal.files import whole_folder
from mtal.learning.checkpoints import Checkpoint, forget
from mtal.learning.devices import autocast, be_deterministic, pick_device
from mtal.learning.options import TrainingOptions
from mtal.learning.steps import adamw, begin_step, learning_rate_factor, training_batches, warmup_in_force
from mtal.models.batches import Batch, by_length
from mtal.models.checks import fitting_subwords
from mtal.models.encoded import EncodedSentences, encode_sentences
from mtal.models.guessing import Masker, check_head, guessing_loss
from mtal.models.loading import load_config, load_encoder, load_guesser, load_tokenizer
from mtal.models.options import EncoderOptions
from mtal.progress import Progress
from mtal.seeds import seed_for

HELD_BACK = 20
"""One sentence in so many is learned nothing from, and says what the rest was good for."""
SPLIT, HEAD, ORDER, STEP, CHECK = range(5)
"""What random numbers are for."""
EVERY = 20
"""Steps between two lines beside the bar, and between checkpoints at least."""


class Gain(NamedTuple):
    """The mean loss of a masked subword in the sentences that are held back."""

    before: float
    after: float


def adapt(
    encoder: EncoderOptions,
    sentences: SentenceFile,
    training: TrainingOptions,
    *,
    seed: int,
    out: Path,
    checkpoints: Path,
    progress: Progress,
) -> Gain:
    """Write the encoder to the folder `out`, adapted to the words of `sentences` by `encoder.adapt` steps.

    Of `training` count the batch size, the encoder's rate, its warm-up, decay and clipping. `UserError` where there are
    less than two sentences, or no token to mask with.
    """
    be_deterministic()
    tokenizer = load_tokenizer(encoder)
    masker = Masker(tokenizer, encoder.name)
    subwords = fitting_subwords(tokenizer, load_config(encoder), encoder.name)
    learned, held_back = (encode_sentences(part, subwords) for part in divided(sentences, seed))
    adapted = load_encoder(encoder)
    torch.manual_seed(seed_for(seed, "adapt", HEAD))
    guesser = load_guesser(encoder).to(pick_device())
    check_head(guesser, encoder.name)
    gain = train_guesser(
        guesser,
        masker,
        learned,
        held_back,
        training,
        steps=encoder.adapt or 0,
        seed=seed,
        checkpoint=Checkpoint(checkpoints / "adapt.pt"),
        progress=progress,
    )
    weights = getattr(guesser, guesser.base_model_prefix).state_dict()
    adapted.load_state_dict(adapted.state_dict() | weights)  # a pooler, which guesses nothing, stays as it was
    with whole_folder(out) as folder:
        adapted.save_pretrained(folder)
        tokenizer.save_pretrained(folder)
    forget(checkpoints)
    return gain


def divided(sentences: SentenceFile, seed: int) -> tuple[SentenceFile, SentenceFile]:
    """The sentences to learn from, and one in `HELD_BACK` by chance, at least one."""
    if len(sentences) < 2:
        raise UserError("encoder.adapt: the training split has less than two sentences; give null")
    order = np.random.default_rng(seed_for(seed, "adapt", SPLIT)).permutation(len(sentences))
    held = max(1, len(sentences) // HELD_BACK)
    return sentences.at(np.sort(order[held:])), sentences.at(np.sort(order[:held]))


def train_guesser(
    guesser: PreTrainedModel,
    masker: Masker,
    learned: EncodedSentences,
    held_back: EncodedSentences,
    options: TrainingOptions,
    *,
    steps: int,
    seed: int,
    checkpoint: Checkpoint,
    progress: Progress,
) -> Gain:
    """Train in place. All random numbers of step i depend on `seed` and i alone, so that a training that was
    interrupted continues exactly as if it hadn't been."""
    optimiser = adamw(((p, options.encoder_lr) for p in guesser.parameters()), options.weight_decay)
    saved = checkpoint.restore(guesser, optimiser)
    before = saved["before"] if saved else mean_loss(guesser, masker, held_back, seed)
    done, warmup = saved["step"] if saved else 0, warmup_in_force(options, steps)
    order = (seed_for(seed, "adapt", ORDER),)
    batches = training_batches(learned, options.batch_size, order, masker.padding, skip=done)
    progress.say(f"{len(learned)} sentences, {steps} steps, the first {warmup} of them warm-up")
    with progress.bar("adapt", total=steps, done=done) as bar:
        for step in range(done, steps):
            torch.manual_seed(seed_for(seed, "adapt", STEP, step))
            rate = learning_rate_factor(step, warmup, warmup, steps)
            loss = guessing_step(guesser, masker, next(batches), optimiser, rate, options.clip)
            bar.advance()
            if (step + 1) % EVERY == 0:
                bar.say(loss=float(loss))
                checkpoint.save(guesser, optimiser, {"step": step + 1, "before": before})
    return Gain(before, mean_loss(guesser, masker, held_back, seed))


def guessing_step(
    guesser: PreTrainedModel,
    masker: Masker,
    parts: Sequence[Batch],
    optimiser: torch.optim.Optimizer,
    rate: float,
    clip: float,
) -> Tensor:
    """One update by a batch, which comes in one or several parts; returns the mean loss of its masked subwords."""
    guesser.train()
    begin_step(optimiser, rate)
    masked = [masker(part).to(guesser.device) for part in parts]
    count, total = max(1, sum(len(part.answers) for part in masked)), torch.zeros((), device=guesser.device)
    for part in masked:
        with autocast(guesser.device):
            loss = guessing_loss(guesser, part) / count
        loss.backward()
        total += loss.detach()
    torch.nn.utils.clip_grad_norm_(guesser.parameters(), clip)
    optimiser.step()
    return total


@torch.inference_mode()
def mean_loss(guesser: PreTrainedModel, masker: Masker, sentences: EncodedSentences, seed: int) -> float:
    """The mean loss of a masked subword, the same ones each time."""
    guesser.eval()
    torch.manual_seed(seed_for(seed, "adapt", CHECK))
    total, count = 0.0, 0
    for rows in by_length(sentences.lengths, 32):
        masked = masker(sentences.collate(rows, masker.padding)).to(guesser.device)
        total += float(guessing_loss(guesser, masked))
        count += len(masked.answers)
    return total / max(1, count)
