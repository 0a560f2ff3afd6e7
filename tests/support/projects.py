"""Small annotation projects, without git and DVC, and their rounds in one process."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from contextlib import chdir, contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import yaml

from mtal.corpora.sentence import Sentence
from mtal.project.asked import Asked, read_annotations, write_annotations
from mtal.project.asked import Part as Part
from mtal.project.first_params import Wishes
from mtal.project.options import ProjectOptions, check_options
from mtal.project.starting import fill
from mtal.project.taking import handed_out
from mtal.rehearsal.players import Gold, gold_labels
from mtal.texts.options import TextOptions
from mtal.texts.pool import read_pool

SIZES: dict[Part, int] = {"test": 5, "development": 4}
NAMES, PLACES = "Ann Bob Kay Tom Eve".split(), "Oslo Rome Lima Monday".split()
VERBS, FORMS = "met left saw liked sold".split(), ("{} {} {} in {} .", "why did {} {} {} , {} ?", "{} {} : {} , {}")
SHORT: dict[str, dict[str, Any]] = {
    "training": {"max_steps": 2, "batch_size": 8, "eval_every": 2, "warmup_steps": 0, "precision": "float32"},
    "decision": {"random_share": 0.4},
    "strategy": {"strata": None},
}
"""Parameters of a round that takes a second."""


def plain(n: int, seed: int = 0) -> list[Sentence]:
    """n different sentences with labels for `dp`, `ner`, `pos`, `sf`, `id` and `ner_span` with `re`."""
    draw, found = random.Random(seed), {}
    while len(found) < n:
        form = draw.choice(FORMS)
        given = (draw.choice(NAMES), draw.choice(VERBS), draw.choice(NAMES), draw.choice(PLACES))
        words = tuple(form.format(*given).split())
        found[words] = Sentence(f"s-{len(found)}", "d", list(words), labels_of(words))
    return list(found.values())


def labels_of(words: Sequence[str]) -> dict[str, Any]:
    """What is true of such a sentence."""
    kinds = {**dict.fromkeys(NAMES, "PER"), **dict.fromkeys(PLACES, "LOC")}
    spans = [[i, i, kinds[word]] for i, word in enumerate(words) if word in kinds]
    tags = [f"B-{kinds[word]}" if word in kinds else "O" for word in words]
    people = [i for i, _, kind in spans if kind == "PER"]
    return {
        "ner": tags,
        "sf": tags,
        "id": ["ask" if "?" in words else "tell"],
        "pos": ["NOUN" if word in kinds else "VERB" if word in VERBS else "PUNCT" for word in words],
        "dp": {"heads": list(range(len(words))), "deprels": ["root", *["dep"] * (len(words) - 1)]},
        "re": {"entities": spans, "relations": [[people[0], people[0], people[1], people[1], "MET"]]},
    }


LABELS = {
    "ner": ["PER", "LOC"],
    "sf": ["PER", "LOC"],
    "id": ["ask", "tell"],
    "pos": ["NOUN", "VERB", "PUNCT"],
    "dp": ["root", "dep"],
    "ner_span": ["PER", "LOC"],
    "re": ["MET"],
}


def write_text(path: Path, sentences: Sequence[Sentence], *, labelled: Sequence[str] = ()) -> Path:
    """A file of words, with the labels of these entries."""
    records = [
        {"tokens": each.tokens, "labels": {name: each.labels[name] for name in labelled if name in each.labels}}
        for each in sentences
    ]
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    return path


def wishes(text: Sequence[Path], tasks: Sequence[str], encoder: Path | str = "none", **changes: Any) -> Wishes:
    """What somebody asks for who has these files."""
    usual: dict[str, Any] = {
        "labels": {task: LABELS[task] for task in tasks},
        "tool": "csv",
        "options": TextOptions(),
        "sizes": SIZES,
        "first": 6,
        "size": 5,
        "seed": 1,
    }
    return Wishes(list(text), list(tasks), encoder=str(encoder), **(usual | changes))


def project(folder: Path, wanted: Wishes, **sections: Mapping[str, Any]) -> Path:
    """A project's files in `folder`; `sections`: changes of parameters beside `SHORT`."""
    folder.mkdir(parents=True)
    fill(folder, folder.name, wanted, read_pool(wanted.text, wanted.tasks, wanted.options))
    change(folder, **{name: {**SHORT.get(name, {}), **sections.get(name, {})} for name in {*SHORT, *sections}})
    return folder


def change(folder: Path, **sections: Any) -> None:
    """Other parameters: of a section the keys that are given."""
    path = folder / "params.yaml"
    params = yaml.safe_load(path.read_text(encoding="utf-8"))
    for name, value in sections.items():
        params[name] = {**params[name], **value} if isinstance(value, Mapping) else value
    path.write_text(yaml.safe_dump(params, sort_keys=False, allow_unicode=True), encoding="utf-8")


def options(**sections: Any) -> ProjectOptions:
    """Sound parameters of a project for `ner` and `pos`."""
    params = yaml.safe_load(USUAL)
    for name, value in sections.items():
        params[name] = {**params.get(name, {}), **value} if isinstance(value, dict) else value
    found = ProjectOptions(**params)
    check_options(found)
    return found


USUAL = """
seed: 1
tool: csv
first: 6
labels: {ner: [PER, LOC], pos: [NOUN, VERB, PUNCT]}
costs: {ner: {item: 1, sentence: 0}, pos: {item: 0, sentence: 2}}
tasks: {ner: {}, pos: {}}
strategy: {name: mt_avg, confidence: entropy, strata: null}
decision: {name: top_n, n: 5, random_share: 0.4, items: predicted}
text: {}
encoder: {name: none, revision: null, sha256: null}
model: {name: smt, dropout: 0.0}
loss: {smoothing: 0.0}
training: {max_steps: 2, epochs: null, batch_size: 8, encoder_lr: 1.0e-3, head_lr: 1.0e-3, weight_decay: 0.0,
  warmup_steps: 0, cooldown: null, clip: 1.0, eval_every: 2, patience: 2, precision: float32, warm_start: false}
"""


@contextmanager
def inside(folder: Path) -> Iterator[Path]:
    """The folder, being in it."""
    with chdir(folder):
        yield folder


def stage(*names: str) -> None:
    """Run stages of the project that we are in; all of a round by default."""
    for name in names or ("read", "train", "test", "choose"):
        import_module(f"mtal.project.stages.{name}").main()


def gold_of(sentences: Sequence[Sentence]) -> Gold:
    """What players know."""
    return gold_labels(sentences)


def answered(asked: Asked, gold: Gold, annotator: str = "player", seconds: float | None = None) -> Asked:
    """The same, answered as gold has it."""
    labels = gold[tuple(asked.tokens)]
    asked.answers[annotator] = {"labels": {layer: labels[layer] for layer in asked.layers()}, "seconds": seconds}
    return asked


def answer_all(tool: str, gold: Gold) -> None:
    """Write gold labels of the batch into `annotations.jsonl`, without any file of a tool."""
    asked = read_annotations()
    _, latest = handed_out(tool)
    write_annotations([*asked, *(answered(each, gold) for each in latest)])
