"""What DVC's cache has of finished cells."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from mtal.study.finished import Experiment
from mtal.study.outputs import digest_of, output
from support.clones import commit, run
from support.study import Held


@pytest.fixture
def experiment(tmp_path: Path) -> Experiment:
    run(tmp_path, "git", "init", "-q")
    run(tmp_path, "dvc", "init", "-q")
    outs = [{"path": "data/a.csv", "md5": "ab" + 30 * "0"}, {"path": "data/b.csv", "md5": "cd" + 30 * "0"}]
    lock = {"schema": "2.0", "stages": {"x": {"cmd": "x", "outs": outs}}}
    (tmp_path / "dvc.lock").write_text(yaml.safe_dump(lock))
    place = tmp_path / ".dvc/cache/files/md5/ab" / (30 * "0")
    place.parent.mkdir(parents=True)
    place.write_bytes(b"here")
    commit(tmp_path, "An experiment")
    return Experiment(tmp_path, "HEAD", "base")


def test_what_the_cache_has(experiment: Experiment) -> None:
    assert output(experiment, "data/a.csv") == b"here"
    assert output(experiment, "data/b.csv") is None
    assert output(experiment, "data/c.csv") is None
    assert digest_of(experiment, "data/b.csv") == "cd" + 30 * "0"


def test_a_cell_that_is_kept_has_no_outputs() -> None:
    assert output(Held("r", ()), "data/a.csv") is None
