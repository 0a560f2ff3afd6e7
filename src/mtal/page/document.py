"""The whole page."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mtal.page.calibration import calibration_section
from mtal.page.figures import figure
from mtal.page.html import Html, anchor, command, lines, page, section, tag
from mtal.page.purchases import purchases_section
from mtal.page.runs import runs_section
from mtal.page.study import Study
from mtal.page.sweep import CAPTIONS, sweep_section
from mtal.page.tables import notes
from mtal.pictures.overlap import overlaps
from mtal.tables.results import Results

STYLE = Path(__file__).with_name("style.css")
TITLE = "Multi-task active learning: results"


def document(study: Study) -> str:
    """One file of HTML; the same study gives the same bytes."""
    others = _of_all_cells(study)
    main = tag("main", lines(*map(sweep_section, study.sweeps), *others.values()))
    return page(TITLE, STYLE, _header(study), _contents(study, others), main)


def _header(study: Study) -> Html:
    there, cells = len(study.everything.results), study.everything.cells
    return tag(
        "header",
        tag("h1", TITLE),
        tag(
            "p",
            f"{there} of {cells} experiments at scale {study.scale} are there. Encoder: "
            f"{', '.join(study.everything.encoders)}. Where the paper is named, it is Rotman & Reichart, ",
            tag(
                "a",
                "Multi-task Active Learning for Pre-trained Transformer-based Models",
                href="https://arxiv.org/abs/2208.05379",
            ),
            " (TACL 2022).",
            class_="lead",
        ),
        command(f"python -m mtal report{'' if study.scale == 'cpu' else f' --scale {study.scale}'}"),
    )


def _contents(study: Study, others: Iterable[str]) -> Html:
    sweeps = [
        tag("li", tag("a", each.title, href=f"#{each.results.name}"), tag("span", _count(each.results)))
        for each in study.sweeps
    ]
    more = [tag("li", tag("a", title, href=f"#{anchor(title)}")) for title in others]
    return tag("nav", tag("strong", "Contents"), tag("ol", lines(*sweeps, *more)), aria_label="Contents")


def _count(results: Results) -> str:
    there = len(results.results)
    return f"{there}/{results.cells}" if there else "missing"


def _of_all_cells(study: Study) -> dict[str, Html]:
    """The sections after the sweeps, by their titles; without those that have nothing to show."""
    results = study.everything
    licences = {place.cell.params["corpus"]["name"]: place.cell.params["corpus"]["licence"] for place in study.places}
    found = {
        "Calibration": calibration_section(results),
        "Overlap": _overlap_section(results),
        "What was bought": purchases_section(results, licences),
        "Runs": runs_section(study.places),
    }
    return {title: part for title, part in found.items() if part}


def _overlap_section(results: Results) -> Html:
    maps = [figure(each, f"overlap-{number}", each.title) for number, each in enumerate(overlaps(results))]
    return section("Overlap", notes([CAPTIONS["figure1"]]), *maps) if maps else Html("")
