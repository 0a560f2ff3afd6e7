"""What is read of an experiment."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

from mtal.study.finished import Experiment
from mtal.study.tallies import PREDICTIONS
from support.clones import commit, run

TEXT = 'id,dp,dp.right,dp.of\n1,"[1,2]",1,2\n2,[0],0,1\n3,[],,\n'


def test_texts_come_from_git_and_predictions_from_the_cache(tmp_path: Path) -> None:
    path = tmp_path / PREDICTIONS.format(2)
    path.parent.mkdir(parents=True)
    path.write_bytes(gzip.compress(TEXT.encode()))
    run(tmp_path, "git", "init", "-q")
    run(tmp_path, "dvc", "init", "-q")
    run(tmp_path, "dvc", "add", "-q", PREDICTIONS.format(2))
    (tmp_path / "params.yaml").write_text("seed: 1\n")
    commit(tmp_path, "Predictions")
    path.unlink()
    cell = Experiment(tmp_path, "HEAD", "base")
    assert (cell.text("params.yaml"), cell.text("none.yaml")) == ("seed: 1\n", None)
    found = cell.tally(2)
    assert found is not None and len(found.table) == 3
    assert cell.tally(1) is None
    shutil.rmtree(tmp_path / ".dvc/cache/files")
    assert cell.tally(2) is None
