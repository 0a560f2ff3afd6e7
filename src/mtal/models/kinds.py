"""The kinds of encoders that can be used, by `model_type`, and what is known of each without building one.

How each is taken apart and run is said in `mtal.models.families`, which needs torch; this doesn't.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mtal.errors import UserError

USUAL_DROPOUTS = {"hidden_dropout_prob": 0.1, "attention_probs_dropout_prob": 0.1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What sets one `model_type` apart from another; the defaults are BERT's."""

    layers: str = "num_hidden_layers"
    """The key of `config.json` that says how many layers there are."""
    dropouts: Mapping[str, float] = field(default_factory=USUAL_DROPOUTS.copy)
    """The keys of `config.json` that say how much is dropped out, and what holds where one is missing."""
    pooler: bool = True
    """Whether pre-training left something behind the first special token."""
    counts_from_padding: bool = False
    """Positions are counted from the id of padding, and begin behind it."""
    padding: int | None = None
    """That id, where it is written into the code of the encoder, whatever its configuration says."""

    def counted_from(self, config: Mapping[str, Any]) -> int | None:
        """The id of padding that positions are counted from; None where any will do, or it isn't known."""
        if not self.counts_from_padding:
            return None
        return config.get("pad_token_id") if self.padding is None else self.padding

    def positions(self, config: Mapping[str, Any]) -> int | None:
        """The longest input, in subwords, special tokens included; None where the configuration doesn't say."""
        most, first = config.get("max_position_embeddings"), self.counted_from(config)
        return most if most is None or first is None else most - first - 1


ROBERTA = Kind(counts_from_padding=True)

KINDS: dict[str, Kind] = {
    "albert": Kind(dropouts=dict.fromkeys(USUAL_DROPOUTS, 0.0)),
    "bert": Kind(),
    "camembert": ROBERTA,
    "deberta-v2": Kind(pooler=False),  # v3 too
    "distilbert": Kind(layers="n_layers", dropouts={"dropout": 0.1, "attention_dropout": 0.1}, pooler=False),
    "electra": Kind(pooler=False),
    "ernie": Kind(),
    "modernbert": Kind(dropouts={"embedding_dropout": 0.0, "attention_dropout": 0.0, "mlp_dropout": 0.0}, pooler=False),
    "mpnet": Kind(counts_from_padding=True, padding=1),
    "roberta": ROBERTA,
    "xlm-roberta": ROBERTA,
}
"""By `model_type` of `config.json`."""


def kind_of(model_type: str, name: str) -> Kind:
    """What is known of encoders of this `model_type`; `UserError` where it isn't known here.

    `name`: what the user calls the encoder.
    """
    if model_type not in KINDS:
        raise UserError(
            f"encoder.name={name}: {model_type} can't be shared and split here; "
            f"choose an encoder whose model_type is one of {', '.join(KINDS)}"
        )
    return KINDS[model_type]
