"""Every stage names the code that it runs through, so that no cached result outlives a change of it."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src"
STAGES: dict[str, dict[str, Any]] = {
    name: stage.get("do", stage) for name, stage in yaml.safe_load((ROOT / "dvc.yaml").read_text())["stages"].items()
}
PLUMBING = {
    "__init__",
    "collector",
    "errors",
    "files",
    "params",
    "progress",
    "stage",
    "dependencies",
    "learning/checkpoints",
}
"""Modules of mtal that carry data and messages without a say in results."""
UNUSED = {
    "train": {"learning/confidence"},  # with self-training alone: inputs.surest
    "embed": {"acquisition/labelled", "corpora/bio", "decoders", "tasks"},  # the encoder alone, before there is a task
    "validate": {""},  # its output says that the parameters are sound, whatever code found that out
    "adapt": {"decoders"},  # what a task is, not what learns it
    "select": {"corpora"},  # for a type
    "hindsight": {"corpora", "acquisition/labelled"},  # the writer of acquisition/scores.py
    "calibration": {"analysis/hindsight", "selection"},  # for a type
    "purchases": {"decoders", "layers"},  # what a task is, not what learns it
    "overlap": {"corpora", "acquisition/labelled"},  # the writer of acquisition/scores.py; counts the initial set
}
"""What a stage's modules import for other uses than the stage's: prefixes below src/mtal."""


def imported(path: Path) -> set[Path]:
    """Files of mtal that `path` imports directly; `from room import file` means the file, not the room's face.

    A text `mtal.room.file:name` is an import that waits until it is asked for.
    """
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Constant) and re.fullmatch(r"mtal(\.\w+)+:\w+", str(node.value)):
            found.add(file_of(node.value.partition(":")[0]))
        if isinstance(node, ast.Import):
            found |= {file_of(alias.name) for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {file_of(f"{node.module}.{alias.name}") or file_of(node.module) for alias in node.names}
    return {file for file in found if file}


def file_of(name: str) -> Path | None:
    """The file of a module of mtal; None for any other name."""
    place = SOURCE.joinpath(*name.split("."))
    files = (place.with_suffix(".py"), place / "__init__.py") if name.split(".")[0] == "mtal" else ()
    return next((file for file in files if file.is_file()), None)


def reached(script: Path) -> set[Path]:
    """All files of mtal that a script runs through, by their imports."""
    seen, waiting = set(), [script]
    while waiting:
        path = waiting.pop()
        if path not in seen:
            seen.add(path)
            waiting += imported(path)
    return seen - {script}


@pytest.mark.parametrize("name", STAGES)
def test_a_stage_depends_on_the_code_it_runs_through(name: str) -> None:
    paths = [ROOT / dep for dep in STAGES[name]["deps"] if isinstance(dep, str)]
    (script,) = (path for path in paths if path.parent.name == "stages")
    missing = set()
    for file in reached(script):
        module = file.relative_to(SOURCE / "mtal").as_posix()
        plumbing = module.removesuffix(".py") in PLUMBING or module.endswith("__init__.py")
        unused = any(module.startswith(prefix) for prefix in UNUSED.get(name, ()))
        if not (plumbing or unused or any(path == file or path in file.parents for path in paths)):
            missing.add(module)
    assert not missing


@pytest.mark.parametrize("name", STAGES)
def test_the_code_that_a_stage_names_is_there(name: str) -> None:
    code = [dep for dep in STAGES[name]["deps"] if isinstance(dep, str) and dep.startswith(("src/", "stages/"))]
    assert all((ROOT / dep).exists() for dep in code if "${" not in dep)
