"""How wide a text will be."""

from __future__ import annotations

import pytest

from mtal.exchange.preview.widths import columns


@pytest.mark.parametrize(("text", "due"), [("abc", 3), ("語a", 3), ("e\u0301", 1), ("😀", 2), ("", 0), ("שלום", 4)])
def test_letters_are_counted_as_they_are_seen(text: str, due: int) -> None:
    assert columns(text) == due
