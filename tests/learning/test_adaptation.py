"""Adaptation of the encoder: it learns, resumes, is the same every time, and sees words alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from mtal.corpora.sentence import Sentence, write_sentences
from mtal.corpora.sentence_file import SentenceFile
from mtal.errors import UserError
from mtal.learning import adaptation
from mtal.learning.adaptation import Gain, adapt, divided
from mtal.learning.options import TrainingOptions
from mtal.models.loading import load_encoder, load_tokenizer
from mtal.models.options import EncoderOptions
from mtal.progress import SILENT

TRAINING = TrainingOptions(batch_size=4, encoder_lr=3e-3, warmup_steps=3)


def texts(path: Path, sentences: Sequence[Sentence], times: int = 5) -> SentenceFile:
    write_sentences(path, [replace(s, id=f"{s.id}-{i}") for i in range(times) for s in sentences])
    return SentenceFile(path)


def adapted(encoder: Path, sentences: SentenceFile, out: Path, steps: int, seed: int = 1) -> Gain:
    options = EncoderOptions(name=str(encoder), adapt=steps)
    checkpoints = out.with_name("checkpoints")
    return adapt(options, sentences, TRAINING, seed=seed, out=out, checkpoints=checkpoints, progress=SILENT)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_masked_words_are_guessed_better(maskable: Path, sentences: list[Sentence], tmp_path: Path) -> None:
    gain = adapted(maskable, texts(tmp_path / "train.jsonl", sentences), tmp_path / "encoder", steps=60)
    assert gain.after < 0.8 * gain.before


def test_it_is_an_encoder_with_the_pooler_that_was_there(
    maskable: Path, sentences: list[Sentence], tmp_path: Path
) -> None:
    out = tmp_path / "encoder"
    adapted(maskable, texts(tmp_path / "train.jsonl", sentences), out, steps=2)
    before, after = (load_encoder(EncoderOptions(name=str(folder))).state_dict() for folder in (maskable, out))
    assert before.keys() == after.keys()
    same = {name for name in before if torch.equal(before[name], after[name])}
    assert {"pooler.dense.weight", "pooler.dense.bias"} <= same
    assert not any(name.startswith("encoder.layer") and name.endswith("weight") for name in same)
    old, new = (load_tokenizer(EncoderOptions(name=str(folder))) for folder in (maskable, out))
    words = "Ann met the cat".split()
    assert old(words, is_split_into_words=True)["input_ids"] == new(words, is_split_into_words=True)["input_ids"]
    assert old.model_max_length == new.model_max_length and not (tmp_path / "checkpoints").exists()


def test_words_and_seed_alone_decide(maskable: Path, sentences: list[Sentence], tmp_path: Path) -> None:
    unlabelled = texts(tmp_path / "words.jsonl", [replace(sentence, labels={}) for sentence in sentences])
    labelled = texts(tmp_path / "train.jsonl", sentences)
    for name, corpus, seed in (("words", unlabelled, 1), ("labels", labelled, 1), ("another seed", labelled, 2)):
        (tmp_path / name).mkdir()
        adapted(maskable, corpus, tmp_path / name / "encoder", steps=3, seed=seed)
    first, second, other = (contents(tmp_path / name / "encoder") for name in ("words", "labels", "another seed"))
    assert first == second and first["model.safetensors"] != other["model.safetensors"]


def test_an_interrupted_adaptation_ends_at_the_same_bytes(
    maskable: Path, sentences: list[Sentence], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adaptation, "EVERY", 5)
    monkeypatch.setenv("MTAL_CHECKPOINT_SECONDS", "0")
    corpus = texts(tmp_path / "train.jsonl", sentences)
    undisturbed = adapted(maskable, corpus, tmp_path / "whole", steps=12)

    step, steps = adaptation.guessing_step, iter(range(30))

    def interrupted(*args):
        if next(steps) == 7:
            raise KeyboardInterrupt
        return step(*args)

    monkeypatch.setattr(adaptation, "guessing_step", interrupted)
    with pytest.raises(KeyboardInterrupt):
        adapted(maskable, corpus, tmp_path / "resumed", steps=12)
    assert torch.load(tmp_path / "checkpoints/adapt.pt", weights_only=True)["state"]["step"] == 5
    assert adapted(maskable, corpus, tmp_path / "resumed", steps=12) == undisturbed
    assert next(steps) == 8 + 7
    assert contents(tmp_path / "whole") == contents(tmp_path / "resumed")


def test_one_sentence_in_twenty_is_held_back(sentences: list[Sentence], tmp_path: Path) -> None:
    corpus = texts(tmp_path / "train.jsonl", sentences)
    learned, held = ({s.id for s in part} for part in divided(corpus, seed=1))
    assert (len(learned), len(held)) == (38, 2) and not learned & held
    assert held != {s.id for s in divided(corpus, seed=2)[1]}


def test_one_sentence_is_too_few(sentences: list[Sentence], tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"^encoder\.adapt: the training split has less than two sentences; give null$"):
        divided(texts(tmp_path / "train.jsonl", sentences[:1], times=1), seed=1)


def test_what_is_written_is_finite_and_has_no_head(maskable: Path, sentences: list[Sentence], tmp_path: Path) -> None:
    """The adapted folder holds finite float32 weights, and no head."""
    adapted(maskable, texts(tmp_path / "train.jsonl", sentences), tmp_path / "encoder", steps=1)
    weights = load_file(tmp_path / "encoder/model.safetensors")
    assert all(tensor.dtype == torch.float32 and tensor.isfinite().all() for tensor in weights.values())
    assert not any("predictions" in name for name in weights)
