"""Refuse impossible parameters before anything runs."""

from __future__ import annotations

from pathlib import Path

from mtal import stage
from mtal.config.door import check_params
from mtal.files import whole_text
from mtal.params import all_params


@stage.script
def main() -> None:
    check_params(all_params())
    with whole_text(Path("data/valid.txt")) as file:
        file.write("The parameters are sound.\n")  # always the same, so that no other stage runs again for it


if __name__ == "__main__":
    main()
