"""A table or figure of the paper, as far as its cells are there."""

from __future__ import annotations

from collections.abc import Iterator

from mtal.analysis.panels import LABELS
from mtal.page.figures import figure
from mtal.page.html import Html, command, details, lines, section, tag
from mtal.page.study import Sweep
from mtal.page.tables import table
from mtal.pictures.curves import curves
from mtal.pictures.shipped import FIGURES
from mtal.tables.report import sheets

FIRST = ("scores",)
"""Tables that are shown without a click."""
CAPTIONS = {
    "figure1": "Which share of their sentences two strategies have in common, when both select from the same scores.",
    "figure3": "A small mark is a seed, a large one their mean. The best of several methods, chosen by the scores that "
    "are shown, is so by chance as well.",
    "figure5": "A mark is a sentence or several, the darker the more; below the dashed line it is overconfident.",
    "figure6": "The line is the mean over methods and seeds, a mark a run; random selection lies across.",
}
CURVES = "Lines are means over seeds, marks single runs."


def sweep_section(sweep: Sweep) -> Html:
    """What it is, its command, tables and figures; what is missing."""
    results = sweep.results
    parts = [tag("p", sweep.about), _there(sweep), command(f"python -m mtal report {results.name}{_scale(sweep)}")]
    if results.results:
        parts += [*_own_figure(sweep), *_tables(sweep), *_curves(sweep)]
    return section(sweep.title, *parts, name=results.name)


def _scale(sweep: Sweep) -> str:
    return "" if sweep.results.scale == "cpu" else f" --scale {sweep.results.scale}"


def _there(sweep: Sweep) -> Html:
    there, cells = len(sweep.results.results), sweep.results.cells
    if there == cells:
        return tag("p", f"All {cells} cells are there.", class_="note")
    run = tag("code", f"python -m mtal sweep {sweep.results.name}{_scale(sweep)}")
    missing = tag("strong", f"{cells - there} of {cells} cells are missing")
    return tag("p", missing, "; ", run, " runs them.", class_="note")


def _tables(sweep: Sweep) -> Iterator[Html]:
    for sheet in sheets(sweep.results):
        yield table(sheet) if sheet.key in FIRST else details(_sentence(sheet.title), table(sheet))


def _sentence(title: str) -> str:
    return title[0].upper() + title[1:]


def _own_figure(sweep: Sweep) -> Iterator[Html]:
    draw = FIGURES.get(sweep.results.name)
    for number, drawing in enumerate(draw(sweep.results) if draw else ()):
        caption = f"{drawing.title}. {CAPTIONS[sweep.results.name]}"
        yield figure(drawing, f"{sweep.results.name}-own-{number}", caption)


def _curves(sweep: Sweep) -> Iterator[Html]:
    """Against sentences, and on a click against what else there is."""
    for against, label in LABELS.items():
        pictures = curves(sweep.results, against)
        name = f"{sweep.results.name}-{against}"
        shown = [figure(each, f"{name}-{number}", f"{each.title}. {CURVES}") for number, each in enumerate(pictures)]
        title = f"Learning curves: {label}"
        if shown and against == "labelled":
            yield lines(tag("h3", title), *shown)
        elif shown:
            yield details(title, *shown)
