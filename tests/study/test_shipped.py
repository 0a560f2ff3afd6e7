"""The sweeps that come with the project: sound, the paper's in number, and small enough at scale `cpu`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from mtal.study.cells import Cell
from mtal.study.cells import cell as made_of
from mtal.study.checking import refused
from mtal.study.composition import composer
from mtal.study.grid import Choices
from mtal.study.sweeps import Place, choices_of, places, sweep_names
from mtal.study.writing import overrides
from support.composing import CONF, ROOT

TABLES = [f"table{number}" for number in range(3, 11)]
FIGURES = [f"figure{number}" for number in (1, 3, 4, 5, 6)]
SELECTION = [f"selection_{corpus}" for corpus in ("atis", "gum", "scierc", "snips", "webnlg", "wsj")]
OURS = ["practice", *SELECTION, "units", "units_cheap"]
DOMAINS, CORPORA = 6, 5
"""The paper's: OntoNotes without PT; NYT24, NYT29, SciERC, WebNLG, WLP."""
BUDGETED = 2 * 2
"""ATIS and SNIPS, each with BERT and RoBERTa."""
BETAS = 11
"""0, 0.1, …, 1."""
ROUND = {"dp": 5.0, "ner_span": 9.5, "sf": 4.5}
"""Minutes of a core that a round takes, by the first task, as cells of WSJ, WebNLG and ATIS took them side by side."""


@cache
def found(scale: str) -> list[Place]:
    """All cells of the paper's sweeps."""
    return places([*TABLES, *FIGURES], scale, ROOT)


def of(name: str, scale: str) -> list[Cell]:
    """The cells of one sweep."""
    return [place.cell for place in found(scale) if name in place.sweeps]


def chosen(name: str) -> list[Choices]:
    """What the cells of one sweep choose at the paper's scale, each once."""
    return list({overrides(choices): choices for choices in choices_of(name, "paper", ROOT)}.values())


def a_share(choices: list[Choices]) -> list[Choices]:
    """The first with each value of each key: composing all of them takes minutes."""
    first = {(key, str(value)): number for number, c in reversed(list(enumerate(choices))) for key, value in c.items()}
    return [choices[number] for number in sorted(set(first.values()))]


def minutes(cells: Iterable[Cell]) -> float:
    """What the cells are planned to take, one after the other; a first round that is there is taken from the cache."""
    begun, total = set[str](), 0.0
    for cell in cells:
        rounds = len(cell.params["rounds"]) - (cell.beginning in begun)
        total += rounds * ROUND[cell.params["task_order"][0]]
        begun.add(cell.beginning)
    return total


def test_there_is_a_sweep_for_each_table_and_figure() -> None:
    assert set(sweep_names(ROOT)) == {*TABLES, *FIGURES, *OURS}


@pytest.mark.parametrize("name", [*TABLES, *FIGURES])
def test_a_file_says_what_it_is_of(name: str) -> None:
    first = (CONF / f"sweep/{name}.yaml").read_text().splitlines()[0]
    kind, number = re.fullmatch(r"([a-z]+)(\d+)", name).groups()
    assert first.startswith(f"# {kind.capitalize()} {number}")


@pytest.mark.parametrize("name", ["table3", "table4", "table6", "table7", "table8", "table10"])
def test_cells_of_the_paper_are_sound(name: str, tmp_path: Path) -> None:
    """As far as can be said without its encoders and without OntoNotes, for which a folder stands."""

    def with_corpus(written: tuple[str, ...], params: dict[str, Any]) -> Cell:
        corpus: dict[str, Any] = dict(params["corpus"])
        own = {} if corpus["fetch"] else {"path": str(tmp_path)}
        return made_of(written, {**params, "corpus": corpus | own})

    with composer(CONF) as composing:
        sample = [overrides(choices) for choices in a_share(chosen(name))]
        assert refused(with_corpus(written, composing.params(written)) for written in sample) == {}


def test_every_cell_of_the_small_scale_is_sound() -> None:
    assert refused(place.cell for place in [*found("cpu"), *places(OURS, "cpu", ROOT)]) == {}


@pytest.mark.parametrize(
    ("name", "number"),
    [
        (
            "table3",
            3 * 2 * DOMAINS + (2 + 1 + 1) * 2 * DOMAINS,
        ),  # full: 3 models, 2 losses; AL: ST selects by either task
        ("table4", (4 + 11) * DOMAINS),  # single-task methods, multi-task ones
        ("table5", 6 * DOMAINS),  # its rows
        ("table6", (3 * 3 + 3) * DOMAINS),  # 3 entropy methods with CE, TS, LS; 3 of agreement with CE
        ("table7", (1 + 4 * BETAS) * CORPORA),  # random, 4 weighted methods
        ("table8", (8 * 3 + 3) * BUDGETED),  # 4 joint, 2 STCS, 2 disjoint with 3 decisions; PAR, IND, R greedy
        ("table9", (8 * 3 + 3 + 2) * BUDGETED),  # and ST by either task
        ("table10", 7 * (DOMAINS + CORPORA + BUDGETED)),  # its rows
        ("figure1", 1),
        ("figure3", (4 + 11) * DOMAINS),
        ("figure4", 5),  # MT-EC and ST-EC by either task, random
        ("figure5", 2),
        ("figure6", (1 + 4 * BETAS) * 2),
    ],
)
def test_the_papers_grids_have_as_many_cells_as_its_settings_imply(name: str, number: int) -> None:
    assert len(chosen(name)) == number


def test_the_papers_table_of_all_settings_is_complete() -> None:
    choices = chosen("table10")
    settings = Counter((c["+paper"], c["corpus"], c.get("corpus.domain"), c.get("encoder")) for c in choices)
    assert len(settings) == DOMAINS + CORPORA + BUDGETED and set(settings.values()) == {7}
    assert {c["seed"] for c in choices} == {1}
    assert {c["decision"] for c in choices if c["+paper"] == "sf_id"} == {"grd_al"}


def test_weights_are_the_papers_betas() -> None:
    weights = [c.get("strategy.weights") or [0.5, 0.5] for c in chosen("table7") if c["strategy"] == "mt_par"]
    assert Counter(beta for _, beta in weights) == {round(0.1 * step, 1): CORPORA for step in range(BETAS)}
    assert all(sum(pair) == pytest.approx(1) for pair in weights)


@pytest.mark.parametrize("name", [*TABLES, *FIGURES])
def test_a_small_sweep_has_two_seeds_and_takes_four_hours(name: str) -> None:
    cells = of(name, "cpu")
    seeds = Counter(cell.params["seed"] for cell in cells)
    assert len(seeds) >= 2 and len(set(seeds.values())) == 1
    assert minutes(cells) <= 4 * 60


def test_all_small_sweeps_together_take_fourteen_hours() -> None:
    assert minutes(place.cell for place in found("cpu")) <= 14 * 60


def test_small_sweeps_name_what_own_choices_could_change() -> None:
    """`conf/mine.yaml` may choose another corpus or schedule for all experiments."""
    for name in (*TABLES, *FIGURES):
        for choices in choices_of(name, "cpu", ROOT):
            assert {"corpus", "tasks", "seed"} <= set(choices)
