"""What was bought: how many sentences, how long, with which labels; examples where the licence lets them be shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from mtal.corpora.sentence import Sentence
from mtal.page.html import Html, details, lines, section, tag
from mtal.page.licences import QUOTABLE
from mtal.page.tables import notes, table
from mtal.study.purchases import Bought, kinds, purchases, training_split
from mtal.tables.methods import Method, Setting
from mtal.tables.results import Result, Results
from mtal.tables.scoring import shown
from mtal.tables.sheets import EMPTY, Box, Sheet, number

MEANING = (
    "All that the last model learned from, the initial sentences included; means over seeds. Of the labels of a task "
    "those count that were paid for. The training split stands first: a method that differs from it has a taste."
)
NOT_HERE = "No purchases to show: they are in the DVC cache of the machine that ran the cells."
MOST = 15
"""Types in a table."""
EXAMPLES = 5
"""Sentences shown of a method."""
LONGEST = 40
"""Words of a sentence that are shown."""

ByMethod = Mapping[Method, Sequence[Sequence[Bought]]]
"""What each seed of a method bought."""


@dataclass(frozen=True)
class _Taste:
    """What a set of sentences is like; means over seeds."""

    sentences: float
    words: float
    cost: float | None
    labels: Mapping[str, Counter[str]]
    """By task and type, per seed."""


def purchases_section(results: Results, licences: Mapping[str, str]) -> Html:
    """Tables and examples a setting. `licences`: what is said of each corpus's licence, by its name."""
    parts = [_setting(results, setting, licences.get(setting.corpus, "")) for setting in results.settings]
    there = [part for part in parts if part]
    if not results.results:
        return Html("")
    return section("What was bought", notes([MEANING if there else NOT_HERE]), *there)


def _setting(results: Results, setting: Setting, licence: str) -> Html:
    cells = [each for each in results.results if each.setting == setting]
    bought = {method: _of(results, setting, method) for method in results.methods}
    bought = {method: found for method, found in bought.items() if found}
    split = next((found for each in cells if (found := training_split(each.finished)) is not None), None)
    if not bought or split is None:
        return Html("")
    tastes = {"training split": _taste_of(setting.tasks, split.values())}
    tastes |= {method.name: _taste(setting.tasks, found) for method, found in bought.items()}
    return section(
        setting.label,
        table(_sizes(setting.tasks, tastes)),
        *(_types(task, tastes) for task in setting.tasks),
        _examples(bought)
        if licence in QUOTABLE
        else notes([f"No sentences are shown. Licence: {licence or 'unknown'}."]),
        level=3,
        name=f"bought-{'-'.join(filter(None, (setting.corpus, setting.domain, setting.encoder)))}",
    )


def _of(results: Results, setting: Setting, method: Method) -> list[Sequence[Bought]]:
    found = map(_purchases, results.by_place.get((setting, method), ()))
    return [each for each in found if each]


def _purchases(result: Result) -> Sequence[Bought] | None:
    return purchases(result.finished, int(result.measured.table.index[-1]))


def _taste(tasks: Sequence[str], seeds: Sequence[Sequence[Bought]]) -> _Taste:
    unique = [{each.sentence.id: each.sentence for each in bought} for bought in seeds]
    return _Taste(
        fmean(map(len, unique)),
        fmean(sum(len(each.tokens) for each in found.values()) for found in unique),
        fmean(sum(each.cost for each in bought) for bought in seeds),
        {
            task: _counted(task, (each.sentence for bought in seeds for each in bought if task in each.tasks))
            for task in tasks
        },
    )


def _taste_of(tasks: Sequence[str], split: Iterable[Sentence]) -> _Taste:
    sentences = list(split)
    labels = {task: _counted(task, sentences) for task in tasks}
    return _Taste(len(sentences), sum(len(each.tokens) for each in sentences), None, labels)


def _counted(task: str, sentences: Iterable[Sentence]) -> Counter[str]:
    """The types of labels, and under an empty name the sentences that they are of."""
    found = Counter[str]()
    for each in sentences:
        found[""] += 1
        found.update(kinds(task, each))
    return found


def _sizes(tasks: Sequence[str], tastes: Mapping[str, _Taste]) -> Sheet:
    counted = [task for task in tasks if task not in ("dp", "pos", "id")]  # a label a word, or a sentence, anyway
    header = ["", "sentences", "words", "words a sentence", "cost", *(f"{shown(task)} a sentence" for task in counted)]
    rows = [
        (
            name,
            [
                Box(f"{taste.sentences:,.0f}", taste.sentences),
                Box(f"{taste.words:,.0f}", taste.words),
                number(taste.words / taste.sentences if taste.sentences else float("nan"), 1),
                Box("") if taste.cost is None else Box(f"{taste.cost:,.0f}", taste.cost),
                *(_a_sentence(taste.labels[task]) for task in counted),
            ],
        )
        for name, taste in tastes.items()
    ]
    return Sheet("sizes", "bought", header, rows)


def _a_sentence(counts: Counter[str]) -> Box:
    return number((counts.total() - counts[""]) / counts[""]) if counts[""] else EMPTY


def _types(task: str, tastes: Mapping[str, _Taste]) -> Html:
    """Shares of label types, those of the training split first that are most frequent there."""
    common = [kind for kind, _ in tastes["training split"].labels[task].most_common() if kind]
    if not common:
        return Html("")
    rows = [(kind, [_share(taste.labels[task], kind) for taste in tastes.values()]) for kind in common[:MOST]]
    more = [f"The {MOST} most frequent of {len(common)}."] if len(common) > MOST else []
    title = f"types of {shown(task)} labels, in percent of all that were bought"
    sheet = Sheet(title, "types", ["type", *tastes], rows, more)
    return details(f"Types of {shown(task)} labels", table(sheet))


def _share(counts: Counter[str], kind: str) -> Box:
    total = counts.total() - counts[""]
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
