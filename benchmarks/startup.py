"""What starting costs: CPU seconds of each stage with nothing to do, beside `import torch`, and of a whole `validate`.

    python benchmarks/startup.py                     # each the least of three
    python benchmarks/startup.py --repeat 5

On a machine that does nothing else: what others do to the processor's caches costs here too.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path

ROOT = Path(__file__).parents[1]
STAGES = sorted((ROOT / "stages").glob("*.py"))
NOTHING_TO_DO = "import runpy, sys; runpy.run_path(sys.argv[1]); from mtal import stage; stage.script(lambda: None)()"
"""A stage's script, which works only where it is the main program, then its beginning and end with no work between."""


def main() -> None:
    parser = ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeat", type=int, default=3, help="how often each is started; the least counts")
    repeat = parser.parse_args().repeat

    torch = least(["-c", "import torch"], repeat)
    show("import torch", torch, torch)
    for script in STAGES:
        show(script.stem, least(["-c", NOTHING_TO_DO, str(script)], repeat), torch)
    show("validate and its work", least([str(ROOT / "stages/validate.py")], repeat), torch)


def show(what: str, seconds: float, torch: float) -> None:
    print(f"{what:24} {seconds:6.2f} s  {seconds / torch:5.2f} × import torch", flush=True)


def least(arguments: list[str], repeat: int) -> float:
    """The least CPU seconds of `repeat` Pythons, each in an empty folder but for the default parameters."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(ROOT / "params.yaml", folder)
        return min(cpu_seconds([sys.executable, *arguments], folder) for _ in range(repeat))


def cpu_seconds(command: list[str], folder: str) -> float:
    """What a program and its children take, on one thread."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "OMP_NUM_THREADS": "1"}
    subprocess.run(command, cwd=folder, env=environment, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
