"""The cyclic garbage collector, out of the way while many objects are made that stay."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """No search for circles inside the block; afterwards the collector is on or off as it was found.

    It would go through all objects again and again while they become more: two thirds of the time that a list of a
    hundred thousand sentences takes. What nothing points at any longer is freed all the same.
    """
    found = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if found:
            gc.enable()
