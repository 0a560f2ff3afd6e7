"""The documents: their commands compose, their links lead somewhere, the README can be read in two minutes."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from hydra.core.override_parser.overrides_parser import OverridesParser

from mtal.__main__ import COMMANDS, main
from support.composing import ROOT, composed

DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
LONGEST_README = 150
BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
IN_TEXT = re.compile(r"`(dvc exp run[^`]+)`")
RUN = ("dvc", "exp", "run")
NAMED = re.compile(r"\b(?:python -m mtal|mtal) (\w+)")
ENDS = {"&&", "||", ";", "|"}
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
REFUSED = {"strategy=mt_avgg", "stratgy=mt_avg"}
"""Slips that documents show on purpose."""


def shell_lines(text: str) -> Iterator[str]:
    """The commands of all console blocks, continued lines joined, and the runs that stand in the text."""
    for block in BLOCK.findall(text):
        for line in re.sub(r"\\\n\s*", "", block).splitlines():
            if line.startswith("$ "):
                yield line.removeprefix("$ ")
    yield from IN_TEXT.findall(BLOCK.sub("", text))


def runs(line: str) -> Iterator[list[str]]:
    """The values of `-S` of each `dvc exp run` in a command line."""
    words = shlex.split(line, comments=True)
    starts = [i for i in range(len(words)) if tuple(words[i : i + 3]) == RUN]
    for start in starts:
        end = next((i for i in range(start, len(words)) if words[i] in ENDS), len(words))
        flags = words[start:end]
        yield [flags[i + 1] for i, word in enumerate(flags) if word in ("-S", "--set-param")]


def single_runs(overrides: list[str]) -> Iterator[list[str]]:
    """What a run with sweeps queues: every combination of their values."""
    parsed = OverridesParser.create().parse_overrides(overrides)
    choices = [
        [f"{each.get_key_element()}={value}" for value in each.sweep_string_iterator()]
        if each.is_sweep_override()
        else [each.input_line]
        for each in parsed
    ]
    yield from map(list, product(*choices))


def commands() -> dict[str, list[str]]:
    """The values of `-S` of every run in the documents, by document and place."""
    return {
        f"{path.name}-{' '.join(overrides)}": overrides
        for path in DOCUMENTS
        for line in shell_lines(path.read_text(encoding="utf-8"))
        for overrides in runs(line)
        if "…" not in "".join(overrides) and not REFUSED & set(overrides)
    }


RUNS = commands()


@pytest.mark.parametrize("overrides", RUNS.values(), ids=RUNS)
def test_every_run_composes(overrides: list[str]) -> None:
    for single in single_runs(overrides):
        composed(*single)


def test_runs_are_found() -> None:
    assert ["strategy=mt_rrf"] in RUNS.values()
    (found,) = runs(
        "dvc exp run --queue -S 'strategy=mt_avg,mt_r' -S 'a.weights=[0,1],[1,0]' && dvc queue start  # -S c=1"
    )
    assert found == ["strategy=mt_avg,mt_r", "a.weights=[0,1],[1,0]"]
    assert list(single_runs(found)) == [
        ["strategy=mt_avg", "a.weights=[0,1]"],
        ["strategy=mt_avg", "a.weights=[1,0]"],
        ["strategy=mt_r", "a.weights=[0,1]"],
        ["strategy=mt_r", "a.weights=[1,0]"],
    ]


def test_every_command_is_named_and_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    lines = [line for path in DOCUMENTS for line in shell_lines(path.read_text(encoding="utf-8"))]
    named = {name for line in lines for name in NAMED.findall(line)}
    assert named == set(COMMANDS)
    for name in named:
        with pytest.raises(SystemExit) as caught:
            main([name, "--help"])
        assert caught.value.code == 0
        assert f"usage: mtal {name}" in capsys.readouterr().out


def test_the_flags_of_commands_are_known(capsys: pytest.CaptureFixture[str]) -> None:
    for path in DOCUMENTS:
        for line in shell_lines(path.read_text(encoding="utf-8")):
            words = shlex.split(line, comments=True)
            if words[:3] == ["python", "-m", "mtal"]:
                with pytest.raises(SystemExit):
                    main([words[3], "--help"])
                explained = capsys.readouterr().out
                assert all(word in explained for word in words if word.startswith("--")), line


def test_the_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= LONGEST_README


def anchors(path: Path) -> set[str]:
    """The headings of a page as GitHub links to them."""
    headings = HEADING.findall(re.sub(r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.M | re.S))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(path: Path) -> None:
    for link in LINK.findall(path.read_text(encoding="utf-8")):
        if link.startswith(("http://", "https://")):
            continue
        name, _, anchor = link.partition("#")
        target = path.parent / name if name else path
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link
