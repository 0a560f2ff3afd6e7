"""Tasks that build on another one: where they may stand."""

from __future__ import annotations

import pytest

from mtal.errors import UserError
from mtal.models.options import check_groups


@pytest.mark.parametrize("model", ["smt", "cmt"])
def test_relations_stand_behind_the_spans_that_they_build_on(model: str) -> None:
    check_groups(model, ["ner_span", "re"])
    check_groups(model, ["dp", "ner_span", "ner", "re"])
    for tasks in (["re"], ["re", "ner_span"], ["ner", "re"]):
        with pytest.raises(UserError, match="tasks: re builds on ner_span; put ner_span before it"):
            check_groups(model, tasks)


def test_there_is_no_single_task_variant_of_relations() -> None:
    check_groups("st", ["ner_span", "dp", "ner"])
    with pytest.raises(UserError, match="re builds on ner_span, so there is no single-task variant") as error:
        check_groups("st", ["ner_span", "re"])
    assert "\n" not in str(error.value)
