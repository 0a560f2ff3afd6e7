"""The page of all questions."""

from __future__ import annotations

from mtal.questions.asked import Contrast, Expected, How, Question, Side, one
from mtal.questions.page import page
from support.study import params, study, tally

LEVEL = {"mt_avg": 8, "mt_r": 5}


def question(*contrasts: Contrast) -> Question:
    return Question("Q9.1", "Is it better?", "Yes, by far.", contrasts)


def test_a_page_with_something_and_with_nothing() -> None:
    cells = [(params(name, seed=seed), (0.5, 0.5)) for name in LEVEL for seed in (1, 2)]
    there = study(cells, "toy")
    missing = study([(params(name, seed=seed), None) for name in LEVEL for seed in (1, 2)], "none")
    both = (one("MT-AVG"), one("MT-R"))
    best = Side("best", ("MT-AVG",), How.BEST)
    asked = [
        question(Contrast("toy", *both, Expected.AHEAD), Contrast("none", *both, Expected.BEHIND)),
        question(Contrast("none", best, both[1], Expected.LEVEL)),
    ]
    text = page(
        "cpu",
        {"toy": there, "none": missing}.__getitem__,
        asked,
        lambda result, _: tally(lambda i: LEVEL[result.method.strategy] - i % 2),
    )
    row = "| MT-AVG against MT-R | DP | +30.00 [+30.00, +30.00] | <0.001 | better | 2 | 1/1 | ahead | as the paper |"
    assert row in text
    assert "| MT-AVG against MT-R | DP | – | – | not there yet | – | 0/1 | behind |  |" in text
    assert "| [Q9.1](#q91) | Is it better? | 6 | 3 | 0 | 0 | 3 |" in text
    assert "The paper: yes, by far.\n\nHere: of 3 rows 3 as the paper has it; 3 of 6 not there yet.\n" in text
    assert "Here: not there yet.\n" in text
    assert "- `toy`: 4 of 4 cells are there; toy; encoder tiny.\n" in text
    assert text.count("Seeds a row: at most 2.") == 1 and text.count("*best*: chosen") == 1
    assert "$ python -m mtal sweep toy none --keep " in text
    assert "--scale paper -o" in page("paper", {"toy": there, "none": missing}.__getitem__, asked)
