"""Units: the decisions that a task takes about a sentence, each a choice between labels.

Shapes: b sentences, u units, s choices.
"""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor

IGNORED = -100
"""Gold choice of a unit that has none: padding, or a sentence that isn't annotated for the task."""

UNSEEN = -1
"""Gold choice of a unit whose label the training split doesn't have: gives no loss and is never predicted right."""


@dataclass(frozen=True, slots=True)
class Units:
    """b × u decisions between s choices."""

    logits: Tensor
    """Unnormalised log-probabilities, float (b, u, s); -inf where a choice isn't open to a unit."""
    mask: Tensor
    """True where there is a unit, bool (b, u)."""
    names: Tensor | None = None
    """Which decision each unit is, int64 (b, u), >= 0 and distinct in a sentence, where that depends on what the model
    scored before (the pairs of spans that it kept); a decision that isn't among the units counts as choice 0. None: all
    models and passes take the same decisions in the same order."""


def choices(units: Units) -> Tensor:
    """The best choice of every unit, int64 (b, u)."""
    return units.logits.argmax(-1)
