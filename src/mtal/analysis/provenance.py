"""Whether an experiment's metrics are of its parameters: what `dvc.lock` recorded of the stages that wrote them.

`report` and `calibration` depend on all parameters that have a say in results, whether their scripts read them or not:
so `dvc.lock` tells of which parameters the metrics are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

METRICS = {
    "metrics/learning_curve.csv": "report",
    "metrics/rounds.json": "report",
    "metrics/calibration.csv": "calibration",
}
"""The files that experiments are compared by, and the stages that write them."""
LONGEST = 60
"""Letters of a value that are shown."""
NO_SAY = ("analysis", "inputs")
"""Sections of `params.yaml` that these metrics don't depend on: another stage's, and names of files."""


def foreign(path: str, text: str, params: Mapping[str, Any], lock: Mapping[str, Any]) -> str | None:
    """Why the file `path` of `METRICS`, which holds `text`, isn't of the parameters `params`; None where it is.

    `params`, `lock`: the contents of `params.yaml` and `dvc.lock`.
    """
    stage = lock.get("stages", {}).get(METRICS[path], {})
    recorded = stage.get("params", {}).get("params.yaml", {})
    wanted = {name: value for name, value in params.items() if name not in NO_SAY}
    if not stage or not set(wanted) <= set(recorded):
        return f"dvc.lock doesn't say of which parameters {path} is"
    differences = list(_differences("", recorded, wanted))
    if differences:
        return f"{path} is of other parameters: {', '.join(differences[:2])}" + ", …" * (len(differences) > 2)
    digests = {out["path"]: out.get("md5") for out in stage.get("outs", [])}
    if digests.get(path) != hashlib.md5(text.encode()).hexdigest():
        return f"{path} isn't the file that dvc.lock knows"
    return None


def _differences(prefix: str, recorded: Any, wanted: Any) -> Iterator[str]:
    """`key=was (now is)` for every key of `wanted` whose value differs."""
    if not (isinstance(recorded, dict) and isinstance(wanted, dict)):
        if recorded != wanted:
            yield f"{prefix}={_short(recorded)} (params.yaml: {_short(wanted)})"
        return
    for key in dict.fromkeys([*wanted, *recorded]) if prefix else wanted:
        yield from _differences(f"{prefix}.{key}" if prefix else key, recorded.get(key), wanted.get(key))


def _short(value: Any) -> str:
    """A value on a line."""
    text = "null" if value is None else str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
