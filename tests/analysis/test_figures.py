from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import matplotlib
import numpy as np
import pandas as pd
import pytest

from mtal.analysis.calibration import r_squared
from mtal.analysis.hindsight import Hindsight
from mtal.analysis.overlap import draw_heat_map
from mtal.analysis.scatter import CELLS, draw_scatter

random = np.random.default_rng(3)
PAIR = Hindsight(random.random(200), random.random(200))


def scatter(path: Path) -> None:
    draw_scatter({"dp": PAIR, "ner": Hindsight(PAIR.confidence, PAIR.confidence)}, "demo, pool of round 4", path)


def heat_map(path: Path) -> None:
    names = ["mt_min", "mt_avg"]
    draw_heat_map(pd.DataFrame([[1, 0.25], [0.25, 1]], index=names, columns=names), "demo, round 0", path)


def words(path: Path) -> list[str]:
    """The texts of a figure; matplotlib names each in a comment before its outlines."""
    return re.findall(r"<!-- (.*?) -->", path.read_text(encoding="utf-8"))


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
    groups = [g for g in tree.iter("{http://www.w3.org/2000/svg}g") if g.get("id", "").startswith("PathCollection")]
    drawn = [len(list(group.iter("{http://www.w3.org/2000/svg}use"))) for group in groups]
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
