"""The files that a project begins with."""

from __future__ import annotations

import json
from pathlib import Path

import yaml

from mtal.project.template import FOLDER, write_template


def test_names_lose_what_hides_them_from_dvc(tmp_path: Path) -> None:
    assert {path.name for path in FOLDER.iterdir() if path.suffix not in (".in", ".py", "")} == set()
    write_template(tmp_path / ".gitignore")
    write_template(tmp_path / "dvc.yaml")
    assert set(yaml.safe_load((tmp_path / "dvc.yaml").read_text("utf-8"))["stages"]) == {
        "read",
        "train",
        "test",
        "choose",
    }
    write_template(tmp_path / "history.json")
    assert json.loads((tmp_path / "history.json").read_text("utf-8"))["spec"]["layer"]


def test_values_go_in(tmp_path: Path) -> None:
    write_template(tmp_path / "README.md", name="mine", tasks="ner, pos", tool="csv")
    text = (tmp_path / "README.md").read_text("utf-8")
    assert text.startswith("# mine\n") and "ner, pos" in text and "\n$ dvc repro" in text
