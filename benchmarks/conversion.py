"""How fast bracketed trees become CoNLL-U: whole processes on one core, start-up included.

    python benchmarks/conversion.py FOLDER [--repeat 5] [--profile]

FOLDER holds `.mrg` files; without it, `$MTAL_DATA_DIR/wsj-sample` is taken. `--profile` shows where the time goes.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from mtal.__main__ import main as mtal


def arguments(folder: Path, output: Path) -> list[str]:
    return ["convert", str(folder), "--format", "ptb", "--to", "conllu", "-o", str(output)]


def measure(folder: Path, output: Path) -> tuple[float, float]:
    """Wall and processor time of one run, in seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    subprocess.run([sys.executable, "-m", "mtal", *arguments(folder, output)], check=True, stdout=subprocess.DEVNULL)
    wall = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def profile(folder: Path, output: Path) -> None:
    profiler = cProfile.Profile()
    profiler.runcall(mtal, arguments(folder, output))
    pstats.Stats(profiler).sort_stats("tottime").print_stats(25)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    sample = Path(os.environ.get("MTAL_DATA_DIR", ".")) / "wsj-sample"
    parser.add_argument("folder", nargs="?", type=Path, default=sample)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--profile", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        output = Path(scratch) / "out.conllu"
        if args.profile:
            profile(args.folder, output)
            return
        runs = [measure(args.folder, output) for _ in range(args.repeat)]
        sentences = sum(line.startswith("# sent_id") for line in output.open(encoding="utf-8"))
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    for wall, processor in runs:
        print(f"{sentences:,} sentences in {wall:.2f} s (processor {processor:.2f} s): {sentences / wall:,.0f}/s")
    best = min(wall for wall, _ in runs)
    print(f"best {sentences / best:,.0f} sentences/s; peak memory {memory:.0f} MB")


if __name__ == "__main__":
    main()
