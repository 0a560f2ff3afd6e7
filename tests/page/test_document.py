"""The whole page, of cells that nobody ran."""

from __future__ import annotations

from html.parser import HTMLParser

from mtal.page.document import document
from mtal.page.study import Study, Sweep
from support.study import params, place, study


class Balance(HTMLParser):
    """Notes every element that is closed out of turn."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)


def page(there: bool = True) -> str:
    cells = [(params(seed=seed), (0.6, 0.5) if there else None) for seed in (1, 2)]
    results = study(cells, "own")
    places = [place({**each, "corpus": {**each["corpus"], "licence": "x"}}, there) for each, _ in cells]
    return document(Study("cpu", [Sweep("own", "", results)], places, results))


def test_elements_end_in_turn_and_the_bytes_are_the_same() -> None:
    text, found = page(), Balance()
    found.feed(text)
    assert found.faults == [] and found.open == []
    assert text == page()
    assert text.startswith('<!DOCTYPE html>\n<html lang="en">') and "@media print" in text


def test_a_study_that_hasnt_begun_is_a_page_too() -> None:
    text = page(there=False)
    assert "0 of 2 experiments" in text and "<figure>" not in text and 'href="#calibration"' not in text
