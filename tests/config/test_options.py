"""Every option of `conf/`: reachable by its name, sound in fitting company, and described in `docs/choices.md`."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hydra.errors import HydraException
from omegaconf.errors import OmegaConfBaseException

from mtal.config.door import check_params
from mtal.errors import UserError
from mtal.models.options import EncoderOptions
from mtal.models.pretrained import CHECKSUMS, PACKAGE
from mtal.selection import STRATEGIES
from support.composing import CONF, alone, bases, chosen, composed, groups, options

ALL = [(group, option) for group in groups() for option in options(group)]
BASES = [(group, base) for group in groups() for base in bases(group)]
PAGE = (CONF.parent / "docs/choices.md").read_text(encoding="utf-8")

SERVED = {"slots": "sf_id", "dygie": "ner_re"}
"""Tasks of a corpus, by its format; `dp_ner` of the others."""
CORPORA = {"sf": "snips", "id": "snips", "ner_span": "scierc", "re": "scierc"}
"""A corpus that has a task; `demo` has the others."""
ALSO = {"mt_avg_clusters": "mt_avg"}
"""Options that are another's strategy with a choice made."""


def company(group: str, option: str) -> tuple[str, ...]:
    """The choices that an option can be run with, itself among them."""
    if (group, option) == ("model", "st"):
        return "model=st", "strategy=st_ec"
    if (group, option) == ("tasks", "re"):
        return "tasks=[ner_span,re]", "corpus=scierc"
    if group == "corpus":
        return f"corpus={option}", f"tasks={SERVED.get(alone(group, option)[group]['format'], 'dp_ner')}"
    choice = chosen(group, option)
    first = composed(choice)["task_order"][0]
    return (choice, f"corpus={CORPORA[first]}") if first in CORPORA else (choice,)


def needs_files(params: dict[str, Any]) -> bool:
    """Whether the corpus or the encoder is one that isn't brought along."""
    corpus, encoder = params["corpus"], params["encoder"]
    return not (corpus["generate"] or corpus["fetch"]) or not encoder["name"].startswith(PACKAGE)


@pytest.mark.parametrize(("group", "option"), ALL)
def test_every_option_is_reachable_and_sound(group: str, option: str) -> None:
    params = composed(*company(group, option))
    if group in ("corpus", "model", "strategy", "decision"):
        assert params[group]["name"] == ALSO.get(option, option)
    if not needs_files(params):
        check_params(params)


def test_every_strategy_has_an_option() -> None:
    assert options("strategy") == sorted([*STRATEGIES, *ALSO])


@pytest.mark.parametrize("option", options("encoder"))
def test_every_encoder_is_pinned(option: str) -> None:
    encoder = EncoderOptions(**alone("encoder", option)["encoder"])
    if encoder.name.startswith(PACKAGE):
        assert re.fullmatch("[0-9a-f]{64}", CHECKSUMS[encoder.name])
    else:
        assert re.fullmatch("[0-9a-f]{40}", encoder.revision) and encoder.name.count("/") == 1


@pytest.mark.parametrize(("group", "base"), BASES)
def test_a_base_alone_is_no_experiment(group: str, base: str) -> None:
    with pytest.raises((HydraException, OmegaConfBaseException, UserError)):
        check_params(composed(f"{group}={base}"))


