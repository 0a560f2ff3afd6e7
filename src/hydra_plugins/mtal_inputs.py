"""What `conf/config.yaml` can call. Hydra, and DVC through it, imports every module of `hydra_plugins` by itself."""

from omegaconf import OmegaConf

from mtal.config.inputs import encoder_input, nouns_input, splits_input, start_inputs

for function in (encoder_input, nouns_input, splits_input, start_inputs):
    OmegaConf.register_new_resolver(function.__name__, function, replace=True)
