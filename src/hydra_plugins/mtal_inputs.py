"""What `conf/config.yaml` can call. Hydra, and DVC through it, imports every module of `hydra_plugins` by itself."""

from omegaconf import ListConfig, OmegaConf

from mtal.config import inputs
from mtal.config.inputs import encoder_input, nouns_input, splits_input, surest_input, vectors_input


def adapt_inputs(name: str, adapt: int | None) -> ListConfig:
    """`mtal.config.inputs.adapt_inputs` as the kind of list that DVC takes from a function."""
    return OmegaConf.create(inputs.adapt_inputs(name, adapt))


def start_inputs(rounds: ListConfig, warm_start: bool) -> ListConfig:
    """`mtal.config.inputs.start_inputs` as the kind of list that DVC takes from a function."""
    return OmegaConf.create(inputs.start_inputs(rounds, warm_start))


def embedded_inputs(clusters: bool) -> ListConfig:
    """Likewise."""
    return OmegaConf.create(inputs.embedded_inputs(clusters))


PLAIN = (encoder_input, nouns_input, splits_input, surest_input, vectors_input)
for function in (*PLAIN, adapt_inputs, embedded_inputs, start_inputs):
    OmegaConf.register_new_resolver(function.__name__, function, replace=True)
