"""Experiments side by side as figures: learning curves and sweeps."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from mtal.analysis.figures import GREY
from mtal.analysis.panels import draw_comparison, draw_sweep

COLUMNS = ["dp.las", "ner.f1", "oe.dp"]


def one_run(las: float, rounds: int = 3) -> pd.DataFrame:
    """A run whose NER is ten points below its LAS."""
    scores = pd.Series([0.25, 0.5, las][-rounds:])
    labelled = [10, 20, 30] if rounds > 1 else [1000]
    return pd.DataFrame(
        {"labelled": labelled, "spent": 0, "dp.las": scores, "ner.f1": scores - 0.1, "oe.dp": 0.2 - 0.1 * scores}
    )


RUNS = {
    "mt_avg": [one_run(0.6), one_run(0.7)],
    "mt_rrf": [one_run(0.65), one_run(0.75)],
    "mt_r": [one_run(0.55)],
    "everything": [one_run(0.8, rounds=1)],
}


def lines(axes: Axes, *, marks: bool) -> list[Line2D]:
    """The lines of a panel, or the marks that belong to them."""
    return [line for line in axes.lines if (line.get_linestyle() == "None") == marks]


@pytest.fixture
def comparison(figures: list[Figure], tmp_path: Path) -> Figure:
    draw_comparison(RUNS, COLUMNS, "labelled", tmp_path / "a.svg", corpus="demo", random=["mt_r"])
    return figures[-1]


def test_a_line_a_label_and_a_mark_a_run_and_round(comparison: Figure) -> None:
    panel = comparison.axes[0]
    means = [list(line.get_ydata()) for line in lines(panel, marks=False)]
    assert means == [pytest.approx(values) for values in ([25, 50, 65], [25, 50, 70], [25, 50, 55], [80, 80])]
    seen = [tuple(line.get_ydata()) for line in lines(panel, marks=True)]
    assert seen == [(25, 50, pytest.approx(last)) for last in (60, 70, 65, 75, 55)]
    assert not panel.collections  # no bands


def test_ticks_stand_where_the_data_are_and_full_training_stretches_no_axis(comparison: Figure) -> None:
    for panel in comparison.axes:
        assert list(panel.get_xticks()) == [10, 20, 30] and panel.get_xlim()[1] < 40


def test_marks_differ_and_random_selection_is_grey(comparison: Figure) -> None:
    first, second, third, fourth, random = lines(comparison.axes[0], marks=True)
    assert first.get_marker() == second.get_marker() != third.get_marker() == fourth.get_marker()
    assert len({first.get_color(), third.get_color(), random.get_color()}) == 3
    assert to_rgba(random.get_color()) == to_rgba(GREY)


def test_one_legend_for_all_panels_and_a_title_with_corpus_and_seeds(comparison: Figure) -> None:
    (legend,) = comparison.legends
    shown = [text.get_text() for text in legend.get_texts()]
    assert shown == ["mt_avg (2 seeds)", "mt_rrf (2 seeds)", "mt_r (1 seed)", "everything (1 seed)"]
    assert all(panel.get_legend() is None for panel in comparison.axes)
    assert comparison.get_suptitle() == "demo, several seeds: lines are means, marks single runs"


def test_scores_have_the_same_axis_and_calibration_its_own(comparison: Figure) -> None:
    las, f1, oe = (panel.get_ylim() for panel in comparison.axes)
    assert las == f1 != oe
    assert [panel.get_ylabel() for panel in comparison.axes] == ["test score (%)", "", "OE"]


def test_an_equal_number_of_seeds_is_said_once(figures: list[Figure], tmp_path: Path) -> None:
    draw_comparison({"mt_avg": RUNS["mt_avg"]}, COLUMNS, "spent", tmp_path / "a.svg", corpus="demo")
    draw_comparison({"mt_r": RUNS["mt_r"]}, COLUMNS, "spent", tmp_path / "a.svg")
    assert [figure.get_suptitle() for figure in figures] == [
        "demo, 2 seeds: lines are means, marks single runs",
        "1 seed",
    ]
    assert [text.get_text() for text in figures[0].legends[0].get_texts()] == ["mt_avg"]


def test_runs_of_one_round_alone_are_marks(figures: list[Figure], tmp_path: Path) -> None:
    draw_comparison({"a": [one_run(0.8, rounds=1)]}, ["dp.las"], "labelled", tmp_path / "a.svg")
    assert list(figures[-1].axes[0].get_xticks()) == [1000]
    assert [list(line.get_ydata()) for line in lines(figures[-1].axes[0], marks=True)] == [[80]]


def test_a_sweep_puts_numbers_in_order_along_the_axis_and_other_labels_across(
    figures: list[Figure], tmp_path: Path
) -> None:
    runs = {"1": [one_run(0.5)], "0.25": [one_run(0.25), one_run(0.75)], "mt_r": [one_run(0.125)]}
    draw_sweep(runs, ["dp.las"], "weight of dp", tmp_path / "a.svg", corpus="demo", random=["mt_r"])
    (panel,) = figures[-1].axes
    curve, across = lines(panel, marks=False)
    (marks,) = lines(panel, marks=True)
    assert (list(curve.get_xdata()), list(curve.get_ydata())) == ([0.25, 1.0], [50.0, 50.0])
    assert list(zip(marks.get_xdata(), marks.get_ydata(), strict=True)) == [(0.25, 25), (0.25, 75), (1, 50)]
    assert list(across.get_ydata()) == [12.5, 12.5] and to_rgba(across.get_color()) == to_rgba(GREY)
    assert [text.get_text() for text in figures[-1].legends[0].get_texts()] == ["mt_r (1 seed)"]
    assert "weight of dp" in (tmp_path / "a.svg").read_text()


def test_a_sweep_without_other_labels_has_no_legend(figures: list[Figure], tmp_path: Path) -> None:
    draw_sweep({"0": RUNS["mt_r"], "1": RUNS["mt_r"]}, ["dp.las"], "weight", tmp_path / "a.svg")
    assert not figures[-1].legends


@pytest.mark.parametrize("kind", ["svg", "png", "pdf"])
def test_the_same_bytes_again(kind: str, tmp_path: Path) -> None:
    for name in ("one", "two"):
        draw_comparison(RUNS, COLUMNS, "labelled", tmp_path / f"{name}.{kind}", random=["mt_r"])
    assert (tmp_path / f"one.{kind}").read_bytes() == (tmp_path / f"two.{kind}").read_bytes()
