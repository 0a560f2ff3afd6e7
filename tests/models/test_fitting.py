"""Configuration and tokenizer, held against each other: what isn't known is no fault."""

from __future__ import annotations

import pytest

from mtal.models.fitting import Tokens, config_fault, room_fault, tokens_fault
from mtal.models.kinds import KINDS

FITTING = Tokens(numbers={"[PAD]": 0, "a": 1}, special={"[PAD]"}, lacking=[], padding=0, letter=[1])
BERT, ROBERTA, MPNET = KINDS["bert"], KINDS["roberta"], KINDS["mpnet"]


def test_nothing_known_is_no_fault() -> None:
    assert config_fault({}, ROBERTA) is None
    assert tokens_fault(FITTING, {}, ROBERTA) is None
    assert (BERT.positions({}), ROBERTA.positions({"max_position_embeddings": 10}), MPNET.positions({})) == (
        None,
        10,
        None,
    )


@pytest.mark.parametrize(
    ("kind", "config", "fault"),
    [
        (BERT, {"pad_token_id": 1}, None),
        (ROBERTA, {"pad_token_id": 0}, None),
        (ROBERTA, {"pad_token_id": 1}, "pads with number 0, the encoder counts positions by 1"),
        (MPNET, {"pad_token_id": 0}, "pads with number 0, the encoder counts positions by 1"),
        (BERT, {"vocab_size": 1}, "knows a as number 1, the encoder has vectors for 1 subwords"),
        (BERT, {"vocab_size": 2}, None),
    ],
)
def test_a_tokenizer_must_be_the_encoders(kind: object, config: dict[str, int], fault: str | None) -> None:
    found = tokens_fault(FITTING, config, kind)
    assert found is None if fault is None else fault in found


def test_positions_begin_behind_padding_where_they_are_counted_from_it() -> None:
    config = {"max_position_embeddings": 64, "pad_token_id": 2}
    assert [kind.positions(config) for kind in (BERT, ROBERTA, MPNET)] == [64, 61, 62]
    assert "no pad_token_id" in config_fault({"pad_token_id": None}, ROBERTA)
    assert config_fault({"pad_token_id": None}, BERT) is None


@pytest.mark.parametrize(("longest", "fits"), [(2, False), (3, True), (float("inf"), True)])
def test_one_word_must_fit(longest: float, fits: bool) -> None:
    assert (room_fault(longest, 2) is None) == fits
