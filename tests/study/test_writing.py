"""Values as Hydra reads them back."""

from __future__ import annotations

from typing import Any

import pytest
from hydra.core.override_parser.overrides_parser import OverridesParser
from hypothesis import given
from hypothesis import strategies as st

from mtal.study.writing import overrides, written

TEXT = st.text(st.sampled_from("ab1.'\\ ,=[]{}()\"$&é-_/:"), min_size=1, max_size=8).filter(
    lambda text: "${" not in text
)
SCALARS = st.none() | st.booleans() | st.integers(-999, 999) | st.floats(-9, 9) | TEXT
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.just("key"), inner))


def read(text: str) -> Any:
    """The value that Hydra understands."""
    return OverridesParser.create().parse_override(f"a.b={text}").value()


@given(VALUES)
def test_hydra_reads_what_was_written(value: Any) -> None:
    found = read(written(value))
    assert found == value and type(found) is type(value)


@pytest.mark.parametrize(
    "text", ["1", "0.5", "1e3", "null", "True", "nan", "inf", " a", "a b", "", "it's", "\\'", "a\\"]
)
def test_text_stays_text(text: str) -> None:
    assert read(written(text)) == text


def test_keys_stand_as_they_are() -> None:
    assert overrides({"+paper": "dp_ner", "corpus.domain": "bc"}) == ("+paper=dp_ner", "corpus.domain=bc")
    assert overrides({"strategy.weights": [0.3, 0.7]}) == ("strategy.weights=[0.3,0.7]",)
