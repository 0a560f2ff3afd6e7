from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import matplotlib
import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_rgb

from mtal.analysis.calibration import r_squared
from mtal.analysis.figures import (
    COLOURS,
    MARKERS,
    contrast,
    drawing,
    look_of,
    measure_name,
    one_legend,
    readable_on,
    tick_places,
)
from mtal.analysis.hindsight import Hindsight
from mtal.analysis.overlap import draw_heat_map
from mtal.analysis.scatter import CELLS, draw_scatter
from mtal.errors import UserError

random = np.random.default_rng(3)
PAIR = Hindsight(random.random(200), random.random(200))


def scatter(path: Path) -> None:
    draw_scatter({"dp": PAIR, "ner": Hindsight(PAIR.confidence, PAIR.confidence)}, "demo, pool of round 4", path)


def heat_map(path: Path) -> None:
    names = ["mt_min", "mt_avg"]
    draw_heat_map(pd.DataFrame([[1, 0.25], [0.25, 1]], index=names, columns=names), "demo, round 0", path)


SVG = "{http://www.w3.org/2000/svg}"


def texts(path: Path) -> list[ElementTree.Element]:
    """The texts of a figure, which are text and not outlines."""
    return list(ElementTree.parse(path).iter(f"{SVG}text"))


def words(path: Path) -> list[str]:
    return [text.text or "" for text in texts(path)]


def style(element: ElementTree.Element, name: str) -> str | None:
    """The value of a property in an element's `style`."""
    found = re.search(rf"(?:^|[; ]){name}: ([^;]+)", element.get("style", ""))
    return found and found[1]


@pytest.mark.parametrize("draw", [scatter, heat_map])
def test_same_bytes_every_time_whatever_the_users_settings(draw, tmp_path):
    draw(tmp_path / "one.svg")
    with matplotlib.rc_context({"font.size": 20, "axes.facecolor": "red", "svg.hashsalt": None}):
        draw(tmp_path / "other.svg")
    one = (tmp_path / "one.svg").read_bytes()
    assert one == (tmp_path / "other.svg").read_bytes()
    assert b"<dc:date>" not in one and str(tmp_path).encode() not in one


@pytest.mark.parametrize("draw", [scatter, heat_map])
def test_the_users_settings_stay_as_they_were(draw, tmp_path):
    with matplotlib.rc_context({"font.size": 20}):
        draw(tmp_path / "one.svg")
        assert matplotlib.rcParams["font.size"] == 20


def test_scatter_shows_every_point_and_r_squared(tmp_path):
    scatter(tmp_path / "scatter.svg")
    shown = words(tmp_path / "scatter.svg")
    assert {f"dp, R² = {r_squared(*PAIR):.2f}", "ner, R² = 1.00", "demo, pool of round 4", "accuracy"} <= set(shown)
    assert shown.count("confidence") == 2
    tree = ElementTree.parse(tmp_path / "scatter.svg")
    groups = [g for g in tree.iter(f"{SVG}g") if g.get("id", "").startswith("PathCollection")]
    drawn = [len(list(group.iter(f"{SVG}use"))) for group in groups]
    assert 190 <= drawn[0] <= 200  # a few points are too close to tell apart
    assert 50 <= drawn[1] <= CELLS  # on a diagonal


def test_scatter_of_a_task_without_annotated_sentences(tmp_path):
    draw_scatter({"dp": PAIR, "ner": Hindsight(np.ones(2), np.full(2, np.nan))}, "x", tmp_path / "scatter.svg")
    assert "no annotated sentence" in words(tmp_path / "scatter.svg")


def test_scatter_of_a_single_point(tmp_path):
    draw_scatter({"dp": Hindsight(np.ones(1), np.ones(1))}, "x", tmp_path / "scatter.svg")
    assert "dp, R² = 0.00" in words(tmp_path / "scatter.svg")


def test_many_points_dont_make_a_large_file(tmp_path):
    x, y = random.random((2, 100_000))
    draw_scatter({"dp": Hindsight(x, y)}, "x", tmp_path / "scatter.svg")
    assert (tmp_path / "scatter.svg").stat().st_size < 1_000_000


def test_heat_map_names_and_numbers_every_cell(tmp_path):
    heat_map(tmp_path / "map.svg")
    shown = words(tmp_path / "map.svg")
    assert [text for text in shown if re.fullmatch(r"\d\.\d\d", text)] == ["1.00", "0.25", "0.25", "1.00"]
    assert shown.count("mt_min") == shown.count("mt_avg") == 2 and "demo, round 0" in shown


