"""Score the model on the test sentences, and say whether going on is likely to pay."""

from __future__ import annotations

from collections.abc import Mapping

from mtal.files import write_json
from mtal.project.advice import agreements, fitted_prices, found_by_choosing, lines, record
from mtal.project.asked import Asked, read_annotations, rounds_done
from mtal.project.history import Tested, write_scores
from mtal.project.options import ProjectOptions, read_options
from mtal.project.places import ADVICE, has_model, read_labelled
from mtal.project.spending import in_words, spent
from mtal.project.stop_set import keep, verdicts


def main() -> None:
    """Write scores, a row a task of the history, and advice; tell them."""
    options, asked = read_options(), read_annotations()
    labelled, number = read_labelled(asked, list(options.labels)), rounds_done(asked)
    found: Mapping[str, Tested] = {}
    paid = spent(asked, options.task_costs())
    if has_model():
        from mtal.project.tested import keep_predictions, tested

        found = tested(options, labelled)
        keep_predictions(options, number)
        shown = ", ".join(f"{task} {each.in_words()}" for task, each in found.items())
        print(f"round {number}: {shown or 'no test sentence is labelled yet'}")
    else:
        keep(number, {})
    if paid:
        print(in_words(asked, options.task_costs(), options.budget))
    write_scores(number, found, len(labelled.all()), paid)
    _advise(options, asked)


def _advise(options: ProjectOptions, asked: list[Asked]) -> None:
    costs = options.task_costs()
    found = (
        verdicts(options.labels) if has_model() else {},
        found_by_choosing(asked, costs, options.seed),
        agreements(asked, options.task_options()),
        fitted_prices(asked, costs),
    )
    write_json(ADVICE, record(*found))
    for line in lines(*found, costs):
        print(line)
