"""What a cell asks of a cluster: `conf/cluster/NAME.yaml`."""

from __future__ import annotations

from pathlib import Path

import yaml
from pydantic import Field

from mtal.errors import InputError, UserError
from mtal.params import Options, checked

FOLDER = Path("conf/cluster")


class ClusterOptions(Options):
    """What one job asks for; None leaves it to the cluster."""

    partition: str | None = None
    account: str | None = None
    qos: str | None = None
    constraint: str | None = None
    time: int = Field(240, ge=5)
    """Minutes of one stretch; then the job is put back into the queue and goes on."""
    stretches: int = Field(20, ge=1)
    """How often a job may come to the end of its time."""
    cpus: int = Field(2, ge=1)
    memory: float | None = Field(8, gt=0)
    """GB."""
    gpus: int = Field(0, ge=0)
    scratch: str | None = None
    """A folder of the node's own disk, for the clone; with variables of the node."""
    setup: tuple[str, ...] = ()
    """Lines of shell before the cell."""
    sbatch: dict[str, str | int | bool] = Field(default_factory=dict)
    """Other options of `sbatch` by their long names."""


def cluster_options(root: Path, name: str) -> ClusterOptions:
    """The options in a file; `UserError` where there is no such file, `InputError` where it has a fault."""
    path = FOLDER / f"{name}.yaml"
    try:
        content = yaml.safe_load((root / path).read_text(encoding="utf-8"))
    except OSError:
        there = ", ".join(sorted(each.stem for each in (root / FOLDER).glob("*.yaml")))
        raise UserError(f"--cluster {name}: no such file; {FOLDER} has {there or 'nothing'}") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise InputError(path, mark.line + 1 if mark else None, "not YAML") from None
    try:
        return checked(ClusterOptions, name, content or {})
    except UserError as error:
        raise InputError(path, None, str(error)) from None
