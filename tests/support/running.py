"""Stage scripts in the test's own process, with parameters that train in seconds."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
TINY = (
    "corpus.sentences.train=40",
    "corpus.sentences.dev=8",
    "corpus.sentences.test=8",
    "tasks.dp.arc_size=16",
    "tasks.dp.relation_size=8",
)


def stage(name: str, number: int | None = None, *more: str) -> None:
    """Run a stage script in the current folder, `more` behind its round; the caller keeps `sys.argv` safe."""
    sys.argv = [name] if number is None else [name, "--round", str(number), *more]
    runpy.run_path(str(ROOT / "stages" / f"{name}.py"), run_name="__main__")
