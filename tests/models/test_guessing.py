"""Guessing masked words, against transformers' own run of every family."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from transformers import AutoModelForMaskedLM

from mtal.corpora.sentence import Sentence
from mtal.errors import UserError
from mtal.models.attention import use_cheap_dropout
from mtal.models.checks import fitting_subwords
from mtal.models.encoded import encode_sentences
from mtal.models.guessing import HEADS, Masked, Masker, check_head, guesses, guessing_loss
from mtal.models.kinds import KINDS
from mtal.models.loading import load_config, load_guesser, load_tokenizer
from mtal.models.options import EncoderOptions
from support.tiny import FAMILIES, tiny_bert, tiny_config, wordpiece


def test_every_kind_of_encoder_has_a_head() -> None:
    assert set(HEADS) == set(KINDS)


@pytest.mark.parametrize("name", FAMILIES)
def test_guesses_are_those_of_transformers(name: str) -> None:
    torch.manual_seed(0)
    whole = AutoModelForMaskedLM.from_config(tiny_config(name)).eval()
    pieces = torch.randint(4, 200, (3, 12))
    attention = torch.arange(12) < torch.tensor([12, 7, 4])[:, None]
    pieces = pieces.masked_fill(~attention, tiny_config(name).pad_token_id)
    hidden = attention & (torch.rand(3, 12) < 0.4)
    masked = Masked(pieces, attention, hidden, pieces[hidden])
    with torch.inference_mode():
        expected = whole(input_ids=pieces, attention_mask=attention.long())
        labels = pieces.masked_fill(~hidden, -100)
        mean = whole(input_ids=pieces, attention_mask=attention.long(), labels=labels).loss
        ours = use_cheap_dropout(whole).eval()
        check_head(ours, name)
        torch.testing.assert_close(guesses(ours, masked), expected.logits[hidden], atol=1e-5, rtol=1e-4)
        torch.testing.assert_close(guessing_loss(ours, masked) / hidden.sum(), mean, atol=1e-5, rtol=1e-4)


def test_another_head_is_refused_in_one_line() -> None:
    guesser = AutoModelForMaskedLM.from_config(tiny_config("bert"))
    del guesser.cls
    with pytest.raises(UserError, match=r"^encoder\.adapt: mine guesses masked words without cls.*give null$"):
        check_head(guesser, "mine")


def test_a_fresh_head_shares_the_vectors_of_subwords(maskable: Path) -> None:
    torch.manual_seed(1)
    guesser = load_guesser(EncoderOptions(name=str(maskable)))
    assert guesser.get_output_embeddings().weight is guesser.get_input_embeddings().weight


def test_a_tokenizer_without_a_mask_is_refused_in_one_line() -> None:
    with pytest.raises(UserError, match=r"^encoder\.adapt: the tokenizer of mine has no mask_token; give null$"):
        Masker(wordpiece(), "mine")


def test_fifteen_in_a_hundred_subwords_are_masked_and_no_special_one(maskable: Path) -> None:
    options = EncoderOptions(name=str(maskable))
    tokenizer = load_tokenizer(options)
    subwords = fitting_subwords(tokenizer, load_config(options), "tiny")
    texts = ["the cat sat on a mat", "Ann met Bob in Oslo why did they leave of it"] * 200
    encoded = encode_sentences([Sentence(str(i), "own", text.split()) for i, text in enumerate(texts)], subwords)
    batch = encoded.collate(range(len(texts)), subwords.padding)
    torch.manual_seed(3)
    masked = Masker(tokenizer, "tiny")(batch)

    ordinary = ~torch.isin(batch.pieces, torch.tensor(tokenizer.all_special_ids))
    assert not (masked.hidden & ~ordinary).any() and torch.equal(
        masked.pieces[~masked.hidden], batch.pieces[~masked.hidden]
    )
    assert torch.equal(masked.answers, batch.pieces[masked.hidden])
    count = int(masked.hidden.sum())
    assert count / int(ordinary.sum()) == pytest.approx(0.15, abs=0.02)
    shown = masked.pieces[masked.hidden]
    assert int((shown == tokenizer.mask_token_id).sum()) / count == pytest.approx(0.8, abs=0.06)
    assert int((shown == masked.answers).sum()) / count == pytest.approx(0.1, abs=0.05)
    assert torch.equal(batch.pieces, encoded.collate(range(len(texts)), subwords.padding).pieces)


def test_the_fixture_can_be_masked(maskable: Path, tmp_path: Path) -> None:
    assert load_tokenizer(EncoderOptions(name=str(maskable))).mask_token == "[MASK]"
    assert load_tokenizer(EncoderOptions(name=str(tiny_bert(tmp_path)))).mask_token is None
