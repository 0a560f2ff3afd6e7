"""How trainings went, as a table."""

from __future__ import annotations

from pathlib import Path

from mtal.learning.history import history_rows


def test_a_row_a_model_measure_and_look(tmp_path: Path) -> None:
    (tmp_path / "ner.jsonl").write_text("")
    (tmp_path / "dp.jsonl").write_text(
        '{"development": 0.5, "dp": 0.25, "loss": 2.0, "step": 10}\n'
        '{"development": 0.75, "dp": 0.5, "loss": 1.0, "step": 20}\n'
    )
    header, *rows = history_rows(tmp_path)
    assert header == ("model", "measure", "step", "value")
    assert rows == [
        ("dp", "loss", 10, "2.000000"),
        ("dp", "loss", 20, "1.000000"),
        ("dp", "development", 10, "0.500000"),
        ("dp", "development", 20, "0.750000"),
        ("dp", "dp", 10, "0.250000"),
        ("dp", "dp", 20, "0.500000"),
    ]
