"""The tables that come with the project."""

from __future__ import annotations

from mtal.cli.report import measured
from mtal.study.kept import kept
from mtal.study.sweeps import places
from mtal.tables.report import sheets
from mtal.tables.results import gather
from mtal.tables.sheets import FORMATS
from support.composing import ROOT

NAMES = ("table3", "table4", "table5", "table6", "table10", "selection")


def test_the_page_in_docs_is_what_the_command_writes_of_kept_cells() -> None:
    """After `mtal sweep … --keep`, behind the preface: the same in every clone, with experiments there or without."""
    cells = kept(ROOT)
    found = [gather(name, "cpu", places([name], "cpu", ROOT, cells), measured) for name in NAMES]
    beginning, write = FORMATS["markdown"]
    text = beginning + "\n".join(write(results.name, sheets(results, by=None)) for results in found)
    page = (ROOT / "docs/tables.md").read_text(encoding="utf-8")
    assert page.endswith(text) and f"`python -m mtal report {' '.join(NAMES)}`" in page
