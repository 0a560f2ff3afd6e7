"""A section of the page."""

from __future__ import annotations

from mtal.page.study import Sweep
from mtal.page.sweep import CAPTIONS, sweep_section
from mtal.pictures.shipped import FIGURES
from support.study import params, study

CELLS = [(params(), (0.8, 0.6)), (params("mt_r"), (0.6, 0.5)), (params("mt_max"), None)]


def test_question_command_what_is_missing_table_and_curves() -> None:
    about = "Table 5 (Q1.3: of one or of both?): six methods, last round"
    text = sweep_section(Sweep("Table 5", about, study(CELLS, "table5")))
    assert '<section id="table5">' in text
    assert "<strong>Q1.3: of one or of both?</strong> Six methods, last round.</p>" in text
    assert "python -m mtal report table5</code>" in text and "1 of 3 cells are missing" in text
    assert "Learning curves by labelled sentences" in text and "<summary>Learning curves by annotation cost" in text
    assert "Learning curves by words" not in text


def test_a_figure_comes_before_its_tables() -> None:
    text = sweep_section(Sweep("Figure 4", "Figure 4: scores", study(CELLS, "figure4")))
    assert text.index("<figure>") < text.index("<summary>Main scores")
    nothing = sweep_section(Sweep("Figure 3", "", study(CELLS, "figure3")))
    assert "What the figure is drawn from isn't on this machine." in nothing
    assert CAPTIONS.keys() == FIGURES.keys()


def test_a_sweep_that_hasnt_begun_says_so() -> None:
    text = sweep_section(Sweep("own", "", study([(params(), None)], "own")))
    assert "1 of 1 cells are missing" in text and "<table" not in text
