"""What a run says at its end: the scores of the last round, and where to look next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mtal.analysis.figures import measure_name

FIGURES = ("learning_curve", "calibration", "overlap")
LOOK = (
    ("dvc plots show --open", "learning curves, training curves and figures in a browser"),
    ("dvc exp show --only-changed --keep last --drop '.*/'", "this experiment among others"),
)
"""Commands, and what they show."""


def ending(found: Mapping[str, Any], title: str, last_round: int) -> str:
    """The last lines of a run.

    `found`: as `mtal.analysis.curves.summary` makes it; `title`: corpus, strategy and seed.
    """
    scores = {measure_name(column): f"{100 * score:.1f}" for column, score in found["last"].items()}
    wide = max(map(len, [*scores, "figures"]))
    lines = [
        f"{title}: test scores in percent after round {last_round}, from {found['labelled']:,} labelled sentences",
        *(f"  {name:{wide}}  {score}" for name, score in scores.items()),
        f"  {'model':{wide}}  data/rounds/{last_round}/model",
        f"  {'figures':{wide}}  {', '.join(f'metrics/{name}.svg' for name in FIGURES)}",
        *(f"  {'look' if not i else '':{wide}}  {command}  # {what}" for i, (command, what) in enumerate(LOOK)),
    ]
    return "\n".join(lines)
