"""What a cell asks of a cluster, from a file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mtal.errors import UserError
from mtal.study.cluster import FOLDER, ClusterOptions, cluster_options
from support.composing import ROOT


def test_the_file_that_comes_along_has_every_option_and_its_default() -> None:
    assert cluster_options(ROOT, "slurm") == ClusterOptions()
    keys = re.findall(r"^(\w+):", (ROOT / FOLDER / "slurm.yaml").read_text(), re.M)
    assert keys == list(ClusterOptions.model_fields)


def test_every_option_is_on_the_page() -> None:
    page = (ROOT / "docs/cluster.md").read_text()
    assert re.findall(r"^\| `(\w+)` \|", page, re.M) == list(ClusterOptions.model_fields)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("partitoin: gpu", "conf/cluster/own.yaml: own.partitoin: unknown key; own has partition, account"),
        ("time: 1", "conf/cluster/own.yaml: own.time=1: input should be greater than or equal to 5"),
        ("- gpu", "conf/cluster/own.yaml: own=['gpu']: expected partition, account"),
        ("setup: [", "conf/cluster/own.yaml:1: not YAML"),
    ],
)
def test_mistakes_are_one_line(text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir(parents=True)
    (tmp_path / FOLDER / "own.yaml").write_text(text)
    with pytest.raises(UserError) as caught:
        cluster_options(tmp_path, "own")
    assert str(caught.value).startswith(message) and "\n" not in str(caught.value)


def test_a_file_that_isnt_there_is_told_with_those_that_are() -> None:
    with pytest.raises(UserError, match="--cluster none: no such file; conf/cluster has slurm"):
        cluster_options(ROOT, "none")
