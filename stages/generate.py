"""Generate the synthetic demo corpus."""

from __future__ import annotations

from pathlib import Path

from mtal import stage
from mtal.demo import generate
from mtal.params import read_params


@stage.script
def main() -> None:
    sentences, seed, out = read_params("corpus.sentences", "corpus.seed", "corpus.path")
    generate(Path(out), sentences=sentences, seed=seed)


if __name__ == "__main__":
    main()
