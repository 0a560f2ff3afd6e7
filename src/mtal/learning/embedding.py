"""A vector a sentence by the pre-trained encoder, before anything is labelled (docs/method.md, "Sampling")."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch

from mtal.corpora.sentence import Sentence
from mtal.learning.devices import be_deterministic, pick_device
from mtal.models.batches import by_length
from mtal.models.checks import subwords_of
from mtal.models.encoded import encode_sentences
from mtal.models.encoders import SharedEncoder
from mtal.models.loading import load_encoder
from mtal.models.options import EncoderOptions
from mtal.models.vectors import sentence_vectors
from mtal.progress import SILENT, Progress

BATCH = 32
"""Most sentences in a batch."""


@torch.inference_mode()
def embed(options: EncoderOptions, sentences: Sequence[Sentence], progress: Progress = SILENT) -> np.ndarray:
    """Float16 (sentences, size): the mean over words of what the encoder has for their first subwords."""
    be_deterministic()
    device, pretrained = pick_device(), load_encoder(options)
    encoder, config = SharedEncoder(pretrained, ["text"]).to(device).eval(), pretrained.config
    encoded = encode_sentences(sentences, subwords_of(options))
    found = np.zeros((len(encoded), config.hidden_size), dtype=np.float16)
    with progress.bar("embed", total=len(encoded)) as bar:
        for rows in by_length(encoded.lengths, BATCH):
            batch = encoded.collate(rows, config.pad_token_id or 0).to(device)
            found[rows] = sentence_vectors(encoder(batch.pieces, batch.attention), batch).cpu().numpy()
            bar.advance(len(rows))
    return found
