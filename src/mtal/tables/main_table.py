"""The main table of a sweep: the last round's scores, a row a method."""

from __future__ import annotations

from mtal.tables.published import ENCODERS, published, theirs
from mtal.tables.results import Results
from mtal.tables.scoring import aspects, averaged, best_of, box, side_by_side
from mtal.tables.sheets import Box, Sheet

OF_SCORES = ("table3", "table5", "table7", "table8", "table9", "table10")
"""The paper's tables that print scores."""


def score_sheet(results: Results) -> Sheet:
    """Means and standard deviations over seeds, by setting and task, the tasks' means, who is best, the paper's."""
    parts = aspects(results)
    columns = [column for part in parts for column in part.columns]
    means = [averaged(f"mean {part.label}", part.columns) for part in parts]
    shown = [*columns, *(mean for mean, part in zip(means, parts, strict=True) if len(part.columns) > 1)]
    shown += [averaged("mean", means)] if len(means) > 1 else []
    best = {part.label: best_of(part.columns, results.methods) for part in parts}
    paper = published(results.name if results.name in OF_SCORES else "")
    joined = side_by_side(results.methods)
    header = ["method", *(column.label for column in shown), *(f"best {label}" for label in best)]
    rows = [
        (
            method.name,
            [
                *(box(column, method) for column in shown),
                *(Box(counts.get(method, "")) for counts in best.values()),
                *(theirs(paper, method.name, column) for column in paper.columns),
            ],
        )
        for method in [*results.methods, *joined]
    ]
    title = "main scores of the last round, in percent"
    return Sheet(
        title, "scores", [*header, *(f"paper: {name}" for name in paper.columns)], rows, _notes(results, bool(joined))
    )


def _notes(results: Results, joined: bool) -> list[str]:
    here = f"Encoder: {', '.join(results.encoders)}"
    theirs = f"; the paper's: {ENCODERS[results.name]}" if results.name in ENCODERS else ""
    there = len(results.results)
    missing = "" if there == results.cells else f"; `mtal sweep {results.name} --scale {results.scale}` runs the others"
    return [
        f"Scale {results.scale}: {there} of {results.cells} cells are there{missing}.",
        "Mean ± standard deviation of a run, over seeds; n: how many, where some are missing; –: none yet. "
        "best: of settings in how many, ties to the first.",
        *(
            ["Names with a slash: single-task methods side by side, each with the score of its own task."]
            if joined
            else []
        ),
        f"{here}{theirs}.",
    ]
