"""Label sets that need no choice."""

from __future__ import annotations

from mtal.project.universal import UNIVERSAL


def test_they_are_as_many_as_universal_dependencies_has() -> None:
    assert {task: len(set(labels)) for task, labels in UNIVERSAL.items()} == {"pos": 17, "dp": 37}
    assert all(labels == sorted(labels) for labels in UNIVERSAL.values())
