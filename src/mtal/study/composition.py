"""Overrides to parameters, as `dvc exp run -S` composes them from `conf/`."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hydra import compose, initialize_config_dir
from hydra.core.override_parser.overrides_parser import OverridesParser
from hydra.core.override_parser.types import Override
from hydra.errors import HydraException
from omegaconf import DictConfig, OmegaConf
from omegaconf.errors import OmegaConfBaseException

from mtal.errors import UserError


class Composer:
    """Composes many experiments; those that choose the same files of `conf/` share that work."""

    def __init__(self, conf: Path) -> None:
        self.conf, self.parser = conf, OverridesParser.create()
        self.chosen: dict[tuple[str, ...], DictConfig] = {}

    def params(self, overrides: Sequence[str]) -> dict[str, Any]:
        """What DVC would write to `params.yaml`; `UserError` in one line where it can't be composed."""
        try:
            parsed = self.parser.parse_overrides(list(overrides))
            config = copy.deepcopy(self._files([item for item in parsed if self._chooses_a_file(item)]))
            for item in parsed:
                if not self._chooses_a_file(item):  # what Hydra does with values, once the files are merged
                    OmegaConf.update(config, item.key_or_group, item.value(), merge=True, force_add=item.is_add())
            OmegaConf.resolve(config)
            return _plain(config)
        except (HydraException, OmegaConfBaseException) as error:
            raise UserError(f"{' '.join(overrides)}: {str(error).strip().splitlines()[0]}") from None

    def _files(self, parsed: Sequence[Override]) -> DictConfig:
        key = tuple(str(item.input_line) for item in parsed)
        if key not in self.chosen:
            self.chosen[key] = compose("config", list(key))
        return self.chosen[key]

    def _chooses_a_file(self, item: Override) -> bool:
        """Whether the override is of a group, or of a kind that is Hydra's to understand."""
        return item.is_delete() or item.package is not None or (self.conf / item.key_or_group).is_dir()


def _plain(config: DictConfig) -> dict[str, Any]:
    found = OmegaConf.to_container(config)
    if not isinstance(found, dict):
        raise TypeError("an experiment is a mapping")
    return {str(key): value for key, value in found.items()}


@contextmanager
def composer(conf: Path) -> Iterator[Composer]:
    """A composer of the folder `conf`; Hydra knows one such folder at a time."""
    with initialize_config_dir(str(conf.absolute()), version_base=None):
        yield Composer(conf)
