"""What was bought: how many sentences, how long, with which labels; examples where the licence lets them be shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from mtal.corpora.sentence import Sentence
from mtal.page.html import Html, details, lines, section, tag
from mtal.page.licences import QUOTABLE
from mtal.page.tables import notes, table
from mtal.study.purchases import Bought, kinds, purchases, training_split
from mtal.tables.methods import Method, Setting
from mtal.tables.results import Result, Results
from mtal.tables.scoring import shown
from mtal.tables.sheets import EMPTY, Box, Sheet, number
from mtal.tables.tastes import MEANING, SPLIT, taste_sheet

NOT_HERE = "Types of labels and sentences are in the DVC cache of the machine that ran the cells."
MOST = 15
"""Types in a table."""
EXAMPLES = 5
"""Sentences shown of a method."""
LONGEST = 40
"""Words of a sentence that are shown."""

ByMethod = Mapping[Method, Sequence[Sequence[Bought]]]
"""What each seed of a method bought."""


def purchases_section(results: Results, licences: Mapping[str, str]) -> Html:
    """Tables and examples a setting. `licences`: what is said of each corpus's licence, by its name."""
    parts = [_setting(results, setting, licences.get(setting.corpus, "")) for setting in results.settings]
    there = [part for part in parts if part]
    return section("What was bought", notes([MEANING]), *there) if there else Html("")


def _setting(results: Results, setting: Setting, licence: str) -> Html:
    sheet = taste_sheet(results, setting)
    if sheet is None:
        return Html("")
    bought = {method: mine for method in results.methods if (mine := _of(results, setting, method))}
    cells = [each for each in results.results if each.setting == setting]
    split = next((found for each in cells if (found := training_split(each.finished)) is not None), None)
    more = _details(setting, bought, split.values(), licence) if bought and split else [notes([NOT_HERE])]
    name = f"bought-{'-'.join(filter(None, (setting.corpus, setting.domain, setting.encoder)))}"
    return section(setting.label, table(replace(sheet, notes=())), *more, level=3, name=name)


def _details(setting: Setting, bought: ByMethod, split: Iterable[Sentence], licence: str) -> list[Html]:
    """Types of labels, and sentences where the licence lets them be shown."""
    sentences = list(split)
    no_sentences = notes([f"No sentences are shown. Licence: {licence or 'unknown'}."])
    return [
        *(_types(task, _kinds(task, bought, sentences)) for task in setting.tasks),
        _examples(bought) if licence in QUOTABLE else no_sentences,
    ]


def _kinds(task: str, bought: ByMethod, split: Sequence[Sentence]) -> dict[str, Counter[str]]:
    """How often labels are of each type, in the split and in what each method learned from."""
    found = {SPLIT: Counter(kind for each in split for kind in kinds(task, each))}
    for method, seeds in bought.items():
        mine = (each.sentence for seed in seeds for each in seed if task in each.tasks)
        found[method.name] = Counter(kind for each in mine for kind in kinds(task, each))
    return found


def _of(results: Results, setting: Setting, method: Method) -> list[Sequence[Bought]]:
    found = map(_purchases, results.by_place.get((setting, method), ()))
    return [each for each in found if each]


def _purchases(result: Result) -> Sequence[Bought] | None:
    return purchases(result.finished, int(result.measured.table.index[-1]))


def _types(task: str, counts: Mapping[str, Counter[str]]) -> Html:
    """Shares of label types, those of the training split first that are most frequent there."""
    common = [kind for kind, _ in counts[SPLIT].most_common()]
    if not common:
        return Html("")
    rows = [(kind, [_share(each, kind) for each in counts.values()]) for kind in common[:MOST]]
    more = [f"The {MOST} most frequent of {len(common)}."] if len(common) > MOST else []
    title = f"types of {shown(task)} labels, in percent of all, the initial sentences included"
    return details(f"Types of {shown(task)} labels", table(Sheet(title, "types", ["type", *counts], rows, more)))


def _share(counts: Counter[str], kind: str) -> Box:
    total = counts.total()
    return number(100 * counts[kind] / total, 1) if total else EMPTY


def _examples(bought: ByMethod) -> Html:
    """The first sentences that each method chose itself, of its first seed."""
    return details("Sentences that were bought first", *_quoted(bought))


def _quoted(bought: ByMethod) -> Iterator[Html]:
    for method, seeds in bought.items():
        chosen = [each for each in seeds[0] if each.round > 0][:EXAMPLES]
        if chosen:
            quotes = [tag("blockquote", _text(each.sentence), " ", _labels(each)) for each in chosen]
            yield lines(tag("h4", method.name), *quotes)


def _text(sentence: Sentence) -> str:
    more = " …" if len(sentence.tokens) > LONGEST else ""
    return " ".join(sentence.tokens[:LONGEST]) + more


def _labels(each: Bought) -> Html:
    return tag("small", f"({len(each.sentence.tokens)} words; {', '.join(map(shown, each.tasks))})")
