"""How sure a model is of a sentence, and how right: what can be computed from units without knowing the task.

Shapes: b sentences, u units, s choices. Confidence is in [0, 1]; low means wanted.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

import torch
from torch import Tensor

from mtal.decoders.units import IGNORED, Units, choices

OverUnits = Literal["sum", "top_k"]
"""What is made of a sentence's units where it isn't their mean."""


class Ballot(NamedTuple):
    """The choices of one pass."""

    choices: Tensor
    """int64 (b, u)."""
    mask: Tensor
    """bool (b, u)."""
    names: Tensor | None
    """int64 (b, u), see `Units`."""

    def chunk(self, parts: int) -> list[Ballot]:
        """The ballots of `parts` passes that were made as one over so many copies of the sentences."""
        names = [None] * parts if self.names is None else self.names.chunk(parts)
        return [Ballot(*part) for part in zip(self.choices.chunk(parts), self.mask.chunk(parts), names, strict=True)]


def mean_over_units(values: Tensor, mask: Tensor, empty: float) -> Tensor:
    """Mean of (b, u) values over the real units of each sentence, float (b,); `empty` for a sentence without units."""
    count = mask.sum(-1)
    total = values.masked_fill(~mask, 0).sum(-1)
    return torch.where(count > 0, total / count.clamp(min=1), torch.full_like(total, empty))


def from_doubts(doubt: Tensor, mask: Tensor, over: OverUnits | None) -> Tensor:
    """A sentence's confidence from the doubts of its units, float (b,) in [0, 1] (docs/method.md, "Over units").

    doubt: float (b, u) in [0, 1]; over: None is the mean. 1 for a sentence without units.
    """
    if over == "sum":
        return 1 / (1 + doubt.masked_fill(~mask, 0).sum(-1))
    if over == "top_k":
        count = mask.sum(-1, keepdim=True)
        largest = doubt.masked_fill(~mask, -1).sort(dim=-1, descending=True).values
        mask = torch.arange(mask.shape[1], device=mask.device) < count.sqrt().ceil()
        doubt = largest
    return (1 - mean_over_units(doubt, mask, empty=0.0)).clamp(0, 1)


def entropy_confidence(
    units: Units, temperature: float = 1.0, *, smoothing: float = 0.0, over: OverUnits | None = None
) -> Tensor:
    """1 - mean normalised entropy, float32 (b,) (paper section 4.1).

    Each unit's entropy is divided by the log of the number of choices open to it; a unit with a single choice has
    entropy 0, and so has a sentence without units. smoothing: a unit's confidence is divided by the highest that label
    smoothing so strong aims at; over: what is made of the units, see `from_doubts`.
    """
    return from_doubts(entropy_doubts(units, temperature, smoothing=smoothing), units.mask, over)


def entropy_doubts(units: Units, temperature: float = 1.0, *, smoothing: float = 0.0) -> Tensor:
    """What `entropy_confidence` is made of: of each unit its normalised entropy, float32 (b, u)."""
    logits = units.logits.float() / temperature
    log_p = torch.log_softmax(logits, dim=-1).masked_fill(torch.isneginf(logits), 0)
    p = torch.softmax(logits, dim=-1)
    choices = torch.isfinite(logits).sum(-1).clamp(min=2)
    entropy = -(p * log_p).sum(-1) / choices.log()
    if smoothing:
        entropy = 1 - ((1 - entropy) / ceiling(choices, smoothing)).clamp(max=1)
    return entropy


def ceiling(choices: Tensor, smoothing: float) -> Tensor:
    """The confidence that label smoothing aims at, float, shaped as `choices`: 1 - normalised entropy of the target.

    choices: s, int, at least 2. The target has 1 - smoothing + smoothing/s at the right label, smoothing/s elsewhere.
    """
    other = smoothing / choices
    right = 1 - smoothing + other
    return 1 + (right * right.log() + (choices - 1) * other * other.log()) / choices.log()


def ballot(units: Units) -> Ballot:
    """What is left of a pass when its votes are counted."""
    return Ballot(choices(units), units.mask, units.names)


def votes(ballots: Sequence[Ballot]) -> tuple[Tensor, Tensor]:
    """The choices of k passes over the same sentences, side by side: int64 (k, b, u), and which exist, bool (b, u).

    Where units have names, the units are those of all passes together, and a pass that lacks one chose 0 there
    (docs/method.md, "Dropout agreement").
    """
    names = [one.names for one in ballots if one.names is not None]
    if len(names) < len(ballots):
        return torch.stack([one.choices for one in ballots]), ballots[0].mask
    span = 1 + max(int(each.max()) if each.numel() else 0 for each in names)
    rows = torch.arange(len(ballots[0].mask), device=ballots[0].mask.device).unsqueeze(1)
    keys = [(rows * span + each)[one.mask] for one, each in zip(ballots, names, strict=True)]
    known = torch.cat(keys).unique()
    sentence = known // span
    counts = torch.bincount(sentence, minlength=len(rows))
    column = torch.arange(len(known), device=known.device) - (counts.cumsum(0) - counts)[sentence]
    width = int(counts.max())
    cast = torch.zeros((len(ballots), len(rows), width), dtype=torch.int64, device=known.device)
    for number, (one, key) in enumerate(zip(ballots, keys, strict=True)):
        place = torch.searchsorted(known, key)
        cast[number, sentence[place], column[place]] = one.choices[one.mask]
    return cast, torch.arange(width, device=known.device) < counts.unsqueeze(1)


def agreement(votes: Tensor, mask: Tensor, over: OverUnits | None = None) -> Tensor:
    """Share of agreeing pairs among k stochastic passes, float32 (b,) (paper section 4.1).

    `votes`: int64 (k, b, u), the choice of each pass. Votes are counted a label, never compared pair by pair.
    A sentence without units gets 1. over: what is made of the units, see `from_doubts`.
    """
    k = len(votes)
    counts = torch.zeros((*mask.shape, int(votes.max()) + 1 if votes.numel() else 1), device=votes.device)
    for vote in votes:
        counts.scatter_add_(-1, vote.unsqueeze(-1), torch.ones_like(vote, dtype=counts.dtype).unsqueeze(-1))
    pairs = (counts * (counts - 1)).sum(-1) / (k * (k - 1))
    return from_doubts(1 - pairs, mask, over) if over else mean_over_units(pairs, mask, empty=1.0)


def accuracy(cast: Ballot, gold: Tensor) -> Tensor:
    """Share of right choices, float32 (b,) (docs/method.md, "Calibration"); NaN for a sentence without gold units.

    `gold`: int64 (b, u), as `Decoder.gold_units` gives it.
    """
    known = cast.mask & (gold != IGNORED)
    return mean_over_units((cast.choices == gold).float(), known, empty=float("nan"))
