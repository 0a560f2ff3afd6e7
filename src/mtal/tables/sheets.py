"""A table of a study, whatever it is of, as Markdown, CSV or LaTeX."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import isnan, nan
from typing import NamedTuple

from mtal.files import csv_field

NONE = "–"
"""What isn't there."""
SPECIAL = {
    "\\": r"\textbackslash{}",
    **{letter: f"\\{letter}" for letter in "&%$#_{}"},
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "±": r"$\pm$",
    "β": r"$\beta$",
    "–": "--",
    "<": "$<$",
    ">": "$>$",
    "×": r"$\times$",
    "−": "$-$",
}


class Box(NamedTuple):
    """A cell of a table."""

    text: str
    value: float = nan
    """What the text shows, in the same unit; NaN where it isn't one number."""
    spread: float = nan
    """What stands after ±."""
    n: int = 0
    """Seeds; 0 where it is of none."""


EMPTY = Box(NONE)


def number(value: float, digits: int = 2) -> Box:
    """A number; what isn't there for NaN."""
    return EMPTY if isnan(value) else Box(f"{value:.{digits}f}", value)


@dataclass(frozen=True)
class Sheet:
    """A table with a title and notes below."""

    title: str
    key: str
    """Its name in a CSV file, such as `scores`."""
    header: Sequence[str]
    """The first names the rows."""
    rows: Sequence[tuple[str, Sequence[Box]]]
    """Each with its name, and a box for every other column."""
    notes: Sequence[str] = ()
    """A sentence each."""


def markdown(sweep: str, sheets: Sequence[Sheet]) -> str:
    """Headings, tables and notes."""
    return "\n".join(f"## {sweep}: {sheet.title}\n\n{_markdown_table(sheet)}{_notes(sheet)}" for sheet in sheets)


def _markdown_table(sheet: Sheet) -> str:
    lines = [list(sheet.header), ["---"] * len(sheet.header)]
    lines += [[name, *(box.text for box in boxes)] for name, boxes in sheet.rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def _notes(sheet: Sheet) -> str:
    return "".join(f"\n{note}\n" for note in sheet.notes)


def latex(sweep: str, sheets: Sequence[Sheet]) -> str:
    r"""A `table` each, for a document that says `\usepackage{booktabs}`."""
    return "\n".join(_latex_table(sweep, sheet) for sheet in sheets)


def _latex_table(sweep: str, sheet: Sheet) -> str:
    head, *body = (
        " & ".join(map(escaped, line)) + r" \\"
        for line in [sheet.header, *([name, *(box.text for box in boxes)] for name, boxes in sheet.rows)]
    )
    caption = " ".join([f"{sweep}: {sheet.title}.", *sheet.notes])
    columns = "l" + "r" * (len(sheet.header) - 1)
    lines = [r"\begin{table}", r"\centering", rf"\begin{{tabular}}{{{columns}}}", r"\toprule", head, r"\midrule"]
    lines += [*body, r"\bottomrule", r"\end{tabular}", rf"\caption{{{escaped(caption)}}}", r"\end{table}", ""]
    return "\n".join(lines)


def escaped(text: str) -> str:
    """Text as LaTeX prints it."""
    return "".join(SPECIAL.get(letter, letter) for letter in text)


def csv(sweep: str, sheets: Sequence[Sheet]) -> str:
    """A row a box: `sweep,table,row,column,text,value,spread,n`; what isn't there is empty. No notes."""
    return "".join(",".join(map(csv_field, row)) + "\n" for row in _csv_rows(sweep, sheets))


CSV_HEAD = "sweep,table,row,column,text,value,spread,n\n"


def _csv_rows(sweep: str, sheets: Sequence[Sheet]) -> Iterator[list[object]]:
    for sheet in sheets:
        for name, boxes in sheet.rows:
            for column, box in zip(sheet.header[1:], boxes, strict=True):
                numbers = ["" if isnan(each) else f"{each:.6g}" for each in (box.value, box.spread)]
                yield [sweep, sheet.key, name, column, box.text, *numbers, box.n or ""]


FORMATS: dict[str, tuple[str, Callable[[str, Sequence[Sheet]], str]]] = {
    "markdown": ("", markdown),
    "csv": (CSV_HEAD, csv),
    "latex": ("", latex),
}
"""For each format what stands once before all sweeps, and how a sweep's tables are written."""
