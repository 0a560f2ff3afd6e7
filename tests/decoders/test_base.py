"""Every task names a decoder, and one that fits it."""

from __future__ import annotations

from pkgutil import resolve_name

import pytest

from mtal.decoders.base import Decoder
from mtal.tasks import TASKS


@pytest.mark.parametrize("name", TASKS)
def test_the_decoder_that_a_task_names_is_there(name: str) -> None:
    assert TASKS[name].name == name
    assert issubclass(resolve_name(TASKS[name].decoder), Decoder)
