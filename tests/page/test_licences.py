"""Whose sentences may be shown."""

from __future__ import annotations

import yaml

from mtal.page.licences import QUOTABLE
from support.composing import CONF


def test_licences_are_those_of_shipped_corpora_and_none_that_forbids() -> None:
    said = {path.stem: yaml.safe_load(path.read_text()).get("licence") for path in (CONF / "corpus").glob("*.yaml")}
    assert {name for name, licence in said.items() if licence in QUOTABLE} == {"demo", "snips"}
