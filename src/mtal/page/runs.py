"""The parameters of all runs: what sets each apart in a table, what they share beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from mtal.page.html import Html, details, lines, section, tag
from mtal.page.tables import framed, notes
from mtal.study.sweeps import Place
from mtal.tables.methods import flattened

HIDDEN = ("inputs", "analysis", "task_order")
"""Sections that say nothing of results, or what others say."""
MEANING = (
    "A row is an experiment: dvc exp apply NAME brings its files into the workspace. Parameters that all runs of a "
    "corpus have in common stand below its table."
)


def runs_section(places: Sequence[Place]) -> Html:
    """A table a corpus, on a click."""
    ordered = sorted(places, key=_corpus)
    groups = [(name, list(group)) for name, group in groupby(ordered, key=_corpus)]
    return section("Runs", notes([MEANING]), *(_group(name, group) for name, group in groups))


def _corpus(place: Place) -> str:
    corpus = place.cell.params["corpus"]
    return " ".join(filter(None, (corpus["name"], corpus["domain"])))


def _group(name: str, places: Sequence[Place]) -> Html:
    told = [dict(flattened("", place.cell.params)) for place in places]
    keys = [key for key in dict.fromkeys(key for each in told for key in each) if _part(key) not in HIDDEN]
    apart = [key for key in keys if len({each.get(key) for each in told}) > 1]
    there = sum(place.finished is not None for place in places)
    shared = "\n".join(f"{key}: {told[0][key]}" for key in keys if key not in apart)
    common = details("What they have in common", tag("pre", shared, class_="facts"))
    return details(f"{name}: {there} of {len(places)} runs are there", _table(places, told, apart), common)


def _part(key: str) -> str:
    return key.partition(".")[0]


def _table(places: Sequence[Place], told: Sequence[Mapping[str, str]], apart: Sequence[str]) -> Html:
    head = tag("tr", *(tag("th", name, scope="col") for name in ["experiment", "", *apart, "sweeps"]))
    rows = [_row(place, [each.get(key, "") for key in apart]) for place, each in zip(places, told, strict=True)]
    return framed(lines(tag("thead", head), tag("tbody", lines(*rows))), "runs")


def _row(place: Place, values: Sequence[str]) -> Html:
    there = "there" if place.finished else tag("span", "missing", class_="missing")
    cells = [tag("td", "–" if value == "None" else value) for value in values]
    name = tag("th", tag("code", place.cell.name), scope="row")
    return tag("tr", name, tag("td", there), *cells, tag("td", " ".join(place.sweeps)))
