"""A table or figure of the paper, as far as its cells are there."""

from __future__ import annotations

from collections.abc import Iterator

from mtal.analysis.panels import LABELS
from mtal.page.figures import figure
from mtal.page.html import Html, command, details, lines, prose, section, tag
from mtal.page.study import Sweep
from mtal.page.tables import table
from mtal.pictures.curves import curves
from mtal.pictures.shipped import FIGURES
from mtal.tables.report import sheets

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
    line = command(f"python -m mtal report {results.name}{_scale(sweep)}")
    parts = [tag("p", _about(sweep)), line, _there(sweep)]
    if results.results:
        parts += _figure_first(sweep) if "figure" in results.name else _tables_first(sweep)
    return section(sweep.title, *parts, name=results.name)


def _about(sweep: Sweep) -> Html:
    """What the file says of the sweep, the question that it answers in bold."""
    said = sweep.about.removeprefix(sweep.title).lstrip()
    if said.startswith("(") and "): " in said:
        question, _, said = said[1:].partition("): ")
        return Html(f"{tag('strong', question)} {prose(_sentence(said))}")
    return prose(_sentence(said.removeprefix(": ")))


def _sentence(text: str) -> str:
    """With a capital letter, and an end."""
    return text and text[0].upper() + text[1:] + ("" if text.endswith(".") else ".")


def _scale(sweep: Sweep) -> str:
    return "" if sweep.results.scale == "cpu" else f" --scale {sweep.results.scale}"


def _there(sweep: Sweep) -> Html:
    there, cells = len(sweep.results.results), sweep.results.cells
    if there == cells:
        return Html("")
    run = tag("code", f"python -m mtal sweep {sweep.results.name}{_scale(sweep)}")
    missing = tag("strong", f"{cells - there} of {cells} cells are missing")
    return tag("p", missing, "; ", run, " runs them.", class_="note")


def _tables_first(sweep: Sweep) -> list[Html]:
    first, *others = sheets(sweep.results)
    curves_of_all = [*_curves(sweep)]
    shown = [table(first), *(details(_title(sheet.title), table(sheet, titled=False)) for sheet in others)]
    return [
        *shown,
        *(lines(tag("h3", title), *parts) for title, parts in curves_of_all[:1]),
        *_clicked(curves_of_all[1:]),
    ]


def _figure_first(sweep: Sweep) -> list[Html]:
    curves_of_all, own = [*_curves(sweep)], [*_own_figure(sweep)]
    if sweep.results.name not in FIGURES:
        own = [part for _, parts in curves_of_all[:1] for part in parts]
        curves_of_all = curves_of_all[1:]
    nothing = [] if own else [tag("p", "What the figure is drawn from isn't on this machine.", class_="note")]
    shown = [details(_title(sheet.title), table(sheet, titled=False)) for sheet in sheets(sweep.results)]
    return [*own, *nothing, *shown, *_clicked(curves_of_all)]


def _title(text: str) -> str:
    return text[0].upper() + text[1:]


def _own_figure(sweep: Sweep) -> Iterator[Html]:
    name = sweep.results.name
    for number, drawing in enumerate(FIGURES[name](sweep.results) if name in FIGURES else ()):
        yield figure(drawing, f"{name}-own-{number}", f"{drawing.title}. {CAPTIONS[name]}")


def _curves(sweep: Sweep) -> Iterator[tuple[str, list[Html]]]:
    """Learning curves by what they are drawn against, sentences first; without those that there is nothing for."""
    for against, label in LABELS.items():
        name = f"{sweep.results.name}-{against}"
        pictures = enumerate(curves(sweep.results, against))
        shown = [figure(each, f"{name}-{number}", f"{each.title}. {CURVES}") for number, each in pictures]
        if shown:
            yield f"Learning curves by {label}", shown


def _clicked(found: list[tuple[str, list[Html]]]) -> list[Html]:
    return [details(title, *parts) for title, parts in found]
