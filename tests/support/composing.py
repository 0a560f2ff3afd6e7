"""Parameters as DVC would compose them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from hydra import compose, initialize_config_dir
from omegaconf import OmegaConf

ROOT = Path(__file__).parents[2]


def composed(*overrides: str, conf: Path = ROOT / "conf") -> dict[str, Any]:
    """What DVC writes to `params.yaml` for these overrides."""
    with initialize_config_dir(str(conf), version_base=None):
        found = compose("config", list(overrides))
    OmegaConf.resolve(found)  # as DVC does, which takes fewer kinds of values than `to_container` by itself
    return OmegaConf.to_container(found)


def options(group: str) -> list[str]:
    """The options of a group that users name."""
    return sorted(path.stem for path in (ROOT / "conf" / group).glob("*.yaml") if not path.stem.startswith("_"))


def write_parameters(folder: Path, encoder: Path, *overrides: str) -> None:
    """`params.yaml` in `folder`."""
    params = composed(*overrides, f"encoder.name={encoder}")
    (folder / "params.yaml").write_text(yaml.safe_dump(params, sort_keys=False))
