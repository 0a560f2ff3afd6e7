"""Refuse impossible parameters before anything runs."""

from __future__ import annotations

from pathlib import Path

import yaml

from mtal.config.door import check_params
from mtal.files import whole_text
from mtal.params import PARAMS
from mtal.stage import stage


@stage
def main() -> None:
    check_params(yaml.safe_load(PARAMS.read_text(encoding="utf-8")))
    with whole_text(Path("data/valid.txt")) as file:
        file.write("The parameters are sound.\n")  # always the same, so that no other stage runs again for it


if __name__ == "__main__":
    main()
