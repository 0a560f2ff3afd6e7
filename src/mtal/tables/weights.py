"""The best weight of each method (paper Table 7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean

from mtal.tables.methods import Method
from mtal.tables.published import Published, published
from mtal.tables.results import Results
from mtal.tables.scoring import aspects, averaged, best_of, box
from mtal.tables.sheets import NONE, Box, Sheet, number

MEANING = (
    "best: the weight whose mean over settings, tasks and seeds is highest, of so many that are there in all settings. "
    "As in the paper the test scores that choose it are those that stand beside it, so that a method with more weights "
    "looks better by that alone."
)


def weight_sheet(results: Results) -> Sheet | None:
    """A row a method that comes with several weights, and one for random selection; None where there is none."""
    families = weighted(results.methods)
    if not families:
        return None
    parts = aspects(results)
    means = [averaged(f"mean {part.label}", part.columns) for part in parts]
    overall = averaged("mean", means)
    there = {base: [each for each in family if overall.scores.get(each)] for base, family in families.items()}
    best = {
        base: max(family, key=lambda each: fmean(overall.scores[each].values()))
        for base, family in there.items()
        if family
    }
    rivals = [*(method for method in results.methods if method.random), *best.values()]
    counts = [best_of(part.columns, rivals) for part in parts]
    paper = published(results.name)
    rows = []
    for base, method in [
        *((each.name, each) for each in rivals if each.random),
        *((base, best.get(base)) for base in families),
    ]:
        boxes = [Box(method.weights if method else NONE), Box(_of(base, there, families))]
        boxes += [box(column, method) if method else Box(NONE) for column in (*means, overall)]
        boxes += [Box(count.get(method, "") if method else "") for count in counts]
        rows.append((base, boxes + _theirs(paper, base)))
    header = [
        "method",
        "best",
        "of",
        *(mean.label for mean in means),
        "mean",
        *(f"best {each.label}" for each in parts),
    ]
    header += ["paper: best", *(f"paper: {column}" for column in paper.columns)] if paper.columns else []
    return Sheet("the best weight of each method", "weights", header, rows, [MEANING])


def weighted(methods: Sequence[Method]) -> dict[str, list[Method]]:
    """The methods that come with several weights, by their names without them."""
    found = dict[str, list[Method]]()
    for method in methods:
        if method.weights:
            found.setdefault(method.base, []).append(method)
    return {base: family for base, family in found.items() if len(family) > 1}


def _of(base: str, there: Mapping[str, Sequence[Method]], families: Mapping[str, Sequence[Method]]) -> str:
    return f"{len(there[base])}/{len(families[base])}" if base in families else ""


def _theirs(paper: Published, base: str) -> list[Box]:
    """The weight that the paper found best, and its scores."""
    if not paper.columns:
        return []
    names = dict.fromkeys(name for name, _ in paper.values if name == base or name.startswith(f"{base} β="))
    name = next(iter(names), "")
    scores = [paper.values.get((name, column)) for column in paper.columns]
    return [Box(name.removeprefix(base).strip()), *(Box("") if score is None else number(score) for score in scores)]
