"""Tables in three forms."""

from __future__ import annotations

import csv
from io import StringIO

from mtal.tables.sheets import CSV_HEAD, EMPTY, Box, Sheet, escaped, latex, markdown, number
from mtal.tables.sheets import csv as as_csv

SHEET = Sheet(
    "scores",
    "scores",
    ["method", "a_b DP", "best"],
    [("MT-IND β=0.5", [Box("88.96 ± 0.31", 88.961, 0.314, 2), Box("1/1")]), ("MT-R", [EMPTY, Box("")])],
    ["p < 0.05, 95 %."],
)


def test_markdown() -> None:
    assert markdown("own", [SHEET]) == (
        "## own: scores\n\n| method | a_b DP | best |\n| --- | --- | --- |\n"
        "| MT-IND β=0.5 | 88.96 ± 0.31 | 1/1 |\n| MT-R | – |  |\n\np < 0.05, 95 %.\n"
    )


def test_latex_is_escaped() -> None:
    assert latex("own", [SHEET]).splitlines() == [
        r"\begin{table}",
        r"\centering",
        r"\begin{tabular}{lrr}",
        r"\toprule",
        r"method & a\_b DP & best \\",
        r"\midrule",
        r"MT-IND $\beta$=0.5 & 88.96 $\pm$ 0.31 & 1/1 \\",
        r"MT-R & -- &  \\",
        r"\bottomrule",
        r"\end{tabular}",
        r"\caption{own: scores. p $<$ 0.05, 95 \%.}",
        r"\end{table}",
    ]
    assert escaped(r"\a{b}^~&#") == r"\textbackslash{}a\{b\}\textasciicircum{}\textasciitilde{}\&\#"


def test_csv_has_the_numbers_beside_the_text() -> None:
    rows = list(csv.DictReader(StringIO(CSV_HEAD + as_csv("own", [SHEET]))))
    assert rows[0] == {
        "sweep": "own", "table": "scores", "row": "MT-IND β=0.5", "column": "a_b DP",
        "text": "88.96 ± 0.31", "value": "88.961", "spread": "0.314", "n": "2",
    }  # fmt: skip
    assert [row["text"] for row in rows] == ["88.96 ± 0.31", "1/1", "–", ""]


def test_what_isnt_a_number_isnt_there() -> None:
    assert number(float("nan")) == EMPTY
    assert number(1.005, 1).text == "1.0"
