"""What the answers so far tell an annotation lead: numbers for a file, and lines for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from mtal.acquisition.costs import TaskCosts
from mtal.acquisition.fitting import FittedPrices, fit, timed
from mtal.analysis import corrections as correcting
from mtal.analysis.corrections import Corrections, corrected, corrections
from mtal.analysis.stopping import Verdict, advice
from mtal.corpora.sentence import ENTRIES, Sentence
from mtal.exchange import Item, agreement
from mtal.exchange.agreeing import agreed
from mtal.exchange.agreement import Agreement
from mtal.project.asked import Asked
from mtal.project.spending import cost_of
from mtal.tasks import TASKS, TaskOptions


def found_by_choosing(
    asked: Sequence[Asked], costs: Mapping[str, TaskCosts], seed: int
) -> dict[str, Corrections | None]:
    """For each task, how often predictions were wrong in chosen sentences and in random ones, over all batches.

    What is held out was handed out without predictions, so it has no say.
    """
    filled_in = {_key(each): each.filled_in for each in asked}
    answered = {_key(each): agreed(list(each.given())) for each in asked if each.answers}
    by_chance = {_key(each) for each in asked if each.by == "chance"}
    words = {_key(each): len(each.tokens) for each in asked}
    found = {}
    for task in costs:
        money = {name: cost_of(words[name], labels, [task], costs) for name, labels in answered.items()}
        found[task] = corrections(corrected(task, filled_in, answered, by_chance, money), seed=seed)
    return found


def _key(asked: Asked) -> str:
    return f"{asked.batch} {asked.id}"


def agreements(asked: Iterable[Asked], tasks: Mapping[str, TaskOptions]) -> dict[str, Agreement]:
    """How far annotators agree, for each task that several annotators answered for the same sentences."""
    items = [Item(Sentence(each.id, each.domain, each.tokens), tuple(each.tasks)) for each in asked]
    answers = [answer for each in asked for answer in each.given()]
    found = agreement.agreement(items, answers, (TASKS[task](options) for task, options in tasks.items()))
    return {task: each for task, each in found.items() if each.sentences}


def fitted_prices(asked: Iterable[Asked], costs: Mapping[str, TaskCosts]) -> FittedPrices | None:
    """What labels cost in seconds, where tools tell; None with few such answers."""
    measured = [
        timed(len(each.tokens), answer.labels, _done(each.tasks, answer.labels), answer.seconds)
        for each in asked
        for answer in each.given()
        if answer.seconds is not None
    ]
    return fit(measured, costs)


def _done(tasks: Iterable[str], labels: Mapping[str, Any]) -> list[str]:
    return [task for task in tasks if ENTRIES.get(task, task) in labels]


def lines(
    verdicts: Mapping[str, Verdict],
    found: Mapping[str, Corrections | None],
    agreed_on: Mapping[str, Agreement],
    prices: FittedPrices | None,
    costs: Mapping[str, TaskCosts],
) -> list[str]:
    """What is worth saying, a line each."""
    said = [advice(verdicts)] if verdicts else []
    said += [correcting.in_words(task, each) for task, each in found.items() if each]
    said += [agreement.in_words(task, each) for task, each in agreed_on.items()]
    if prices and (relative := prices.costs(costs)):
        shown = ", ".join(f"{task} {each.item} an item, {each.sentence} a sentence" for task, each in relative.items())
        said.append(f"by the clock (R² {prices.r_squared:.2f}) costs would be: {shown}")
    return said


def record(
    verdicts: Mapping[str, Verdict],
    found: Mapping[str, Corrections | None],
    agreed_on: Mapping[str, Agreement],
    prices: FittedPrices | None,
) -> dict[str, Any]:
    """The numbers behind `lines`, for `metrics/advice.json`."""
    return {
        "going_on": {task: each._asdict() for task, each in verdicts.items()},
        "choosing": {task: each.by_place._asdict() for task, each in found.items() if each},
        "agreement": {task: each._asdict() for task, each in agreed_on.items()},
        "seconds": {
            " ".join(filter(None, price)): value for price, value in (prices.seconds if prices else {}).items()
        },
    }
