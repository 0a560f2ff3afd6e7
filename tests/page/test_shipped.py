"""The page that comes with the project."""

from __future__ import annotations

import re

from support.composing import ROOT

ROW = re.compile(r'<th scope="row"><code>(cell-\w+)</code></th><td>(there)?')


def test_the_page_in_docs_has_all_kept_cells_of_its_sweeps() -> None:
    """After `mtal sweep … --keep` it is made again (`make study`)."""
    kept = {path.name.partition(".")[0] for path in (ROOT / "docs/study/cells").iterdir()}
    rows = dict(ROW.findall((ROOT / "docs/study.html").read_text(encoding="utf-8")))
    assert {name for name, there in rows.items() if there} == kept & set(rows) != set()
