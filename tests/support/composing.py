"""Parameters as DVC would compose them."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from hydra import compose, initialize_config_dir
from omegaconf import OmegaConf

ROOT = Path(__file__).parents[2]
CONF = ROOT / "conf"


def composed(*overrides: str, conf: Path = CONF) -> dict[str, Any]:
    """What DVC writes to `params.yaml` for these overrides."""
    return copy.deepcopy(_repository_composed(overrides)) if conf == CONF else _composed("config", overrides, conf)


def alone(group: str, file: str) -> dict[str, Any]:
    """The values that a file of a group says, with what it is built on; not for one that chooses from other groups."""
    return _composed(None, [f"+{group}={file}"], CONF)


def groups() -> list[str]:
    """The groups of `conf/`; sweeps and what they ask of a cluster are no choice in an experiment."""
    return sorted({folder.name for folder in CONF.iterdir() if folder.is_dir()} - {"sweep", "cluster"})


def options(group: str) -> list[str]:
    """The options of a group that users name."""
    return [name for name in _files(group) if not name.startswith("_")]


def bases(group: str) -> list[str]:
    """The files that options of a group are built on, and that nobody names."""
    return [name for name in _files(group) if name.startswith("_")]


def chosen(group: str, option: str) -> str:
    """How a command names an option: with a `+` where the default experiment has none of that group."""
    defaults = yaml.safe_load((CONF / "config.yaml").read_text())["defaults"]
    known = any(group in line for line in defaults if isinstance(line, dict))
    return f"{group}={option}" if known else f"+{group}={option}"


def write_parameters(folder: Path, encoder: Path, *overrides: str) -> None:
    """`params.yaml` in `folder`."""
    params = composed(*overrides, f"encoder.name={encoder}")
    (folder / "params.yaml").write_text(yaml.safe_dump(params, sort_keys=False))


@cache
def _repository_composed(overrides: tuple[str, ...]) -> dict[str, Any]:
    return _composed("config", overrides, CONF)


def _composed(name: str | None, overrides: Sequence[str], conf: Path) -> dict[str, Any]:
    with initialize_config_dir(str(conf), version_base=None):
        found = compose(name, list(overrides))
    OmegaConf.resolve(found)  # as DVC does, which takes fewer kinds of values than `to_container` by itself
    return OmegaConf.to_container(found)


def _files(group: str) -> list[str]:
    return sorted(path.stem for path in (CONF / group).glob("*.yaml"))
