"""Gather the calibration of all rounds: table, the last round's errors and figure."""

from __future__ import annotations

import shutil
from pathlib import Path

from mtal import stage
from mtal.analysis.calibration import calibration_rows
from mtal.files import read_json, whole_file, write_json, write_rows
from mtal.params import read_params


@stage.script
def main() -> None:
    (rounds,) = read_params("rounds")
    numbers, found = [item["this"] for item in rounds], Path("data/calibration")
    entries = {number: read_json(found / f"{number}.json") for number in numbers}

    write_rows("metrics/calibration.csv", calibration_rows(entries))
    last = entries[numbers[-1]]
    write_json("metrics/calibration.json", {"oe": {name: measures["oe"] for name, measures in last.items()}})
    with whole_file("metrics/calibration.svg") as path:
        shutil.copyfile(found / f"{numbers[-1]}.svg", path)


if __name__ == "__main__":
    main()
