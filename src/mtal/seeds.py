"""Separate streams of random numbers from the one `seed` of `params.yaml`.

Each use of randomness has a stream of its own, so that a change in one (a strategy that draws, a longer training)
leaves the others as they were.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

Stream = Literal["demo", "sample", "initialise", "shuffle", "dropout", "agreement", "select", "adapt"]
STREAMS: dict[str, int] = {
    name: i
    for i, name in enumerate(("demo", "sample", "initialise", "shuffle", "dropout", "agreement", "select", "adapt"))
}


def seed_for(seed: int, stream: Stream, *which: int) -> int:
    """A 63-bit seed for one stream; `which` tells apart rounds, groups, steps or passes."""
    return int(np.random.SeedSequence([seed, STREAMS[stream], *which]).generate_state(1, np.uint64)[0] >> np.uint64(1))
