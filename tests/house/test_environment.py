"""The set-up: what is asked for, what is pinned, and what make says where it can't work."""

from __future__ import annotations

import ast
import os
import re
import runpy
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
PIPELINE = [Requirement(line) for line in PROJECT["dependencies"]]
EXTRAS = {name: [*map(Requirement, lines)] for name, lines in PROJECT["optional-dependencies"].items()}
ASKED = [*PIPELINE, *EXTRAS["dev"]]
USED = [*PIPELINE, *(requirement for name, extra in EXTRAS.items() if name != "dev" for requirement in extra)]
"""What users may install."""
PINS = [Requirement(line) for line in (ROOT / "constraints.txt").read_text().splitlines() if not line.startswith("#")]

ELSEWHERE = {"peers_small_text.py", "peers_spacy.py"}
"""What runs in environments of its own, which benchmarks/peers.py makes."""


def test_the_project_asks_for_ranges() -> None:
    for requirement in ASKED:
        operators = {each.operator for each in requirement.specifier}
        assert operators == {">=", "<"}, requirement


def test_developers_have_what_users_may_install() -> None:
    assert {str(requirement) for requirement in USED} <= {str(requirement) for requirement in ASKED}


def test_the_lock_has_exact_versions_from_the_registry_alone() -> None:
    for pin in PINS:
        assert (pin.url, [each.operator for each in pin.specifier]) == (None, ["=="]), pin


def test_the_lock_has_what_the_project_asks_for() -> None:
    for requirement in ASKED:
        pinned = [pin for pin in PINS if pin.name == canonicalize_name(requirement.name)]
        versions = [each.version for pin in pinned for each in pin.specifier]
        assert versions, requirement
        assert all(requirement.specifier.contains(version) for version in versions), (requirement, versions)


@pytest.mark.parametrize(
    ("folders", "asked"), [(("src", "stages"), USED), (("tests", "benchmarks", ".ci"), ASKED)], ids=["users", "dev"]
)
def test_what_is_imported_is_asked_for(folders: tuple[str, ...], asked: list[Requirement]) -> None:
    names = {canonicalize_name(requirement.name) for requirement in asked} | {"mtal"}
    paths = [path for folder in folders for path in (ROOT / folder).rglob("*.py") if path.name not in ELSEWHERE]
    own = {name for path in paths for name in (path.stem, path.parent.name)}
    distributions = packages_distributions()
    for path in paths:
        for module in imported(path) - sys.stdlib_module_names - own:
            assert names & {canonicalize_name(each) for each in distributions.get(module, [])}, (path, module)


def imported(path: Path) -> set[str]:
    """The first part of every module that a file imports, wherever in it."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    plain = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    parts = [node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module and not node.level]
    return {name.partition(".")[0] for name in [*plain, *parts]}


def test_make_and_the_classifiers_name_the_pythons_that_fit() -> None:
    assert PROJECT["requires-python"] == ">=3.11,<3.14"
    versions = ["3.11", "3.12", "3.13"]
    classified = [each.rpartition(" ")[2] for each in PROJECT["classifiers"] if each.startswith("Programming Language")]
    assert classified == versions
    assert re.search(r"^VERSIONS := (.*)$", (ROOT / "Makefile").read_text(), re.M)[1].split() == versions
    checked = {python for python, platform in runpy.run_path(str(ROOT / ".ci/environment.py"))["PLACES"]}
    assert checked == set(versions)


def test_the_check_sees_what_is_unpinned_missing_or_of_another_version(monkeypatch: pytest.MonkeyPatch) -> None:
    check = runpy.run_path(str(ROOT / ".ci/environment.py"))
    installed = {name: check["distribution"](name).version for name in ("numpy", "pluggy")}
    other = Requirement(f"pluggy=={Version(installed['pluggy']).major + 1}")
    problems = list(check["unlike_the_lock"]({"pluggy": [other]}))
    assert f"numpy {installed['numpy']} is installed, nothing is pinned" in problems
    assert f"pluggy {installed['pluggy']} is installed, {other} is pinned" in problems
    needed = check["needed"](Requirement("mtal[dev]"))
    assert {"numpy", "pluggy", "fonttools"} <= needed


@pytest.fixture
def unpacked(tmp_path: Path) -> Path:
    """What make needs of an unpacked archive, beside an empty folder for programs."""
    (tmp_path / "project").mkdir()
    (tmp_path / "programs").mkdir()
    for name in ("Makefile", "constraints.txt", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path / "project" / name)
    return tmp_path / "project"


def make(folder: Path, *arguments: str, path: str | Path | None = None) -> subprocess.CompletedProcess[str]:
    """GNU make as in a shell of its own, with no repository above the folder."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS", "PYTHON"))}
    environment = inherited | {"PATH": str(path or os.environ["PATH"]), "GIT_CEILING_DIRECTORIES": str(folder.parent)}
    program = shutil.which("make") or pytest.skip("make isn't here")
    return subprocess.run([program, *arguments], cwd=folder, env=environment, capture_output=True, text=True)


