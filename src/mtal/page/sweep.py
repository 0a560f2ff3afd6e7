"""A table or figure of the paper, as far as its cells are there."""

from __future__ import annotations

from mtal.analysis.panels import LABELS
from mtal.page.figures import figure
from mtal.page.html import Html, command, details, prose, section, tag
from mtal.page.study import Sweep
from mtal.page.tables import table
from mtal.pictures.curves import curves
from mtal.pictures.shipped import FIGURES
from mtal.tables.along import ALONG
from mtal.tables.report import sheets

CAPTIONS = {
    "figure1": "Which share of their sentences two strategies have in common, when both select from the same scores.",
    "figure3": "A small mark is a seed, a large one their mean. The best of several methods, chosen by the scores that "
    "are shown, is so by chance as well.",
    "figure5": "A mark is a sentence or several, the darker the more; below the dashed line it is overconfident.",
    "figure6": "The line is the mean over methods and seeds, a mark a run; random selection lies across.",
}
CURVES = "Lines are means over seeds, marks single runs."

Parts = list[tuple[str, list[Html]]]
"""Titles, and what they are of."""


def sweep_section(sweep: Sweep) -> Html:
    """What it is, its command, tables and figures; what is missing."""
    results = sweep.results
    line = command(f"python -m mtal report {results.name}{_scale(sweep)}")
    parts = [tag("p", _about(sweep)), line, _missing(sweep)]
    if results.results:
        parts += _figure_first(sweep) if results.name.startswith("figure") else _table_first(sweep)
    return section(sweep.title, *parts, name=results.name)


def _about(sweep: Sweep) -> Html:
    """What the file says of the sweep, the question that it answers in bold."""
    said = sweep.about.removeprefix(sweep.title).lstrip()
    if said.startswith("(") and "): " in said:
        question, _, said = said[1:].partition("): ")
        return Html(f"{tag('strong', _capital(question))} {prose(_sentence(said))}")
    return prose(_sentence(said.removeprefix(": ")))


def _sentence(text: str) -> str:
    return _capital(text) + ("" if text.endswith(".") or not text else ".")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _scale(sweep: Sweep) -> str:
    return "" if sweep.results.scale == "cpu" else f" --scale {sweep.results.scale}"


def _missing(sweep: Sweep) -> Html:
    missing, cells = sweep.results.cells - len(sweep.results.results), sweep.results.cells
    if not missing:
        return Html("")
    run = tag("code", f"python -m mtal sweep {sweep.results.name}{_scale(sweep)}")
    return tag("p", tag("strong", f"{missing} of {cells} cells are missing"), "; ", run, " runs them.", class_="note")


def _table_first(sweep: Sweep) -> list[Html]:
    first, *others = _tables(sweep, titled=True)
    by_what = _curves(sweep)
    return [*first[1], *_clicked(others), *_headed(by_what[:1]), *_clicked(by_what[1:])]


def _figure_first(sweep: Sweep) -> list[Html]:
    by_what = _curves(sweep)
    first = [("", own)] if (own := _own_figure(sweep)) else by_what[:1] if sweep.results.name not in FIGURES else []
    rest = [each for each in by_what if each not in first]
    nothing = tag("p", "What the figure is drawn from isn't on this machine.", class_="note")
    return [*(first[0][1] if first else [nothing]), *_clicked(_tables(sweep)), *_clicked(rest)]


def _headed(parts: Parts) -> list[Html]:
    return [each for title, inside in parts for each in (tag("h3", title), *inside)]


def _clicked(parts: Parts) -> list[Html]:
    return [details(title, *inside) for title, inside in parts]


def _tables(sweep: Sweep, *, titled: bool = False) -> Parts:
    """All tables, that of the last round's scores first; it has its title above it where that is asked for."""
    along = [sheet for make in ALONG.values() if (sheet := make(sweep.results))]
    found = enumerate([*sheets(sweep.results), *along])
    return [(_capital(sheet.title), [table(sheet, titled=titled and not i)]) for i, sheet in found]


def _own_figure(sweep: Sweep) -> list[Html]:
    """Of a sweep that has another figure than learning curves."""
    name, draw = sweep.results.name, FIGURES.get(sweep.results.name)
    found = enumerate(draw(sweep.results) if draw else ())
    return [figure(each, f"{name}-own-{number}", f"{each.title}. {CAPTIONS[name]}") for number, each in found]


def _curves(sweep: Sweep) -> Parts:
    """Learning curves by what they are drawn against, sentences first; without those that there is nothing for."""
    found = [(f"Learning curves by {label}", _drawn(sweep, against)) for against, label in LABELS.items()]
    return [(title, shown) for title, shown in found if shown]


def _drawn(sweep: Sweep, against: str) -> list[Html]:
    name, pictures = f"{sweep.results.name}-{against}", enumerate(curves(sweep.results, against))
    return [figure(each, f"{name}-{number}", f"{each.title}. {CURVES}") for number, each in pictures]
