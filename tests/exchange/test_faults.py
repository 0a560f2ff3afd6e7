"""How faults are printed."""

from __future__ import annotations

from mtal.exchange import Fault


def test_a_fault_is_one_line() -> None:
    assert str(Fault("a.json", 3, "why")) == "a.json: task 3: why"
    assert str(Fault("a.jsonl", 3, "why", lines=True)) == "a.jsonl:3: why"
    assert str(Fault("a\nb", 3, "why")) == "a\\nb: task 3: why"
