"""The default experiment in a clean clone: how long it takes, and what the time goes to.

    python benchmarks/pipeline.py [--parts] [--out parts.csv]

Runs `dvc repro` twice: the first time everything, the second time nothing. With `--parts` each stage runs under a
profiler, which makes Python dearer and leaves matrix products as they are: shares, not times. What is in no part
(decoding, metrics, writing, figures) is `rest`; DVC's time is that in which no stage runs.
"""

from __future__ import annotations

import argparse
import os
import shlex
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd
from stage_parts import PARTS

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Prints a table by kind of stage, and the whole time."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--parts", action="store_true", help="what the time of each stage goes to")
    parser.add_argument("--out", type=Path, help="the table as CSV")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        clone, times = Path(folder) / "clone", Path(folder) / "times.csv"
        subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", ROOT, clone], check=True)
        environment = stand_in(Path(folder) / "bin") | {"MTAL_TIMES": str(times)}
        environment |= {"MTAL_PARTS": "yes"} if args.parts else {}
        whole, nothing = repro(clone, environment), repro(clone, environment)
        stages = pd.read_csv(times, names=["stage", "seconds", *(PARTS if args.parts else [])])
    table, ours = by_kind(stages), stages["seconds"].sum()
    if args.out:
        table.to_csv(args.out, float_format="%.1f")
    print(table.to_string(float_format="{:.1f}".format))
    print(f"whole: {whole:.0f} s, of which DVC {whole - ours:.0f} s; again, with nothing to do: {nothing:.1f} s")


def stand_in(folder: Path) -> dict[str, str]:
    """An environment whose command `python` is `stage_parts.py`."""
    folder.mkdir()
    script = folder / "python"
    script.write_text(f'#!/bin/sh\nexec {shlex.join([sys.executable, str(ROOT / "benchmarks/stage_parts.py")])} "$@"\n')
    script.chmod(0o755)
    return {**os.environ, "PATH": os.pathsep.join([str(folder), str(Path(sys.executable).parent), os.environ["PATH"]])}


def repro(clone: Path, environment: dict[str, str]) -> float:
    """Seconds that `dvc repro` takes there."""
    start = time.perf_counter()
    subprocess.run(["dvc", "repro", "--quiet"], cwd=clone, env=environment, check=True)
    return time.perf_counter() - start


def by_kind(stages: pd.DataFrame) -> pd.DataFrame:
    """Sums over the rounds of each stage, the dearest first, and over all; `rest` is what no part explains."""
    kind = stages["stage"].str.rstrip("0123456789")
    sums = stages.assign(stage=kind, runs=1).groupby("stage").sum().sort_values("seconds", ascending=False)
    sums.loc["all"] = sums.sum()
    if set(PARTS) <= set(sums):
        sums["rest"] = sums["seconds"] - sums[list(PARTS)].sum(axis=1)
    return sums


if __name__ == "__main__":
    main()
