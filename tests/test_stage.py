"""What stage scripts share: a short process whose imports the collector leaves alone, and mistakes told in one line."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SCRIPTS = sorted((ROOT / "stages").glob("*.py"))


def run(*lines: str) -> subprocess.CompletedProcess[str]:
    """A Python of its own, as the collector is one a process."""
    environment = {"PYTHONPATH": str(ROOT / "src")}
    return subprocess.run([sys.executable, "-c", "\n".join(lines)], env=environment, capture_output=True, text=True)


def test_the_collector_rests_until_the_work_begins() -> None:
    done = run(
        "import gc",
        "from mtal import stage",
        "resting = gc.isenabled()",
        "@stage.script",
        "def main():",
        "    print(resting, gc.isenabled(), gc.get_freeze_count() > 1000)",
        "main()",
    )
    assert done.stdout == "False True True\n", done.stderr


def test_a_mistake_of_the_users_is_one_line() -> None:
    done = run(
        "from mtal import stage",
        "from mtal.errors import UserError",
        "@stage.script",
        "def main():",
        "    raise UserError('seed=-1: too small')",
        "main()",
    )
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "seed=-1: too small\n")


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_a_stage_imports_it_before_anything_that_takes_time(script: Path) -> None:
    nodes = [node for node in ast.parse(script.read_text()).body if isinstance(node, ast.Import | ast.ImportFrom)]
    names = [node.module if isinstance(node, ast.ImportFrom) else node.names[0].name for node in nodes]
    first = next(name for name in names if name.partition(".")[0] not in sys.stdlib_module_names)
    assert first == "mtal" and nodes[names.index(first)].names[0].name == "stage"


def test_nothing_else_of_the_library_imports_it() -> None:
    entries = ("src/mtal/stage.py", "src/mtal/project/__main__.py")  # itself, and a project's stages
    others = {*(ROOT / "src").rglob("*.py")} - {ROOT / name for name in entries}
    assert not [path for path in others if "import stage" in (text := path.read_text()) or "mtal.stage" in text]
