"""DistilBERT: BERT under other names."""

from __future__ import annotations

from functools import partial

from mtal.models.families.family import Family, take_layers

DISTILBERT = Family(take_layers=partial(take_layers, place="transformer.layer"))
