"""Finished cells in files."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
import yaml

from mtal.errors import InputError
from mtal.study.keeping import keep
from mtal.study.kept import FOLDER, LOCK, kept
from support.kept import STAGE, toy


def test_what_is_kept_is_what_the_experiment_says(tmp_path: Path) -> None:
    cell = toy(tmp_path, "abc", 0, 1)
    assert keep({"cell-1": cell}, tmp_path, tmp_path) == []
    found = kept(tmp_path)["cell-1"]
    assert (found.revision, found.baseline) == ("abc", "base")
    assert found.text("metrics/calibration.csv") == "é\n"
    assert found.text("metrics/overlap.csv") is None
    lock = yaml.safe_load(found.text(LOCK) or "")
    part = {"params": STAGE["params"], "outs": STAGE["outs"]}
    assert lock == {"stages": {"report": part, "calibration": part}}
    one, other = found.tally(1), cell.tally(1)
    assert one is not None and other is not None and one.sentences == other.sentences
    assert one.table[list(other.table)].equals(other.table)
    assert found.tally(2) is None


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda raw: raw[:40], "cannot be read"),
        (lambda raw: gzip.compress(b"{"), "not JSON"),
        (lambda raw: gzip.compress(b"[]"), "not a kept cell"),
        (lambda raw: gzip.compress(b'{"name": "cell-1"}'), "not a kept cell: revision is missing"),
        (lambda raw: gzip.compress(gzip.decompress(raw).replace(b'"cell-1"', b'"cell-2"')), "holds cell-2"),
        (lambda raw: gzip.compress(gzip.decompress(raw).replace(b'of":[10,', b'of":[')), "differ in length"),
        (
            lambda raw: gzip.compress(gzip.decompress(raw).replace(b'of":[10,', b'of":["x",')),
            "not a kept cell: tallies.",
        ),
    ],
)
def test_a_damaged_file_is_named_in_one_line(damage, message: str, tmp_path: Path) -> None:
    keep({"cell-1": toy(tmp_path, "abc", 0, 1)}, tmp_path, tmp_path)
    path = tmp_path / FOLDER / "cell-1.json.gz"
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(InputError) as caught:
        kept(tmp_path)["cell-1"].text("params.yaml")
    said = str(caught.value)
    assert said.startswith(f"{path}:") and message in said and "\n" not in said
