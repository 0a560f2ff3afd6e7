from __future__ import annotations

import numpy as np
import pytest

from mtal.analysis.scatter import CELLS, marks


def test_few_points_stay_where_they_are():
    x, y = np.array([0.1, 0.9, 0.4, 0.4]), np.array([0.0, 1.0, 0.3, 0.3])
    found = np.column_stack(marks(x, y)[:2])
    assert found[np.argsort(found[:, 0])] == pytest.approx(np.array([[0.1, 0.0], [0.4, 0.3], [0.9, 1.0]]))


def test_the_densest_come_last_and_lie_in_the_crowd():
    random = np.random.default_rng(0)
    crowd = random.normal(0.7, 0.02, (2000, 2))
    x, y = np.vstack([crowd, random.random((200, 2))]).T
    mark_x, mark_y, density = marks(x, y)
    assert (np.diff(density) >= 0).all()
    assert np.hypot(mark_x[-1] - 0.7, mark_y[-1] - 0.7) < 0.03
    lonely = np.argmax(np.hypot(mark_x - 0.7, mark_y - 0.7))
    assert density[lonely] < density[-1] / 20


def test_density_is_points_a_cell_where_points_are_spread_evenly():
    grid = (np.arange(2 * CELLS) + 0.5) / (2 * CELLS)  # two points a cell along each axis: four a cell
    x, y = (axis.ravel() for axis in np.meshgrid(grid, grid))
    assert marks(x, y)[2] == pytest.approx(np.full(CELLS * CELLS, 4.0), rel=0.02)


def test_equal_points_are_one_mark():
    x, y, density = marks(np.full(5, 0.5), np.full(5, 1.0))
    assert (x.tolist(), y.tolist()) == ([0.5], [1.0]) and density[0] > 0
