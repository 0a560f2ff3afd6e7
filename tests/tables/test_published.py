"""The paper's numbers."""

from __future__ import annotations

import pytest

from mtal.analysis.calibration import error_reduction
from mtal.tables.published import ENCODERS, FOLDER, published


def test_files_are_tables_of_the_paper() -> None:
    assert {path.stem for path in FOLDER.glob("*.csv")} == set(ENCODERS)
    assert published("figure4").columns == ()


def test_means_fit_what_they_are_of() -> None:
    for name in ("table5", "table10"):
        found = published(name)
        for method in {method for method, _ in found.values}:
            values = [found.values[method, column] for column in found.columns]
            assert sum(values[:-1]) / len(values[:-1]) == pytest.approx(values[-1], abs=0.011), method


def test_reductions_are_those_that_the_text_names() -> None:
    errors = published("table6").values
    for method, of, percent in (("MT-AVG LS", "MT-AVG CE", 82.1), ("ST-EC-NER LS", "ST-EC-NER CE", 96.9)):
        assert 100 * error_reduction([errors[method, "avg"]], [errors[of, "avg"]]) == pytest.approx(percent, abs=0.1)
