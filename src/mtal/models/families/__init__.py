"""The families of encoders that can be shared, split and gated: one small file for each way of being built.

An encoder's `model_type` decides, not what its parts happen to be called: others that look like BERT from outside have
a norm behind the last layer, or read masks in another way, and would give other outputs than they were trained to.
"""

from __future__ import annotations

from transformers import PretrainedConfig

from mtal.models.families.albert import ALBERT
from mtal.models.families.deberta import DEBERTA
from mtal.models.families.distilbert import DISTILBERT
from mtal.models.families.electra import ELECTRA
from mtal.models.families.family import Family
from mtal.models.families.modernbert import MODERNBERT
from mtal.models.families.mpnet import MPNET
from mtal.models.kinds import kind_of

__all__ = ["FAMILIES", "Family", "family_of"]

FAMILIES: dict[str, Family] = {
    "albert": ALBERT,
    "bert": Family(),
    "camembert": Family(),
    "deberta-v2": DEBERTA,  # v3 too
    "distilbert": DISTILBERT,
    "electra": ELECTRA,
    "ernie": Family(),
    "modernbert": MODERNBERT,
    "mpnet": MPNET,
    "roberta": Family(),
    "xlm-roberta": Family(),
}
"""By `model_type` of `config.json`; what else is known of each stands in `mtal.models.kinds`."""


def family_of(config: PretrainedConfig) -> Family:
    """The family that `model_type` says; `UserError` where it isn't known here."""
    kind_of(config.model_type, config.name_or_path)
    return FAMILIES[config.model_type]
