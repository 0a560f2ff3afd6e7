"""Learning curves of sweeps."""

from __future__ import annotations

from mtal.pictures.curves import curves, main_columns, tables_of
from support.study import params, study

CELLS = [
    (params("mt_avg"), (0.8, 0.6)),
    (params("mt_avg", seed=2), (0.7, 0.5)),
    (params("mt_r"), (0.6, 0.5)),
    (params("mt_max"), None),
    (params("mt_r", corpus="other"), (0.9, 0.4)),
]


def test_a_picture_a_setting_a_panel_a_task_and_their_mean() -> None:
    first, second = curves(study(CELLS))
    assert [first.title, second.title] == ["toy", "other"]
    assert [panel.title for panel in first.panels] == ["dp LAS", "ner F1", "mean"]
    assert [line.get_label() for line in first.legend] == ["MT-AVG (2 seeds)", "MT-R (1 seed)"]


def test_a_method_looks_the_same_in_all_settings() -> None:
    first, second = curves(study(CELLS))
    assert second.legend[-1].get_color() == first.legend[-1].get_color()
    assert second.legend[-1].get_marker() == first.legend[-1].get_marker()


def test_what_isnt_measured_isnt_drawn() -> None:
    results = study(CELLS)
    assert curves(results, "words") == []
    assert tables_of(results, results.settings[0], "words") == {}
    assert main_columns(results, results.settings[0]) == ["dp.las", "ner.f1", "mean"]


def test_methods_of_one_name_are_one() -> None:
    results = study([(params("mt_r"), (0.6, 0.5)), (params("mt_r", corpus="other", smoothing=0), (0.9, 0.4))])
    assert [[*tables_of(results, setting, "labelled")] for setting in results.settings] == [["MT-R"], ["MT-R"]]
