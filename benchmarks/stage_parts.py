"""Stands in for `python` in a stage's command and appends to a CSV how long the stage took: used by `pipeline.py`.

The environment says what it needs: `MTAL_TIMES`, the CSV, and `MTAL_PARTS`, set where the stage is to run under a
profiler that tells what its time went to.
"""

from __future__ import annotations

import cProfile
import csv
import os
import pstats
import runpy
import subprocess
import sys
import time
from pathlib import Path

PARTS: dict[str, list[tuple[str, str]]] = {
    "start": [("<frozen importlib._bootstrap>", "_find_and_load")],
    "reading": [("corpora/sentence.py", "parse_sentence"), ("models/encoded.py", "encode_stretch")],
    "encoder": [("models/encoders.py", "forward")],
    "forward": [("models/multitask.py", "forward"), ("models/multitask.py", "loss")],
    "backward": [("torch/_tensor.py", "backward")],
    "optimiser": [("optim/adamw.py", "step"), ("optim/adam.py", "step"), ("clip_grad.py", "clip_grad_norm_")],
}
"""Functions (end of the file's path, name) by the part that their time belongs to, with all that they call."""


def main() -> None:
    """Run the script; one row: its name with the round, its seconds and, where asked for, those of each part."""
    script, *arguments = sys.argv[1:]
    start, found, status = time.perf_counter(), [], 0
    if "MTAL_PARTS" in os.environ:
        found = parts(script, arguments)
    else:
        status = subprocess.run([sys.executable, script, *arguments]).returncode
    with Path(os.environ["MTAL_TIMES"]).open("a", newline="", encoding="utf-8") as file:
        csv.writer(file).writerow([Path(script).stem + "".join(arguments[1:]), time.perf_counter() - start, *found])
    sys.exit(status)


def parts(script: str, arguments: list[str]) -> list[float]:
    """Seconds of each part; those of the forward pass without the encoder, which is a part of its own."""
    sys.argv, sys.path[0], profile = [script, *arguments], str(Path(script).parent), cProfile.Profile()
    profile.runcall(runpy.run_path, script, run_name="__main__")
    calls = pstats.Stats(profile).stats  # type: ignore[attr-defined]  # typeshed doesn't know it

    def seconds(ending: str, name: str) -> float:
        """Of the outermost function of that name in the file: it holds the others."""
        return max(
            (call[3] for (file, _, function), call in calls.items() if (function == name and file.endswith(ending))),
            default=0.0,
        )

    spent = {part: sum(seconds(*function) for function in functions) for part, functions in PARTS.items()}
    spent["forward"] -= spent["encoder"]
    return list(spent.values())


if __name__ == "__main__":
    main()
