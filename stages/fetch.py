"""Bring a public corpus to data/raw."""

from __future__ import annotations

from pathlib import Path

from mtal import stage
from mtal.fetching.fetch import fetch, places
from mtal.fetching.manifest import read_manifest
from mtal.params import read_params


@stage.script
def main() -> None:
    name, licence = read_params("corpus.name", "corpus.licence")
    print(f"{name}: licence: {licence}", flush=True)
    for origin in fetch(read_manifest(name), Path("data/raw") / name, places()):
        print(f"{name}: {origin}")


if __name__ == "__main__":
    main()
