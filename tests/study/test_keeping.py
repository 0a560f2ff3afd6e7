"""Experiments into files."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from mtal.study import keeping
from mtal.study.beginning import cost_of_beginning
from mtal.study.durations import record
from mtal.study.keeping import keep
from mtal.study.kept import FOLDER, kept
from support.kept import toy


def test_the_same_bytes_every_time_and_no_ids(tmp_path: Path) -> None:
    written = []
    for folder in (tmp_path / "a", tmp_path / "b"):
        keep({"cell-1": toy(tmp_path, "abc", 0, 1)}, folder, tmp_path)
        written.append((folder / FOLDER / "cell-1.json.gz").read_bytes())
    assert written[0] == written[1]
    assert '"s1"' not in gzip.decompress(written[0]).decode()


def test_what_a_file_knows_stays_where_this_machine_doesnt(tmp_path: Path) -> None:
    path = tmp_path / FOLDER / "cell-1.json.gz"
    record(tmp_path, "cell-1", {}, 60)
    assert keep({"cell-1": toy(tmp_path, "abc", 0)}, tmp_path, tmp_path) == ["cell-1"]
    keep({"cell-1": toy(tmp_path, "abc", 1)}, tmp_path, tmp_path / "elsewhere")
    content = json.loads(gzip.decompress(path.read_bytes()))
    assert content["seconds"] == 60 and sorted(content["tallies"]) == ["0", "1"]
    known = path.read_bytes()
    assert keep({"cell-1": toy(tmp_path, "abc")}, tmp_path, tmp_path) == []  # it knows all
    assert path.read_bytes() == known
    assert keep({"cell-1": toy(tmp_path, "def")}, tmp_path, tmp_path) == [
        "cell-1"
    ]  # another run: nothing of the old one
    assert json.loads(gzip.decompress(path.read_bytes()))["tallies"] == {}


def test_what_the_beginning_cost_is_kept_where_it_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for known in (None, 70, None):  # the last as on a machine that has lost what the cell wrote
        monkeypatch.setattr(keeping, "cost_of_beginning", lambda _, known=known: known)
        keep({"cell-1": toy(tmp_path, "abc", 0, 1)}, tmp_path, tmp_path)
        found.append(cost_of_beginning(kept(tmp_path)["cell-1"]))
    assert found == [None, 70, 70]