def test_numbers_on_the_heat_map_can_be_read_on_every_colour(tmp_path):
    values = np.linspace(0, 1, 101)
    names = [str(i) for i in range(101)]
    draw_heat_map(pd.DataFrame(values[:, None], index=names), "x", tmp_path / "map.svg")
    (mesh,) = (g for g in ElementTree.parse(tmp_path / "map.svg").iter(f"{SVG}g") if "QuadMesh" in g.get("id", ""))
    cells = [to_rgb(style(path, "fill")) for path in mesh.iter(f"{SVG}path")]
    numbers = [text for text in texts(tmp_path / "map.svg") if re.fullmatch(r"[01]\.\d\d", text.text or "")]
    inks = [to_rgb(style(number, "fill") or "black") for number in numbers]
    assert [number.text for number in numbers] == [f"{value:.2f}" for value in values] and len(cells) == 101
    assert min(map(contrast, cells, inks)) >= 4.5
    assert set(inks) == {(0, 0, 0), (1, 1, 1)}


def test_contrast_of_well_known_colours():
    assert contrast((0, 0, 0), (1, 1, 1)) == contrast((1, 1, 1), (0, 0, 0)) == pytest.approx(21)
    grey = to_rgb("#767676")  # known as the lightest grey that may be written with on white
    assert contrast(grey, (1, 1, 1)) == pytest.approx(4.54, abs=0.005)
    assert readable_on(to_rgb("yellow")) == "black" and readable_on(to_rgb("navy")) == "white"


@pytest.mark.parametrize("draw", [scatter, heat_map])
def test_every_text_falls_back_to_a_font_that_all_readers_have(draw, tmp_path):
    draw(tmp_path / "one.svg")
    assert {(style(text, "font-family") or "").split(", ")[-1] for text in texts(tmp_path / "one.svg")} == {
        "sans-serif"
    }


def test_all_panels_of_a_scatter_have_the_same_axes(figures, tmp_path):
    draw_scatter({"dp": PAIR, "ner": Hindsight(PAIR.confidence / 4, PAIR.accuracy / 3)}, "x", tmp_path / "a.svg")
    one, other, _ = figures[-1].axes
    assert one.get_xlim() == other.get_xlim() and one.get_ylim() == other.get_ylim()
    assert one.get_xlim()[0] < PAIR.confidence.min() / 4 and one.get_xlim()[1] > PAIR.confidence.max()


def test_forty_labels_look_different():
    assert len(COLOURS) == len(set(COLOURS)) and len({tuple(look_of(index).values()) for index in range(40)}) == 40
    assert all(look_of(index)["marker"] != look_of(index + 1)["marker"] for index in range(40))
    assert len(MARKERS) == len(COLOURS) + 1


@pytest.mark.parametrize(
    ("values", "places"),
    [
        ([30, 60, 90, 60], [30, 60, 90]),
        ([0, 1, 2, 50, 98, 100], [0, 50, 100]),
        ([float("nan"), 7], [7]),
        ([], []),
    ],
)
def test_ticks_where_the_data_are(values, places):
    assert tick_places(values) == places


def test_names_of_measures():
    names = {
        "mean": "mean",
        "ner_span.f1": "ner_span F1",
        "mean_gap.dp": "mean gap dp",
        "r2.avg": "R² avg",
        "spent": "spent",
    }
    assert {column: measure_name(column) for column in names} == names


def test_a_figure_of_another_kind_is_a_one_line_mistake(tmp_path):
    with (
        pytest.raises(UserError, match=r"a\.gif: figures are \.svg, \.png or \.pdf$"),
        drawing(tmp_path / "a.gif", 1, 1),
    ):
        pass
    assert not list(tmp_path.iterdir())


def test_a_figure_that_fails_leaves_nothing(tmp_path):
    with pytest.raises(ZeroDivisionError), drawing(tmp_path / "a.svg", 1, 1):
        _ = 1 / 0
    assert not list(tmp_path.iterdir())


def test_no_legend_without_labels(figures, tmp_path):
    with drawing(tmp_path / "a.svg", 2, 2) as figure:
        one_legend(figure, [], 2)
    assert not figures[-1].legends