def refusal(done: subprocess.CompletedProcess[str], folder: Path) -> str:
    """The one line, besides make's own, of a make that stopped before doing anything."""
    (line,) = [line for line in done.stderr.splitlines() if not line.startswith("make: ***")]
    assert (done.returncode, done.stdout, (folder / ".venv").exists()) == (2, "", False)
    return line


def test_repro_without_a_repository_names_the_remedy(unpacked: Path) -> None:
    remedy = "git init && git add -A && git commit -m mtal"
    line = refusal(make(unpacked, "repro"), unpacked)
    assert "not a git repository" in line and line.endswith(remedy)
    subprocess.run(["git", "init", "-q"], cwd=unpacked, check=True)
    assert refusal(make(unpacked, "repro"), unpacked).endswith(remedy)


def test_repro_without_git_says_so(unpacked: Path) -> None:
    done = make(unpacked, "repro", path=unpacked.parent / "programs")
    assert refusal(done, unpacked) == "make repro needs git: install it"


@pytest.mark.parametrize("named", [[], ["PYTHON=/no/such/python"], ["PYTHON=old"]])
def test_install_without_a_python_that_fits_says_so(unpacked: Path, named: list[str]) -> None:
    programs = unpacked.parent / "programs"
    for name in ("python3.12", "python3", "old"):  # a shim without its Python, or a Python that says no
        (programs / name).write_text("#!/bin/sh\necho 'not here' >&2\nexit 1\n")
        (programs / name).chmod(0o755)
    line = refusal(make(unpacked, "install", *named, path=programs), unpacked)
    assert "3.11 3.12 3.13" in line and "make install PYTHON=" in line


def test_install_takes_the_first_python_that_fits(unpacked: Path) -> None:
    programs = unpacked.parent / "programs"
    (programs / "python3.11").write_text("#!/bin/sh\nexit 127\n")
    (programs / "python3.11").chmod(0o755)
    (programs / "python3").symlink_to(sys.executable)
    planned = make(unpacked, "--just-print", "install", path=programs).stdout.splitlines()
    assert "python3 -m venv --clear .venv" in planned


def test_pipeline_and_tools_are_installed_apart(unpacked: Path) -> None:
    def asked(target: str) -> list[str]:
        lines = make(unpacked, "--just-print", target, "PYTHON=python3").stdout.splitlines()
        return [line.partition(" install ")[2] for line in lines if " -m pip " in line]

    pipeline, encoder = asked("install")
    assert pipeline == "--constraint constraints.txt --editable ."
    assert "--no-deps" in encoder and "==" in encoder
    assert asked("lint") == asked("test") == [pipeline, encoder, "--constraint constraints.txt --editable '.[dev]'"]
