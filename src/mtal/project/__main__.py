"""`python -m mtal.project STAGE`: the stages of an annotation project, run by its `dvc.yaml`."""

from __future__ import annotations

import sys
from importlib import import_module

from mtal import stage

STAGES = ("read", "train", "test", "choose")


@stage.script
def main() -> None:
    """Run the stage that is named."""
    if len(sys.argv) != 2 or sys.argv[1] not in STAGES:
        sys.exit(f"usage: python -m mtal.project {'|'.join(STAGES)}")
    import_module(f"mtal.project.stages.{sys.argv[1]}").main()


if __name__ == "__main__":
    main()
