"""What is said of each kind of encoder is what transformers builds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from torch import nn
from transformers import CONFIG_MAPPING

from mtal.config.encoder import read_config
from mtal.models.checks import shape_of
from mtal.models.encoders import pooler_of
from mtal.models.families import FAMILIES
from mtal.models.kinds import KINDS
from mtal.models.options import EncoderOptions
from support.tiny import FAMILIES as SHAPES
from support.tiny import tiny_config


def test_there_is_a_family_for_every_kind_and_no_other() -> None:
    assert list(KINDS) == list(FAMILIES)


@pytest.mark.parametrize("model_type", KINDS)
def test_what_holds_where_a_configuration_says_nothing(model_type: str) -> None:
    plain, kind = CONFIG_MAPPING[model_type](), KINDS[model_type]
    assert {key: getattr(plain, key) for key in kind.dropouts} == dict(kind.dropouts)
    assert kind.counts_from_padding == (kind.counted_from({"pad_token_id": plain.pad_token_id}) is not None)


@pytest.mark.parametrize("name", SHAPES)
def test_the_pooler_is_there_or_not(name: str) -> None:
    assert (pooler_of(shape_of(tiny_config(name), name)) is not None) == KINDS[SHAPES[name][0]].pooler


def drops_out(name: str, **changes: Any) -> bool:
    """Whether the encoder that transformers builds drops out anything."""
    shape = shape_of(tiny_config(name, **changes), name)
    return any(isinstance(module, nn.Dropout) and module.p for module in shape.modules())


@pytest.mark.parametrize("name", SHAPES)
def test_all_that_is_dropped_out_is_named(name: str) -> None:
    kind = KINDS[SHAPES[name][0]]
    off = dict.fromkeys(kind.dropouts, 0.0)
    assert not drops_out(name, **off)
    assert all(drops_out(name, **off | {key: 0.1}) for key in kind.dropouts)


@pytest.mark.parametrize("name", SHAPES)
def test_layers_are_counted_whatever_they_are_called(name: str, tmp_path: Path) -> None:
    tiny_config(name).save_pretrained(tmp_path)
    assert read_config(EncoderOptions(name=str(tmp_path)))["num_hidden_layers"] == 3
