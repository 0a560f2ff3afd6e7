"""The collector is left as it was found."""

from __future__ import annotations

import gc

import pytest

from mtal.collector import collector_paused


@pytest.mark.parametrize("on", [True, False])
def test_the_collector_is_off_inside_and_as_before_behind(on: bool) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if on else gc.disable)()
        with pytest.raises(ValueError, match="inside"), collector_paused():
            assert not gc.isenabled()
            with collector_paused():
                pass
            assert not gc.isenabled()
            raise ValueError("inside")
        assert gc.isenabled() == on
    finally:
        (gc.enable if before else gc.disable)()
