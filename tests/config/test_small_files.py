"""An encoder's small files: from a folder, and from the hub as far as its cache has them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from huggingface_hub import constants

from mtal.config.encoder import check_encoder
from mtal.config.small_files import small_file, small_object
from mtal.errors import UserError
from mtal.models.options import EncoderOptions, ModelOptions

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@pytest.fixture
def cached(bert: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the cache of the hub keeps of `own/encoder`, with no network to ask for more."""
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path))
    place = tmp_path / "models--own--encoder"
    (place / "refs").mkdir(parents=True)
    (place / "refs/main").write_text(COMMIT)
    return Path(shutil.copytree(bert, place / "snapshots" / COMMIT))


@pytest.mark.parametrize("revision", [None, COMMIT])
def test_an_encoder_of_the_hub_is_checked_without_a_network_once_it_is_here(cached: Path, revision: str | None) -> None:
    encoder = EncoderOptions(name="own/encoder", revision=revision)
    assert small_file(encoder, "config.json") == cached / "config.json"
    assert small_file(encoder, "special_tokens_map.json") is None
    check_encoder(encoder, ModelOptions(name="cmt"), {})
    with pytest.raises(UserError, match="the encoder has 3 layers"):
        check_encoder(encoder, ModelOptions(name="cmt", top_layers=4), {})


def test_what_the_hub_does_not_have_is_no_fault_but_for_the_configuration(cached: Path) -> None:
    (cached / "tokenizer.json").unlink()
    check_encoder(EncoderOptions(name="own/encoder"), ModelOptions(name="cmt"), {})
    other = EncoderOptions(name="own/other")
    assert small_object(other, "tokenizer_config.json", "tokenizer") == {}
    with pytest.raises(UserError, match=r"^encoder\.name=own/other: its configuration can't be loaded: ") as error:
        small_object(other, "config.json", "configuration")
    assert "\n" not in str(error.value)


def test_a_folder_has_a_file_or_not(bert: Path) -> None:
    encoder = EncoderOptions(name=str(bert))
    assert small_object(encoder, "config.json", "configuration")["model_type"] == "bert"
    assert small_object(encoder, "no-such-file.json", "tokenizer") == {}
