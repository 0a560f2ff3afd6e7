"""Experiments side by side as a figure: learning curves, and the last round against a swept parameter."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from itertools import chain, cycle
from math import isfinite
from pathlib import Path
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from mtal.analysis.experiments import Runs, is_score, mean_and_spread, scale
from mtal.analysis.figures import GREY, look_of, measure_name, tick_the_data
from mtal.analysis.picture import Panel, Picture

AXES = {"labelled": "labelled sentences", "words": "labelled words", "spent": "annotation cost"}
"""What learning curves can be drawn against."""
TOTAL = "annotation cost, initial and development sets too"
LABELS = {**AXES, "words": "words in labelled sentences", "total": TOTAL}
"""The same, and what isn't among an experiment's measures."""
DASHES = ("--", "-.", (0, (6, 2, 1, 2, 1, 2)), (0, (1, 3)))
"""Of lines across a panel."""
MARK = 4.5
"""Size of a run's mark, in points."""

Look = Mapping[str, Any]
"""Colour, marker and line of a label, as matplotlib names them."""


def draw_comparison(
    runs: Runs, columns: Sequence[str], x: str, path: str | Path, *, corpus: str = "", random: Collection[str] = ()
) -> None:
    """The picture of `comparison` in a file, all panels in a row."""
    captions, panels = comparison(runs, columns, x, random)
    Picture(_title(corpus, "", runs), panels, captions, len(columns)).write(path)


def comparison(
    runs: Runs, columns: Sequence[str], x: str, random: Collection[str] = (), among: Sequence[str] = ()
) -> tuple[list[Line2D], list[Panel]]:
    """Learning curves against `x` (see `LABELS`): a panel a column, a line a label, its mean, a mark a run and round.

    `random`: the labels of random selection, drawn in grey and dotted. Among runs of several rounds one of a single
    round is full training: a line across, as no axis that shows the rounds reaches as far as all sentences. `among`:
    all labels of several pictures, in which each is to look the same.
    """
    across = _full_training(runs)
    looks = _looks([label for label in among or runs if label not in across], across, random)
    looks = {label: looks[label] for label in runs}

    def draw(column: str, axes: Axes) -> None:
        for label, look in looks.items():
            if label in across:
                _draw_across(axes, column, runs[label], look)
            else:
                means = mean_and_spread(runs[label], x)[0], mean_and_spread(runs[label], column)[0]
                _draw_label(axes, column, means, [(run[x], run[column]) for run in runs[label]], look)
        places = (mean_and_spread(runs[label], x)[0] for label in looks if label not in across)
        tick_the_data(axes, chain.from_iterable(places))

    return _captions(runs, looks), _panels(columns, LABELS[x], draw)


def draw_sweep(
    runs: Runs, columns: Sequence[str], x: str, path: str | Path, *, corpus: str = "", random: Collection[str] = ()
) -> None:
    """The picture of `sweep` in a file, all panels in a row."""
    captions, panels = sweep(runs, columns, x, random)
    Picture(_title(corpus, "last round", runs), panels, captions, len(columns)).write(path)


def sweep(runs: Runs, columns: Sequence[str], x: str, random: Collection[str] = ()) -> tuple[list[Line2D], list[Panel]]:
    """The last round against a swept parameter named `x`: a panel a column, a mark a run (paper Figure 6).

    Labels that are numbers, such as weights, are places on the axis; any other, such as a strategy without weights, is
    a horizontal line.
    """
    swept = sorted((label for label in runs if is_number(label)), key=float)
    looks = _looks([], [label for label in runs if label not in swept], random)

    def draw(column: str, axes: Axes) -> None:
        last = {label: [run[column].iloc[-1] for run in runs[label]] for label in swept}
        places = [(float(label), value) for label in swept for value in last[label]]
        means = pd.Series([pd.Series(last[label]).mean() for label in swept])
        across, up = map(pd.Series, zip(*places, strict=True))
        _draw_label(axes, column, (pd.Series(map(float, swept)), means), [(across, up)], look_of(0))
        for label, look in looks.items():
            _draw_across(axes, column, runs[label], look)
        tick_the_data(axes, map(float, swept), "g")

    return _captions(runs, looks), _panels(columns, x, draw)


def is_number(label: str) -> bool:
    """Whether a label can be a place on an axis."""
    try:
        return isfinite(float(label))
    except ValueError:
        return False


def _full_training(runs: Runs) -> list[str]:
    """The labels whose runs have one round, where others have more."""
    single = [label for label, tables in runs.items() if len(tables[0]) == 1]
    return single if len(single) < len(runs) else []


def _looks(curves: Sequence[str], across: Sequence[str], random: Collection[str]) -> dict[str, Look]:
    """How each label looks: curves in colours, lines across in dashes, random selection in grey."""
    coloured, baselines = ([label for label in curves if (label in random) == grey] for grey in (False, True))
    found: dict[str, Look] = {label: look_of(index) for index, label in enumerate(coloured)}
    for label, marker in zip(baselines, cycle("x+1"), strict=False):
        found[label] = {"color": GREY, "marker": marker, "linestyle": ":"}
    for label, dashes in zip(across, cycle(DASHES), strict=False):
        found[label] = {"color": GREY if label in random else "black", "linestyle": dashes, "linewidth": 1.0}
    return found


def _title(corpus: str, what: str, runs: Runs) -> str:
    """Corpus and number of seeds, where all labels have the same."""
    sizes = {len(tables) for tables in runs.values()}
    which = _seeds(sizes.pop()) if len(sizes) == 1 else "several seeds"
    marks = "" if which == "1 seed" else ": lines are means, marks single runs"
    return ", ".join(filter(None, [corpus, what, which])) + marks


def _captions(runs: Runs, looks: Mapping[str, Look]) -> list[Line2D]:
    """What the legend shows: each label with its look, and its number of seeds where they differ."""
    differ = len({len(tables) for tables in runs.values()}) > 1
    texts = {label: f"{label} ({_seeds(len(tables))})" if differ else label for label, tables in runs.items()}
    return [Line2D([], [], label=texts[label], markersize=MARK, **look) for label, look in looks.items()]


def _seeds(number: int) -> str:
    return "1 seed" if number == 1 else f"{number} seeds"


def _panels(columns: Sequence[str], x: str, draw: Callable[[str, Axes], None]) -> list[Panel]:
    """A panel a column."""
    return [Panel(measure_name(column), x, _unit(column), partial(draw, column)) for column in columns]


def _unit(column: str) -> str:
    """What the y axis of a column measures."""
    return "test score (%)" if is_score(column) else measure_name(column.partition(".")[0])


def _draw_label(
    axes: Axes,
    column: str,
    means: tuple[pd.Series, pd.Series],
    runs: Sequence[tuple[pd.Series, pd.Series]],
    look: Look,
) -> None:
    """A line through the means, and a mark a run and place; each pair is x and y."""
    form = {key: value for key, value in look.items() if key != "marker"}
    axes.plot(means[0], scale(column) * means[1], linewidth=1.4, **form)
    mark = {"color": look["color"], "marker": look["marker"], "linestyle": "none", "markersize": MARK, "alpha": 0.7}
    for x, y in runs:
        axes.plot(x, scale(column) * y, **mark)


def _draw_across(axes: Axes, column: str, tables: Sequence[pd.DataFrame], look: Look) -> None:
    """A horizontal line at the mean of the last round."""
    axes.axhline(scale(column) * mean_and_spread(tables, column)[0].iloc[-1], zorder=1, **look)
