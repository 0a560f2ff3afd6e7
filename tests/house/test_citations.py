"""Citations: what comments, docstrings and pages point to is there."""

from __future__ import annotations

import ast
import re
import tokenize
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PYTHON = [path for folder in ("src", "stages", "tests", "benchmarks") for path in (ROOT / folder).rglob("*.py")]
SETTINGS = [*(ROOT / "conf").rglob("*.yaml"), ROOT / "dvc.yaml", ROOT / "Makefile"]
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
CITING = [path for path in (*PYTHON, *SETTINGS, *PAGES) if path != Path(__file__)]
METHOD = [ROOT / "docs" / "method.md", ROOT / "docs" / "conversion.md"]

SECTIONS = {"4", "4.1", "4.2", "5", "5.3", "5.4", "5.5", "6", "6.1", "7", "7.4", "8"}
"""Those of the paper's sections that hold what is computed here."""
NUMBERED = {"Table": range(1, 11), "Figure": range(1, 7), "Algorithm": range(1, 2)}
"""The paper's tables, figures and algorithms."""

NUMBERS = r"((?:\d+(?:\.\d+)?(?:, | and |, and )?)+)"
HEADINGS = r'((?:"[^"]+"(?:, | and |, and )?)+)'


@cache
def prose(path: Path) -> str:
    """What a file says to people, in one line: comments and docstrings of code, all of a page."""
    text = path.read_text(encoding="utf-8")
    parts = [*docstrings(text), *comments(path)] if path.suffix == ".py" else text.splitlines()
    if path.suffix != ".md":
        parts = [part.lstrip("# ") for part in parts]
    return re.sub(r"\s+", " ", " ".join(parts))


def docstrings(text: str) -> list[str]:
    """All strings that stand alone, those below the fields of a class too."""
    nodes = (node.value for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Expr))
    return [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]


def comments(path: Path) -> list[str]:
    """All comments of a Python file."""
    with path.open("rb") as file:
        return [token.string for token in tokenize.tokenize(file.readline) if token.type == tokenize.COMMENT]


def headings(page: Path) -> list[str]:
    """The headings of a page, as they stand."""
    return re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.M)


def anchor(heading: str) -> str:
    """What a link to a heading is called on GitHub."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def found(pattern: str, paths: list[Path]) -> list[tuple[Path, str]]:
    """Each match of a pattern in what the files say, and where."""
    return [(path.relative_to(ROOT), match) for path in paths for match in re.findall(pattern, prose(path))]


@pytest.mark.parametrize("page", METHOD, ids=lambda page: page.name)
def test_a_cited_heading_is_on_its_page(page: Path) -> None:
    cited = found(rf"{re.escape(f'docs/{page.name}')}, {HEADINGS}", CITING)
    assert cited, "nothing cites the page: has the form of citations changed?"
    for path, names in cited:
        assert set(re.findall('"([^"]+)"', names)) <= set(headings(page)), path


@pytest.mark.parametrize("page", METHOD, ids=lambda page: page.name)
def test_headings_differ_and_links_to_them_hold(page: Path) -> None:
    anchors = [anchor(heading) for heading in headings(page)]
    assert len(set(anchors)) == len(anchors)
    assert set(re.findall(r"\]\(#([^)]+)\)", page.read_text(encoding="utf-8"))) <= set(anchors)


def test_a_page_that_is_named_is_in_the_repository() -> None:
    for path, name in found(r"(?<![\w/.:-])([\w./-]*\w\.md)\b", CITING):
        assert any((folder / name).is_file() for folder in (ROOT, (ROOT / path).parent)), (path, name)


def test_sections_of_the_paper_exist() -> None:
    cited = found(rf"[Pp]aper sections? {NUMBERS}", CITING) + found(rf"\b[Ss]ections? {NUMBERS}", METHOD)
    assert cited
    for path, numbers in cited:
        assert set(re.findall(r"\d+(?:\.\d+)?", numbers)) <= SECTIONS, (path, numbers)


@pytest.mark.parametrize("kind", NUMBERED)
def test_tables_and_figures_of_the_paper_exist(kind: str) -> None:
    for path, numbers in found(rf"\b{kind}s? {NUMBERS}", CITING):
        assert {int(number) for number in re.findall(r"\d+", numbers)} <= set(NUMBERED[kind]), (path, numbers)


def test_sections_are_cited_in_one_form() -> None:
    assert not found(r"§ ?\d[\d.]*", CITING)
    assert not found(r"[Pp]aper \(?(?:sec\.|Sec\.|Section)", CITING)
    code = [path for path in CITING if path.suffix != ".md"]
    assert not found(r"\b(?:[Tt]he paper's|[Pp]aper,) (?:section|Table|Figure|Algorithm) \d", code)


def test_files_and_modules_that_are_named_exist() -> None:
    for page in METHOD:
        for name in re.findall(r"`([\w/]+\.(?:py|yaml))`", page.read_text(encoding="utf-8")):
            places = ("", "src/mtal", "src/mtal/selection/budget", "src/mtal/treebank/conversion")
            assert any((ROOT / place / name).is_file() for place in places), (page.name, name)
    for path, name in found(r"`(mtal(?:\.\w+)+)`", CITING):
        assert resolves(name), (path, name)


def resolves(name: str) -> bool:
    """Whether a dotted name is a module, or something in one."""
    module, _, rest = name.rpartition(".")
    try:
        import_module(name)
    except ImportError:
        return bool(module) and resolves(module) and hasattr(import_module(module), rest)
    return True
