from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import ttest_ind

from mtal.analysis.corrections import LEAST, Contrast, Corrected, corrected, corrections, in_words


def batch(random: np.random.Generator, chosen: float, by_chance: float, *, sizes: tuple[int, int]) -> list[Corrected]:
    """Sentences of 5 to 30 words, of which these shares are wrong, more in some than in others."""
    rows = []
    for drawn, (share, size) in enumerate(zip((chosen, by_chance), sizes, strict=True)):
        for words in random.integers(5, 30, size).tolist():
            wrong = random.binomial(words, random.beta(8 * share, 8 * (1 - share)))
            rows.append(Corrected(bool(drawn), int(wrong), words, 2.0 * words))
    return rows


def test_what_is_wrong_is_counted_by_task():
    predicted = {
        "a": {"ner": ["B-PER", "O"], "re": {"entities": [[0, 0, "A"]], "relations": []}},
        "b": {"ner": ["O"]},
        "c": {"id": ["x"]},
    }
    answers = {
        "b": {"ner": ["O"]},
        "a": {"ner": ["O", "O"], "re": {"entities": [[0, 0, "A"], [1, 1, "B"]], "relations": []}},
        "d": {"ner": ["O"]},
        "c": {"pos": ["x"]},
    }
    costs = {"a": 3.0, "b": 1.0}
    assert corrected("ner", predicted, answers, {"a"}, costs) == [
        Corrected(False, 0, 1, 1.0),
        Corrected(True, 1, 2, 3.0),
    ]
    assert corrected("ner_span", predicted, answers, set(), costs) == [Corrected(False, 1, 2, 3.0)]
    assert corrected("id", predicted, answers, set(), costs) == []
    with pytest.raises(ValueError, match="what did b cost for ner"):
        corrected("ner", predicted, answers, set(), {})


def test_rates_by_hand():
    chosen, by_chance = Corrected(False, 3, 10, 12.0), Corrected(True, 1, 20, 25.0)
    found = corrections([chosen] * 30 + [by_chance] * 10)
    assert (found.chosen, found.random) == (30, 10)
    assert found.by_sentence[:2] == (3.0, 1.0)
    assert found.by_place[:2] == pytest.approx((0.3, 0.05))
    assert found.by_cost[:2] == pytest.approx((3 / 12, 1 / 25))
    assert found.by_place.difference == pytest.approx(0.25)
    assert found.by_place.low == pytest.approx(found.by_place.high) == pytest.approx(0.25), "no sentence differs"


@pytest.mark.parametrize("seed", range(5))
def test_errors_a_sentence_against_welchs_interval(seed):
    """Where the rate is a mean, what is drawn gives the standard error that everyone knows."""
    rows = batch(np.random.default_rng(seed), 0.2, 0.1, sizes=(48, 12))
    found = corrections(rows, draws=20_000).by_sentence
    groups = [[row.wrong for row in rows if row.by_chance == drawn] for drawn in (False, True)]
    theirs = ttest_ind(*groups, equal_var=False).confidence_interval()
    assert (found.low, found.high) == pytest.approx(tuple(theirs), abs=0.03 * (theirs.high - theirs.low))


@pytest.mark.parametrize("sizes", [(48, 12), (40, 40)])
def test_equal_shares_are_seldom_told_apart(sizes):
    random, draws = np.random.default_rng(sizes[1]), 100
    false = sum(
        not corrections(batch(random, 0.12, 0.12, sizes=sizes), draws=draws, seed=i).by_place.noise for i in range(150)
    )
    assert false <= 150 * 0.05 + 8


def test_a_large_difference_is_found():
    found = corrections(batch(np.random.default_rng(0), 0.4, 0.1, sizes=(48, 12)))
    assert 0 < found.by_place.low < found.by_place.difference < found.by_place.high
    assert in_words("ner", found).endswith("in random ones: selection finds errors")


def test_the_same_every_time():
    rows = batch(np.random.default_rng(0), 0.2, 0.2, sizes=(20, 20))
    assert corrections(rows) == corrections(rows)


def test_too_few_of_either():
    one, other = Corrected(False, 1, 2, 3.0), Corrected(True, 1, 2, 3.0)
    assert corrections([one] * 50 + [other] * (LEAST - 1)) is None
    assert corrections([other] * 50) is None
    assert in_words("dp", None) == "dp: too few sentences came back to say whether selecting finds errors"


def test_nothing_wrong_and_nothing_to_be_wrong():
    found = corrections([Corrected(i % 2 == 0, 0, 0, 0.0) for i in range(40)])
    assert set(found[2:]) == {Contrast(0.0, 0.0, 0.0, 0.0)}
    assert found.by_place.noise


@pytest.mark.parametrize(
    ("contrast", "ending"),
    [
        (Contrast(0.121, 0.079, 0.01, 0.08), "selection finds errors"),
        (Contrast(0.121, 0.079, -0.01, 0.09), "no difference that chance couldn't make"),
        (Contrast(0.05, 0.079, -0.04, -0.01), "selection finds fewer errors than chance"),
    ],
)
def test_the_sentence(contrast, ending):
    found = corrections([Corrected(i < 10, 0, 1, 1.0) for i in range(20)])._replace(by_place=contrast)
    wrong = f"{100 * contrast.chosen:.1f}"
    assert in_words("ner", found) == (
        f"ner: of 100 words {wrong} were wrong in chosen sentences, 7.9 in random ones: {ending}"
    )
