"""What `conf/config.yaml` can call. Hydra, and DVC through it, imports every module of `hydra_plugins` by itself."""

from collections.abc import Callable
from functools import partial
from typing import Any

from omegaconf import ListConfig, OmegaConf

from mtal.config import inputs

TEXTS = (
    inputs.encoder_input,
    inputs.nouns_input,
    inputs.splits_input,
    inputs.surest_input,
    inputs.vectors_input,
)
LISTS = (inputs.adapt_inputs, inputs.embedded_inputs, inputs.start_inputs)


def listed(function: Callable[..., Any], *arguments: Any) -> ListConfig:
    """What a function finds, as the kind of list that DVC takes from one."""
    return OmegaConf.create(function(*arguments))


for function in TEXTS:
    OmegaConf.register_new_resolver(function.__name__, function, replace=True)
for making in LISTS:
    OmegaConf.register_new_resolver(making.__name__, partial(listed, making), replace=True)
