"""What can be said of text, and where it is described."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mtal.errors import UserError
from mtal.params import checked
from mtal.texts.options import OWN, TextOptions
from mtal.texts.sources import READERS

PAGE = (Path(__file__).parents[2] / "docs/corpora.md").read_text(encoding="utf-8")

FAULTS: list[tuple[dict[str, Any], str]] = [
    ({"format": "word"}, "text.format='word': choose from text, words, jsonl, csv, conll2012, conllu"),
    ({"unit": "page"}, "text.unit='page': input should be 'paragraph', 'line' or 'sentence'"),
    ({"shortest": 0}, "text.shortest=0: input should be greater than or equal to 1"),
    ({"shortest": 9, "longest": 8}, "text: longest (8) is less than shortest (9)"),
    ({"lang": "en"}, "text.lang: unknown key; text has format, unit, language, shortest, longest"),
]


@pytest.mark.parametrize(("values", "message"), FAULTS)
def test_what_cannot_be_is_refused_in_one_line(values: dict[str, Any], message: str) -> None:
    with pytest.raises(UserError) as caught:
        checked(TextOptions, "text", values)
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)


def test_every_format_has_a_reader() -> None:
    assert set(OWN) < set(READERS)
    for format in READERS:
        assert TextOptions(format=format).format == format


def test_the_page_describes_every_option() -> None:
    for name in TextOptions.model_fields:
        assert f"| `text.{name}` |" in PAGE
