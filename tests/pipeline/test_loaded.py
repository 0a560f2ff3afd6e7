"""What a stage loads before it begins: libraries that take seconds, only where they are needed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAVY = {"matplotlib", "pandas", "scipy", "torch", "transformers"}
NEVER = {"seqeval", "sklearn"}
LOADED = {
    "calibration": set(),
    "convert": set(),
    "fetch": set(),
    "generate": set(),
    "hindsight": {"matplotlib", "scipy"},
    "overlap": {"matplotlib", "pandas"},
    "purchases": set(),
    "report": {"matplotlib", "pandas"},
    "sample": set(),
    "select_next": set(),
    "validate": set(),
}
"""Of `HEAVY`, what the stages that need no torch load."""
WITH_TORCH = ("adapt", "embed", "evaluate", "score", "train")
RUN = "import runpy, sys\nfor script in sys.argv[2:]: runpy.run_path(script, run_name=sys.argv[1])\n"
SAY = "print(*{name.partition('.')[0] for name in sys.modules})"


def loaded(code: str, *arguments: str, cwd: Path = ROOT) -> set[str]:
    """The packages that a Python of its own has loaded when `code`, which sees `arguments`, is done."""
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-c", f"{code}\n{SAY}", *arguments]
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True)
    assert not done.returncode, done.stderr
    return set(done.stdout.splitlines()[-1].split())


def script(name: str) -> str:
    return str(ROOT / "stages" / f"{name}.py")


def test_every_stage_is_here() -> None:
    assert sorted([*LOADED, *WITH_TORCH]) == sorted(path.stem for path in (ROOT / "stages").glob("*.py"))


@pytest.mark.parametrize("name", LOADED)
def test_a_stage_without_a_model_loads_what_it_needs(name: str) -> None:
    assert loaded(RUN, "imported", script(name)) & (HEAVY | NEVER) == LOADED[name]


def test_stages_with_a_model_load_no_other_library_of_learning() -> None:
    found = loaded(RUN, "imported", *map(script, WITH_TORCH))
    assert {"torch", "transformers"} <= found and not found & (NEVER | {"matplotlib", "pandas"})


def test_the_default_parameters_are_checked_without_torch(tmp_path: Path) -> None:
    shutil.copy(ROOT / "params.yaml", tmp_path)
    assert not loaded(RUN, "__main__", script("validate"), cwd=tmp_path) & (HEAVY | NEVER)
    assert (tmp_path / "data/valid.txt").exists()


@pytest.mark.parametrize("command", ["check", "compare", "convert", "export", "predict", "rank"])
def test_help_comes_without_torch(command: str) -> None:
    code = "import runpy, sys\ntry: runpy.run_module('mtal', run_name='__main__')\nexcept SystemExit: pass"
    assert not loaded(code, command, "--help") & (NEVER | {"torch", "transformers"})


def test_the_package_itself_loads_nothing() -> None:
    found = loaded("import mtal, sys\nassert callable(mtal.load)")
    assert not found & (HEAVY | NEVER | {"numpy", "pydantic", "tqdm"})
