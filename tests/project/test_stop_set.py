"""Random sentences whose predictions are kept, model by model."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from mtal.corpora.sentence import Sentence
from mtal.project.stop_set import SIZE, keep, stop_set, verdicts


def named(ids: list[str]) -> list[Sentence]:
    return [Sentence(name, "", ["Go"]) for name in ids]


@given(st.lists(st.text(min_size=1), unique=True, max_size=30), st.integers(0, 3), st.randoms())
def test_the_order_of_sentences_has_no_say(ids: list[str], seed: int, random: object) -> None:
    shuffled = list(ids)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    found = stop_set(named(ids), set(ids[:3]), seed)
    assert found == stop_set(named(shuffled), set(ids[:3]), seed)
    assert [each.id for each in found] == sorted(ids[3:])


def test_text_that_comes_later_changes_few() -> None:
    ids = [f"s-{i}" for i in range(4000)]
    before, after = (
        {each.id for each in stop_set(named(some), set(), 1)} for some in (ids, [*ids, *(f"t-{i}" for i in range(400))])
    )
    assert len(before) == len(after) == SIZE
    assert {name for name in after if name.startswith("s-")} <= before, "none comes in that was there before"
    assert 4 <= len(before - after) <= 36, "about a new one for every eleventh"
    assert {each.id for each in stop_set(named(ids), set(), 2)} != before


def test_what_later_rounds_found_is_forgotten(tmp_path: Path) -> None:
    for number in (0, 1, 2, 10):
        keep(number, {"s-1": {"pos": [str(number)]}}, tmp_path)
    keep(2, {}, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0.json", "1.json", "2.json"]


def test_models_are_compared_where_all_know_a_sentence(tmp_path: Path) -> None:
    tags = {f"s-{i}": {"pos": ["A", "B"] * 10} for i in range(20)}
    keep(0, {}, tmp_path)
    for number in range(1, 5):
        later = {"new": {"pos": ["A"]}} if number > 2 else {}
        keep(number, {**tags, **later}, tmp_path)
    found = verdicts(["pos", "ner"], tmp_path)
    assert (found["pos"].outcome, found["pos"].comparisons, found["pos"].kappa) == ("stable", 3, 1.0)
    assert (found["ner"].outcome, found["ner"].comparisons) == ("too early to say", 0), "no model knows of it"


def test_nothing_kept_and_nothing_in_common(tmp_path: Path) -> None:
    assert verdicts(["pos"], tmp_path)["pos"].outcome == "too early to say"
    for number, name in enumerate("abcde"):
        keep(number, {name: {"pos": ["A"]}}, tmp_path)
    assert verdicts(["pos"], tmp_path)["pos"].outcome == "too early to say"
