"""What all figures have in common: made to be printed, searched and read with any colour vision.

The same bytes whenever they show the same, whatever the user's matplotlibrc says. Text stays text, in a font that every
reader has one of; marks differ in form as well as in colour; ticks stand where the data are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from math import isfinite
from pathlib import Path
from typing import Any

import matplotlib
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

from mtal.errors import UserError
from mtal.files import whole_file

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00")
"""The palette of Okabe and Ito (2008), made for all kinds of colour vision, without its black and its yellow."""
MARKERS = ("o", "s", "^", "D", "v", "P", "X")
"""One more than there are colours, so that six labels later a colour comes back with another marker."""
GREY = "0.35"
"""What others are measured by: baselines, diagonals."""

NOTHING_ADDED: dict[str, dict[str, Any]] = {
    "svg": {"Date": None, "Creator": None},
    "png": {"Software": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}
"""The kinds of files, and what keeps dates and versions out of each."""
SETTINGS: dict[Any, Any] = {
    "svg.hashsalt": "mtal",
    "svg.fonttype": "none",
    "pdf.fonttype": 42,
    "font.size": 10,
    "font.sans-serif": ["DejaVu Sans", "Verdana", "Arial", "sans-serif"],
    "savefig.dpi": 200,
    "axes.axisbelow": True,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": 10,
    "figure.titlesize": 10,
    "legend.frameon": False,
}

WORDS = {
    "las": "LAS",
    "uas": "UAS",
    "f1": "F1",
    "oe": "OE",
    "r2": "R²",
    "mean_gap": "mean gap",
    "max_gap": "largest gap",
}


def measure_name(column: str) -> str:
    """What a column of results is called in figures.

    >>> measure_name("dp.las"), measure_name("oe.dp"), measure_name("dp.uas_without_punctuation")
    ('dp LAS', 'OE dp', 'dp UAS without punctuation')
    """
    first, _, rest = column.partition(".")
    return " ".join(WORDS.get(word, word) for word in [first, *rest.split("_")] if word)


def check_kind(path: Path) -> str:
    """The kind of file that a name asks for, a key of `NOTHING_ADDED`; `UserError` for any other."""
    kind = path.suffix.removeprefix(".").lower()
    if kind not in NOTHING_ADDED:
        raise UserError(f"{path}: figures are .svg, .png or .pdf")
    return kind


@contextmanager
def drawing(path: str | Path, width: float, height: float) -> Iterator[Figure]:
    """An empty figure of that size in inches, which is written to `path`, whole, when the block ends well."""
    kind = check_kind(Path(path))
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(SETTINGS)
        figure = Figure(figsize=(width, height), layout="constrained")
        yield figure
        with whole_file(path) as temporary:
            figure.savefig(temporary, metadata=NOTHING_ADDED[kind], format=kind)


def look_of(index: int) -> dict[str, Any]:
    """Colour, marker and line of the label number `index`; where colours come back, the lines are dashed."""
    line = "-" if index < len(COLOURS) else "--"
    return {"color": COLOURS[index % len(COLOURS)], "marker": MARKERS[index % len(MARKERS)], "linestyle": line}


def contrast(one: Sequence[float], other: Sequence[float]) -> float:
    """The contrast ratio of two colours (red, green, blue in [0, 1]), 1 to 21, as WCAG 2.1 defines it."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Sequence[float]) -> float:
    """Relative luminance of an sRGB colour."""
    linear = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in colour)
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def readable_on(colour: Sequence[float]) -> str:
    """Black or white, whichever stands out more on a colour: by 4.58 : 1 at least, as the product of both is 21."""
    return max(("black", "white"), key=lambda ink: contrast(to_rgb(ink), colour))


def tick_places(values: Iterable[float], most: int = 8) -> list[float]:
    """Where the data are: `values` in order, without those that are too close to be labelled apart; the last one stays.

    >>> tick_places([30, 60, 60, 61, 90], most=4)
    [30, 60, 90]
    """
    places = sorted({value for value in values if isfinite(value)})
    kept = places[:1]
    for place in places[1:]:
        if place - kept[-1] >= (places[-1] - places[0]) / most:
            kept.append(place)
    return [*kept[:-1], places[-1]] if len(kept) > 1 else kept


def tick_the_data(axes: Axes, values: Iterable[float], form: str = ",.0f") -> None:
    """Ticks on the x axis where `values` are, written by the format `form`."""
    places = tick_places(values)
    axes.set_xticks(places, [format(place, form) for place in places])


def one_legend(figure: Figure, handles: Sequence[Artist], width: float) -> None:
    """A legend for all panels below them, in as many columns as fit into `width` inches."""
    if not handles:
        return
    longest = max(len(str(handle.get_label())) for handle in handles)
    columns = max(1, min(len(handles), int(width / (0.6 + 0.075 * longest))))
    figure.legend(handles=handles, loc="outside lower center", ncols=columns)
