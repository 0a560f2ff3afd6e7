"""What the tests of text share."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from mtal.texts.segmentation import Segmenter


@pytest.fixture(scope="session")
def segmenter() -> Callable[[str], Segmenter]:
    """What divides a language's text; rules are loaded once."""
    return cache(Segmenter)
