"""The sentences for testing and development."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtal.errors import InputError
from mtal.project.asked import Part
from mtal.project.held_out import draw, read_held_out, write_held_out


@given(st.integers(1, 40), st.data(), st.integers(0, 5))
def test_each_part_has_its_size_and_ids_keep_their_order(n: int, data: st.DataObject, seed: int) -> None:
    test = data.draw(st.integers(0, n))
    sizes: dict[Part, int] = {"test": test, "development": data.draw(st.integers(0, n - test))}
    ids = [f"s-{i}" for i in range(n)]
    found = draw(ids, sizes, seed)
    assert Counter(found.values()) == Counter({part: size for part, size in sizes.items() if size})
    assert list(found) == [name for name in ids if name in found]
    assert draw(ids, sizes, seed) == found


def test_every_sentence_is_as_likely() -> None:
    times = Counter(name for seed in range(600) for name in draw(list("abcdef"), {"test": 2, "development": 1}, seed))
    assert all(240 < times[name] < 360 for name in "abcdef")


@given(parts=st.dictionaries(st.text(min_size=1), st.sampled_from(["test", "development"])))
def test_written_and_read_again_it_is_the_same(
    parts: dict[str, Part], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "held_out.csv"
    parts = {name: part for name, part in parts.items() if "\0" not in name and name.isprintable()}
    write_held_out(parts, path)
    assert read_held_out(path) == parts


@pytest.mark.parametrize(
    ("text", "line"),
    [("s-1,test\n", 1), ("id,part\ns-1,train\n", 2), ("id,part\ns-1\n", 2), ("id,part\ns-1,test\ns-1,test\n", 3)],
)
def test_a_fault_is_named(tmp_path: Path, text: str, line: int) -> None:
    path = tmp_path / "held_out.csv"
    path.write_text(text)
    with pytest.raises(InputError, match=rf"held_out\.csv:{line}: .*git has the file as it was"):
        read_held_out(path)
