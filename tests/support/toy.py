"""A toy project: one stage a round and parameters from `conf/`, as the real one has, in a second a run."""

from __future__ import annotations

from pathlib import Path

import yaml

from mtal.study.cells import Cell
from support.clones import commit, run

WORK = '''"""Write down the seed; fail with seed 13 unless a file says otherwise; wait with seed 99."""
import json, os, pathlib, sys, time, yaml
from mtal_toy import twice
params = yaml.safe_load(open("params.yaml"))
log = pathlib.Path(os.environ["TOY_LOG"])
with log.open("a") as file:
    file.write(f"{sys.argv[1]} {params['seed']} {params['strategy']}\\n")
if params["seed"] == 99 and not (log.parent / "go on").exists():
    pathlib.Path(".mtal").mkdir(exist_ok=True)
    pathlib.Path(".mtal/checkpoint").write_text("here")
    time.sleep(60)
if params["seed"] == 99:
    assert pathlib.Path(".mtal/checkpoint").read_text() == "here"
time.sleep(float(os.environ.get("TOY_SECONDS", 0)))
if params["seed"] == 13 and not (log.parent / "luck").exists():
    sys.exit("bad luck")
if sys.argv[1] == "first.json":  # as the first selection, so that others of the group may start
    pathlib.Path("data/rounds/1").mkdir(parents=True, exist_ok=True)
    pathlib.Path("data/rounds/1/purchase.json").write_text("{}")
found = {"seed": twice(params["seed"]), "threads": os.environ["OMP_NUM_THREADS"]}
pathlib.Path(sys.argv[1]).write_text(json.dumps(found))
with log.with_suffix(".ended").open("a") as file:
    file.write(f"{sys.argv[1]} {params['seed']} {params['strategy']}\\n")
'''
PIPELINE = """
stages:
  first:
    cmd: python work.py first.json
    deps: [work.py]
    params: [seed]
    outs: [first.json, data/rounds/1/purchase.json]
  second:
    cmd: python work.py metrics.json
    deps: [first.json]
    params: [seed, strategy]
    metrics:
      - metrics.json:
          cache: false
"""


def toy_project(folder: Path) -> Path:
    """A git repository with DVC in it; stages append to the file that `TOY_LOG` names, at their end to `.ended`."""
    for name, text in {
        "work.py": WORK,
        "src/mtal_toy.py": "def twice(number):\n    return 2 * number\n",
        "dvc.yaml": PIPELINE,
        "params.yaml": "seed: 1\nstrategy: a\n",
        "conf/config.yaml": "seed: 1\nstrategy: a\n",
        ".gitignore": "/.mtal/\n/first.json\n/data/\n",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    run(folder, "git", "init", "-q")
    run(folder, "dvc", "init", "-q")
    (folder / ".dvc/config").write_text("[hydra]\n    enabled = true\n[core]\n    analytics = false\n")
    commit(folder, "A toy")
    return folder


def toy_cell(seed: int, strategy: str = "a") -> Cell:
    """A cell of the toy project."""
    return Cell(f"cell-{seed}{strategy}", (f"seed={seed}", f"strategy={strategy}"), {"seed": seed}, {"seed": seed})


def metrics(folder: Path, revision: str) -> dict[str, object]:
    """What an experiment measured, as git has it."""
    return yaml.safe_load(run(folder, "git", "show", f"{revision}:metrics.json"))
