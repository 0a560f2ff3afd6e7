"""The main table, against hand-made numbers."""

from __future__ import annotations

import random

from mtal.tables.main_table import score_sheet
from mtal.tables.results import gather
from mtal.tables.sheets import markdown
from support.study import by_revision, measured, params, place, study

GOLDEN = """\
## table5: main scores of the last round, in percent

|method|toy bc DP|toy bn DP|toy bc NER|toy bn NER|mean DP|mean NER|mean|best DP|best NER|DP|NER|mean|
|---|---|---|---|---|---|---|---|---|---|---|---|---|
|MT-AVG|81.00±1.41|70.00 (n=1)|60.00±0.00|50.00 (n=1)|75.00 (n=1)|55.00 (n=1)|65.00 (n=1)|1/2|2/2|89.02|74.44|81.74|
|MT-MAX|81.00±1.41|90.00±0.00|40.00±0.00|40.00±0.00|85.50±0.71|40.00±0.00|62.75±0.35|1/2|0/2|88.64|75.90|82.27|
|MT-R|–||–||||||||||
"""
"""Without the spaces beside bars and ±, and `paper: ` in the head."""


def cells():
    scores = {
        ("mt_avg", "bc", 1): (0.80, 0.6),
        ("mt_avg", "bc", 2): (0.82, 0.6),
        ("mt_avg", "bn", 1): (0.70, 0.5),
        ("mt_avg", "bn", 2): None,
        ("mt_max", "bc", 1): (0.80, 0.4),
        ("mt_max", "bc", 2): (0.82, 0.4),
        ("mt_max", "bn", 1): (0.90, 0.4),
        ("mt_max", "bn", 2): (0.90, 0.4),
        ("mt_r", "bc", 1): None,
    }
    return [(params(name, domain=domain, seed=seed), last) for (name, domain, seed), last in scores.items()]


def test_a_table_with_missing_cells_ties_and_the_papers_numbers() -> None:
    text = markdown("table5", [score_sheet(study(cells(), "table5"))])
    assert text.replace("| ", "|").replace(" |", "|").replace("paper: ", "").replace(" ± ", "±").startswith(GOLDEN)
    assert "Scale cpu: 7 of 9 cells are there; `mtal sweep table5 --scale cpu` runs the others." in text
    assert "Encoder: tiny; the paper's: BERT." in text


def test_nothing_is_there_yet() -> None:
    sheet = score_sheet(study([(params(seed=seed), None) for seed in (1, 2)]))
    assert [(name, [box.text for box in boxes]) for name, boxes in sheet.rows] == [("MT-AVG", ["–", "–", "–", "", ""])]


def test_the_order_of_experiments_changes_nothing() -> None:
    texts = set()
    for seed in range(5):
        found = [(place(each, there=last is not None), each, last) for each, last in cells()]
        tables = {each.cell.name: measured(params, *last) for each, params, last in found if last}
        results = gather("toy", "cpu", [each for each, _, _ in found], by_revision(tables))
        shuffled = random.Random(seed).sample(results.results, len(results.results))
        results = type(results)(
            results.name, "cpu", results.settings, results.methods, results.planned, shuffled, results.encoders
        )
        texts.add(markdown("toy", [score_sheet(results)]))
    assert len(texts) == 1


def test_a_task_with_others_in_two_settings_is_told_apart() -> None:
    sheet = score_sheet(
        study([(params(), (0.5, 0.25)), (params(tasks=["ner_span", "re"], corpus="b"), (0.75, 0.5))], "table10")
    )
    assert sheet.header[:9] == [
        "method", "toy DP", "toy NER", "b NER", "b RE", "mean", "best DP", "best NER with DP", "best NER with RE",
    ]  # fmt: skip
    assert sheet.rows[0][1][4].value == 50.0


def test_a_task_that_wasnt_learned_has_no_score() -> None:
    sheet = score_sheet(study([(params(), (0.5, float("nan")))]))
    assert [box.text for box in sheet.rows[0][1]] == ["50.00", "–", "–", "1/1", ""]


def test_groups_are_counted_by_themselves() -> None:
    sheet = score_sheet(study([(params(smoothing=0.0), (0.5, 0.5)), (params(), (0.6, 0.4))]))
    assert [[box.text for box in boxes[-2:]] for _, boxes in sheet.rows] == [["1/1", "1/1"], ["1/1", "1/1"]]
