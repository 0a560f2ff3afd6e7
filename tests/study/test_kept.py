"""Finished cells in files."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
import yaml

from mtal.errors import InputError
from mtal.study.durations import record
from mtal.study.finished import Experiment
from mtal.study.kept import FOLDER, LOCK, keep, kept
from mtal.study.tallies import Tally
from support.study import tally

STAGE = {"cmd": "x", "deps": [{"path": "src"}], "params": {"params.yaml": {"seed": 1}}, "outs": [{"path": "m"}]}
TEXTS = {
    "params.yaml": "seed: 1\n",
    LOCK: yaml.safe_dump({"schema": "2.0", "stages": {"train@0": STAGE, "report": STAGE, "calibration": STAGE}}),
    "metrics/learning_curve.csv": "round\n0\n1\n",
    "metrics/calibration.csv": "é\n",
    "metrics/rounds.json": "[{}, {}]",
}


@dataclass(frozen=True)
class Toy(Experiment):
    """An experiment without git."""

    tallies: dict[int, Tally] = field(default_factory=dict)

    def text(self, path: str) -> str | None:
        return TEXTS.get(path)

    def tally(self, number: int) -> Tally | None:
        return self.tallies.get(number)


def toy(root: Path, revision: str = "abc", *rounds: int) -> Toy:
    counts = tally(lambda i: 5 + i % 3, sentences=6)
    counts.table.loc[0, "ner.of"] = np.nan
    return Toy(root, revision, "base", dict.fromkeys(rounds, counts))


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


def test_the_same_bytes_every_time_and_no_ids(tmp_path: Path) -> None:
    path = tmp_path / FOLDER / "cell-1.json.gz"
    written = []
    for _ in range(2):
        keep({"cell-1": toy(tmp_path, "abc", 0, 1)}, tmp_path, tmp_path)
        written.append(path.read_bytes())
    assert written[0] == written[1]
    assert '"s1"' not in gzip.decompress(written[0]).decode()


def test_what_a_file_knows_stays_where_this_machine_doesnt(tmp_path: Path) -> None:
    path = tmp_path / FOLDER / "cell-1.json.gz"
    record(tmp_path, "cell-1", {}, 60)
    assert keep({"cell-1": toy(tmp_path, "abc", 0)}, tmp_path, tmp_path) == ["cell-1"]
    keep({"cell-1": toy(tmp_path, "abc", 1)}, tmp_path, tmp_path / "elsewhere")
    content = json.loads(gzip.decompress(path.read_bytes()))
    assert content["seconds"] == 60 and sorted(content["tallies"]) == ["0", "1"]
    assert keep({"cell-1": toy(tmp_path, "def")}, tmp_path, tmp_path) == [
        "cell-1"
    ]  # another run: nothing of the old one
    assert json.loads(gzip.decompress(path.read_bytes()))["tallies"] == {}


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
