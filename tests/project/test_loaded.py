"""What stages of a project load, read and ask for."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from mtal.project.stages.train import READ
from support.composing import ROOT
from support.projects import inside, plain, project, stage, wishes, write_text

SOURCE = ROOT / "src/mtal"
STAGES = yaml.safe_load((SOURCE / "project/template/dvc.yaml.in").read_text())["stages"]
HEAVY = {"torch", "transformers", "matplotlib", "pandas"}
COMMANDS = {
    "read_annotations": "annotations.jsonl",
    "asked.PATH": "annotations.jsonl",
    "read_held_out": "held_out.csv",
    "held_out.PATH": "held_out.csv",
    "text_files": "text",
    "GIVEN": "data/given",
    "SENTENCES": "data/sentences.jsonl",
    "MODEL": "model",
    "has_model": "model",
}
"""How stages name the files that they read."""
SECTIONS = {"task_options": {"tasks", "labels"}, "task_costs": {"costs", "labels"}}


def modules(name: str) -> list[Path]:
    """The stage's source and that of what it calls in the project's own room."""
    beside = {"test": ["tested.py"], "choose": ["with_model.py", "choosing.py", "batches.py"]}
    return [SOURCE / "project/stages" / f"{name}.py", *(SOURCE / "project" / each for each in beside.get(name, ()))]


def words(path: Path) -> set[str]:
    """Names that code uses, and `a.b` of names; not imports."""
    tree = ast.parse(path.read_text())
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return names | {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


@pytest.mark.parametrize("name", STAGES)
def test_dvc_knows_the_files_that_a_stage_reads(name: str) -> None:
    used = set().union(*map(words, modules(name)))
    read = {file for word, file in COMMANDS.items() if word in used}
    if "read_labelled" in used:
        read |= {"annotations.jsonl", "held_out.csv", "data/given"}
    outs = {out if isinstance(out, str) else next(iter(out)) for out in STAGES[name]["outs"]}
    told_before = {"metrics/scores.json"}  # what a model is worth, before the next batch
    assert read - outs == set(STAGES[name]["deps"]) - told_before


@pytest.mark.parametrize("name", STAGES)
def test_dvc_knows_the_parameters_that_a_stage_reads(name: str) -> None:
    found: set[str] = set()
    for path in modules(name):
        for word in words(path):
            if match := re.match(r"options\.(\w+)(\.\w+)?", word):
                found |= SECTIONS.get(match[1], {match[1]})
    if name == "train":
        found |= READ
    declared = {param.partition(".")[0] for param in STAGES[name]["params"]}
    assert found - {"model_dump_json"} == declared


def test_stages_run_as_the_package_does() -> None:
    assert {name: stage["cmd"] for name, stage in STAGES.items()} == {
        name: f"python -m mtal.project {name}" for name in ("read", "train", "test", "choose")
    }
    files = sorted(path.stem for path in (SOURCE / "project/stages").glob("*.py") if path.stem != "__init__")
    assert files == sorted(STAGES)


def loaded(folder: Path, name: str) -> set[str]:
    """What Python has loaded when a stage has run, and what it says."""
    code = "import sys\nfrom mtal.project.__main__ import main\nmain()\n"
    code += "print(*{name.partition('.')[0] for name in sys.modules})"
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-c", code, name]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    assert not done.returncode, done.stderr
    return set(done.stdout.splitlines()[-1].split())


def test_no_stage_loads_torch_before_there_is_a_model(tmp_path: Path) -> None:
    text = write_text(tmp_path / "all.jsonl", plain(20))
    folder = project(tmp_path / "mine", wishes([text], ["ner", "pos"]))
    for name in STAGES:
        assert not loaded(folder, name) & HEAVY, name


def test_answers_change_nothing_of_what_is_read(tmp_path: Path) -> None:
    """So the text is read again only when it changes."""
    sentences = plain(30)
    near = [replace(each, tokens=[word.upper() for word in each.tokens]) for each in sentences[::3]]
    files = [
        write_text(tmp_path / "a.jsonl", sentences, labelled=[]),
        write_text(tmp_path / "b.jsonl", near, labelled=["ner"]),
    ]
    with inside(project(tmp_path / "mine", wishes(files, ["ner", "pos"]))) as folder:
        stage("read")
        outs = [folder / "data/sentences.jsonl", folder / "data/given/sentences.jsonl"]
        before = [path.read_bytes() for path in outs]
        (folder / "held_out.csv").write_text("id,part\n")
        stage("read")
        assert [path.read_bytes() for path in outs] == before


def imports(folder: Path) -> set[str]:
    found: set[str] = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def test_study_and_project_do_not_know_each_other() -> None:
    of_study = imports(ROOT / "stages")
    assert not [name for name in of_study if name.startswith(("mtal.project", "mtal.rehearsal"))]
    mine = imports(SOURCE / "project") | imports(SOURCE / "rehearsal")
    assert not [name for name in mine if name.startswith(("stages", "mtal.study", "mtal.config", "mtal.cli"))]
    rooms = [path for path in SOURCE.iterdir() if path.is_dir() and path.name not in ("project", "rehearsal", "cli")]
    for room in rooms:
        assert not [name for name in imports(room) if name.startswith(("mtal.project", "mtal.rehearsal"))], room