def leaves(values: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Each value below `values` with its keys; a list is one value."""
    if isinstance(values, dict):
        for key, value in values.items():
            yield from leaves(value, f"{path}.{key}")
    else:
        yield path, values


@pytest.mark.parametrize(("group", "file"), ALL + BASES)
def test_a_file_says_only_what_sets_it_apart(group: str, file: str) -> None:
    text = (CONF / group / f"{file}.yaml").read_text(encoding="utf-8")
    own = yaml.safe_load(text)
    built_on = [entry.partition("@")[0] for entry in own.pop("defaults", []) if isinstance(entry, str)]
    for base in built_on:
        there = alone(group, base)
        own_here = own if "@package _global_" in text else {group: own}
        assert not set(map(repr, leaves(own_here))) & set(map(repr, leaves(there)))


def test_tasks_may_be_listed() -> None:
    params = composed("tasks=[ner,dp]")
    assert list(params["tasks"]) == params["task_order"] == ["ner", "dp"]


def test_full_training_is_one_round_on_everything() -> None:
    params, converged = composed("schedule=full"), composed("schedule=converged")
    assert params["rounds"] == [{"this": 0, "next": 1}] and params["training"] == converged["training"]
    assert (params["sample"]["initial"], params["sample"]["dev"]) == (1.0, 1.0)


def test_entities_and_relations_choose_model_schedule_and_strategy_unless_told_otherwise() -> None:
    by_itself = composed("corpus=scierc", "tasks=ner_re")
    chosen = ["model=smt", "schedule=relations", "strategy=mt_avg_clusters"]
    assert by_itself == composed("corpus=scierc", "tasks=ner_re", *chosen)
    assert by_itself["strategy"]["clusters"] is True
    told = composed("corpus=scierc", "tasks=ner_re", "model=cmt", "schedule=quick", "loss=ts", "strategy=mt_rrf")
    assert (told["model"]["name"], told["training"]["max_steps"]) == ("cmt", 130)
    assert (told["strategy"]["name"], told["strategy"]["clusters"]) == ("mt_rrf", False)
    assert told["loss"]["temperature_scaling"] is True


def rows(section: str, first: str) -> list[list[str]]:
    """The rows of those tables of a section whose first column is called `first`, cell by cell."""
    found, header = [], ""
    for line in section.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not line.startswith("|"):
            header = ""
        elif not header:
            header = cells[0]
        elif header == first and not cells[0].startswith("---"):
            found.append(cells)
    return found


@cache
def sections() -> dict[str, str]:
    """The page's sections by heading."""
    parts = re.split(r"^## (.+)$", PAGE, flags=re.MULTILINE)
    return {heading.strip("`"): text for heading, text in zip(parts[1::2], parts[2::2], strict=True)}


@pytest.mark.parametrize("group", groups())
def test_the_page_lists_every_option_and_no_other(group: str) -> None:
    assert sorted(cells[0].strip("`") for cells in rows(sections()[group], "option")) == options(group)


def test_the_page_lists_keys_that_there_are() -> None:
    everything = [composed(), composed("tasks=ner_re"), composed("tasks=sf_id")]
    for section in sections().values():
        for cells in rows(section, "key"):
            assert any(has(params, cells[0].strip("`").split(".")) for params in everything), cells[0]


def has(params: Any, path: list[str]) -> bool:
    """Whether there is such a key."""
    return not path or (isinstance(params, dict) and path[0] in params and has(params[path[0]], path[1:]))


def test_the_page_names_what_can_be_composed() -> None:
    for code in set(re.findall(r"`(-S (?!group)[^`]+)`", PAGE)):
        assert composed(*(word for word in shlex.split(code) if word != "-S")), code


def test_the_page_says_how_values_are_quoted() -> None:
    for written, value in rows(sections()["Quoting"], "write"):
        _, override = shlex.split(written.strip("`"))
        found: Any = composed(override)
        for key in override.partition("=")[0].split("."):
            found = found[key]
        assert str(found) == value.strip("`")


def test_the_page_says_what_annotations_cost() -> None:
    for cells in rows(sections()["Prices"], "task"):
        for task in re.findall(r"`(\w+)`", cells[0]):
            costs = composed(f"tasks={task}")["costs"][task]
            assert [str(costs["item"]), str(costs["sentence"])] == cells[1:]


def test_the_page_says_which_choices_choose_more() -> None:
    for choice, chooses in rows(sections()["Choices that choose more"], "choice"):
        override = choice.strip("`").removeprefix("-S ")
        named = re.findall(r"`(\w+(?:\.\w+)?=\w+)`", chooses)
        assert composed(override) == composed(override, *named)


def test_own_options_stand_on_those_that_are_there(tmp_path: Path) -> None:
    """What the page says of files of one's own, for the group that holds more than itself."""
    conf = shutil.copytree(CONF, tmp_path / "conf")
    (conf / "schedule/own.yaml").write_text("# @package _global_\ndefaults: [converged]\ntraining: {max_steps: 5}\n")
    (conf / "strategy/own.yaml").write_text("defaults: [st_ec]\ntask: ner\n")
    params = composed("schedule=own", "strategy=own", conf=conf)
    assert (params["training"]["max_steps"], params["training"]["cooldown"]) == (5, 0.25)
    assert (params["strategy"]["name"], params["strategy"]["task"], params["model"]["name"]) == ("st_ec", "ner", "st")
