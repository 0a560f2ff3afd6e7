"""All questions on one page: the paper's answers beside ours (docs/reproduction.md)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from mtal.analysis.gaps import ENOUGH_SEEDS, LEVEL
from mtal.questions.asked import How, Question
from mtal.questions.outcomes import OPEN, OTHER, SAME, Answered, answers, leans, outcome
from mtal.questions.printed import printed
from mtal.tables.report import Read, compared
from mtal.tables.results import Results, tally_of_round
from mtal.tables.sheets import NONE
from mtal.tables.systems import Systems
from mtal.tables.verdicts import gap_box, p_box, verdict

HEAD = """\
# The paper's questions

Each research question of Rotman and Reichart (2022), their answer in our words, and what our cells say at scale
`{scale}`. A program writes this page, from results that git keeps in files:

```console
$ python -m mtal sweep {sweeps}{option}     # runs what is missing
$ python -m mtal sweep {sweeps} --keep{option}     # puts the results into docs/study/cells
$ python -m mtal questions{option} -o docs/reproduction.md
```

A row asks whether the methods on the left of *against* score higher in the last round than those on its right: by their
mean over seeds, over settings (corpora, domains), and over methods where a side has several. The gap is in points, with
its 95 % interval over seeds and test sentences ([method.md](method.md#gaps)); p is corrected by Holm's method for the
rows of a question. *ahead in* counts settings. *paper* is what its table prints, or its answer in a word. A gap with
p ≥ {level} is noise; it leaves the question open, unless the paper found no difference either. So does any gap of one
seed.
"""
FEW = "Seeds a row: at most {seeds}. A gap can be real, and still no order of methods is claimed below {enough}."
CHOSEN = (
    "*best*: chosen in each setting and task by the scores that are compared, on both sides, as in the paper; this "
    "flatters both."
)


def page(
    scale: str,
    gather: Callable[[str], Results],
    questions: Sequence[Question],
    read: Read = tally_of_round,
) -> str:
    """The page; `gather` gives the cells of a sweep, by its name, `read` the tally of a round of one."""
    names = list(dict.fromkeys(each.sweep for question in questions for each in question.contrasts))
    studies = {name: (results := gather(name), compared(results, read)) for name in names}
    answered = {question: answers(question, studies) for question in questions}
    option = "" if scale == "cpu" else f" --scale {scale}"
    head = HEAD.format(scale=scale, sweeps=" ".join(names), option=option, level=LEVEL)
    sections = [_section(question, rows, studies) for question, rows in answered.items()]
    return "\n".join([head, _summary(answered), *sections])


def _summary(answered: dict[Question, list[Answered]]) -> str:
    lines = [f"| | | rows | {SAME} | {OTHER} | {OPEN} | not there yet |", "|---|---|---|---|---|---|---|"]
    for question, rows in answered.items():
        counts = Counter(outcome(row) for row in rows)
        boxes = (len(rows), *(counts[each] for each in (SAME, OTHER, OPEN)), counts[None])
        link = f"[{question.number}](#{question.number.lower().replace('.', '')})"
        lines.append(f"| {link} | {question.text} | " + " | ".join(map(str, boxes)) + " |")
    return "\n".join(lines) + "\n"


def _section(question: Question, rows: Sequence[Answered], studies: dict[str, tuple[Results, Systems]]) -> str:
    lines = [
        "| against | task | gap | p | verdict | seeds | ahead in | paper | answer |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    lines += ["| " + " | ".join(_boxes(row)) + " |" for row in rows]
    notes = [_cells(name, studies[name][0]) for name in dict.fromkeys(each.sweep for each in question.contrasts)]
    seeds = max((row.found.gap.seeds for row in rows if row.found.gap), default=0)
    if 0 < seeds < ENOUGH_SEEDS:
        notes.append(FEW.format(seeds=seeds, enough=ENOUGH_SEEDS))
    if any(How.BEST in (each.first.how, each.second.how) for each in question.contrasts):
        notes.append(CHOSEN)
    head = f"## {question.number}\n\n**{question.text}**\n\n"
    head += f"The paper: {question.answer[0].lower()}{question.answer[1:]}\n\nHere: {_said(rows)}\n"
    return "\n".join([head, *lines, "", *(f"- {note}" for note in notes), ""])


def _said(rows: Sequence[Answered]) -> str:
    counts = Counter(outcome(row) for row in rows)
    there = len(rows) - counts[None]
    if not there:
        return "not there yet."
    leaning = sum(leans(row) for row in rows if outcome(row) == OPEN)
    parts = [
        (counts[SAME], "as the paper has it"),
        (counts[OTHER], "unlike it"),
        (counts[OPEN], f"open ({leaning} of them on the paper's side)"),
    ]
    said = ", ".join(f"{count} {words}" for count, words in parts if count)
    missing = f"; {counts[None]} of {len(rows)} not there yet" if counts[None] else ""
    return f"of {there} rows {said}{missing}."


def _boxes(row: Answered) -> list[str]:
    contrast, gap = row.contrast, row.found.gap
    names = f"{contrast.first.label} against {contrast.second.label}"
    theirs = printed(contrast, row.found.task)
    paper = contrast.expected.value if theirs is None else f"{theirs:+.2f}"
    if gap is None or row.p is None:
        return [names, row.found.task, NONE, NONE, "not there yet", NONE, f"0/{row.found.planned}", paper, ""]
    ahead = f"{row.found.ahead}/{row.found.settings}"
    ahead += f" of {row.found.planned}" if row.found.settings < row.found.planned else ""
    found = [gap_box(gap).text, p_box(row.p).text, verdict(gap, row.p), str(gap.seeds), ahead]
    return [names, row.found.task, *found, paper, outcome(row) or ""]


def _cells(name: str, results: Results) -> str:
    where = ", ".join(setting.label for setting in results.settings)
    encoders = ", ".join(results.encoders)
    return f"`{name}`: {len(results.results)} of {results.cells} cells are there; {where}; encoder {encoders}."
