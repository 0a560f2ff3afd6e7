"""The tables that come with the project."""

from __future__ import annotations

import re

from mtal.cli.report import measured
from mtal.study.kept import kept
from mtal.study.sweeps import places
from mtal.tables.report import sheets
from mtal.tables.results import gather
from mtal.tables.sheets import FORMATS
from support.composing import ROOT

COMMAND = re.compile(r"`python -m mtal report (table[^`]*)`")


def test_the_page_in_docs_is_what_its_command_writes_of_kept_cells() -> None:
    """After `mtal sweep … --keep`, behind the preface (`make study`): the same in every clone."""
    page = (ROOT / "docs/tables.md").read_text(encoding="utf-8")
    (command,), cells = COMMAND.findall(page), kept(ROOT)
    found = [gather(name, "cpu", places([name], "cpu", ROOT, cells), measured) for name in command.split()]
    beginning, write = FORMATS["markdown"]
    text = beginning + "\n".join(write(results.name, sheets(results, by=None)) for results in found)
    assert page.endswith(text)
