"""Label sets on the command line."""

from __future__ import annotations

import pytest

from mtal.cli.labels import labels_of
from mtal.errors import UserError


def test_labels_of_tasks() -> None:
    assert labels_of(["ner=PER,LOC", "id=a b,", "pos="]) == {"ner": ["PER", "LOC"], "id": ["a b"], "pos": []}
    for wrong in ("ner", "=A", ""):
        with pytest.raises(UserError, match="give a task and its labels"):
            labels_of([wrong])


def test_a_task_twice_is_refused() -> None:
    with pytest.raises(UserError, match="given twice"):
        labels_of(["ner=PER", "ner=LOC"])
