"""Beside other libraries: speed and scores on the same sentences, as ratios in one run.

    MTAL_DATA_DIR=… python benchmarks/peers.py [--repeats 1] [--out docs/results/peers.json]

small-text (active learning for text classification) learns intents of ATIS: the same encoder, rates and steps as ours,
and its own batches, padded to one length, here the longest utterance's (its default is 512). spaCy learns to parse and
to find entities in the Wall Street Journal by the pipeline that `spacy init config` writes for a CPU: a small network
that isn't pre-trained, so that speed says something only beside scores.

Each works in an environment of its own below `.mtal/peers`, made with pip at the first run (small-text: gigabytes, as
it needs torch). All processes have one thread and take turns. Times are CPU seconds from sentences to a stored or
trained model, and from sentences to results, without the start of Python and imports; ours read the model from disk. A
turn takes a quarter of an hour of CPU, of which spaCy's training is the most.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import os
import statistics
import subprocess
import sys
import tempfile
import venv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from common import MINILM, atis_splits, batches_of, wsj_splits

from mtal.acquisition.initial import draw
from mtal.corpora.sentence import Sentence, write_sentences
from mtal.files import write_json
from mtal.learning.round import label_sets
from mtal.models.options import EncoderOptions, ModelOptions
from mtal.models.pretrained import locate
from mtal.models.storage import ModelRecipe
from mtal.tasks import TASKS

HERE = Path(__file__).parent
ENVIRONMENTS = HERE.parent / ".mtal" / "peers"
SAME = {"CUDA_VISIBLE_DEVICES": "", "MTAL_DEVICE": "cpu", "OMP_NUM_THREADS": "1", "TRANSFORMERS_OFFLINE": "1"}
SEED = 1


def installed(package: str) -> str:
    """A requirement: the version that is here, as the index calls it."""
    return f"{package}=={importlib.metadata.version(package).partition('+')[0]}"


@dataclass(frozen=True)
class Case:
    """What one peer and we learn."""

    peer: str
    requirements: Sequence[str]
    unit: str
    tasks: Sequence[str]
    splits: Mapping[str, list[Sentence]]
    """`train` is what is learnt, `pool` what is scored."""
    settings: dict[str, Any]
    """For both sides (`peers_mtal.py`, `peers_NAME.py`)."""

    @property
    def script(self) -> Path:
        """The peer's side."""
        return HERE / f"peers_{self.peer.replace('-', '_')}.py"


def intents() -> Case:
    """500 utterances of ATIS, three times over in batches of 16."""
    splits, tasks = atis_splits(), ["id"]
    learnt, pool = parted(splits["train"], 500, 2000)
    settings = {
        "encoder": MINILM,
        "folder": locate(EncoderOptions(name=MINILM)),
        "labels": label_sets(tasks, splits["train"]),
        "model": {"name": "st", "dropout": 0.1},
        "tasks": {"id": {"pretrained_pooler": True}},
        "epochs": 3,
        "batch_size": 16,
        "encoder_lr": 3e-4,
        "head_lr": 3e-4,
        "smoothing": 0.0,
        "longest": longest([*learnt, *pool, *splits["test"]]),
    }
    # datasets: it doesn't start without, and doesn't ask for it
    requirements = [
        "small-text[transformers]==2.0.0.dev4",
        "datasets==5.2.0",
        installed("torch"),
        installed("transformers"),
    ]
    drawn = {"train": learnt, "pool": pool, "dev": draw(splits["dev"], 50, SEED, which=1), "test": splits["test"]}
    return Case("small-text", requirements, "utterances", tasks, drawn, settings)


def parses() -> Case:
    """400 sentences of the Wall Street Journal: ours 4 times over (100 steps), spaCy's 10 times."""
    splits, tasks = wsj_splits(), ["dp", "ner"]
    learnt, _ = parted(splits["train"], 400, 0)
    settings = {
        "encoder": MINILM,
        "labels": label_sets(tasks, splits["train"]),
        "model": {"name": "cmt"},
        "tasks": {"dp": {}, "ner": {}},
        "epochs": 4,
        "their_epochs": 10,
        "batch_size": 16,
        "encoder_lr": 3e-4,
        "head_lr": 1e-3,
        "smoothing": 0.2,
    }
    drawn = {"train": learnt, "pool": splits["test"], "dev": draw(splits["dev"], 80, SEED, which=1)}
    return Case("spacy", ["spacy==3.8.18"], "sentences", tasks, drawn | {"test": splits["test"]}, settings)


def parted(sentences: Sequence[Sentence], learnt: int, scored: int) -> tuple[list[Sentence], list[Sentence]]:
    """Sentences to learn from, drawn, and others to score."""
    chosen = draw(sentences, learnt, SEED, which=0)
    ids = {sentence.id for sentence in chosen}
    return chosen, [sentence for sentence in sentences if sentence.id not in ids][:scored]


def longest(sentences: Sequence[Sentence]) -> int:
    """Subwords of the longest sentence."""
    subwords = ModelRecipe(EncoderOptions(name=MINILM), ModelOptions(name="st"), {}, {}).subwords()
    return max(batch.pieces.shape[1] for batch in batches_of(list(sentences), subwords, 1)[1])


CASES = {"small-text": intents, "spacy": parses}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--repeats", type=int, default=1)
    parser.add_argument("--only", choices=CASES)
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()

    cases = [make() for peer, make in CASES.items() if args.only in (None, peer)]
    pythons = [environment(case) for case in cases]
    rows: list[dict[str, Any]] = []
    for case, python in zip(cases, pythons, strict=True):
        rows += compared(case, python, args.repeats)
    print(table(rows))
    if args.out:
        write_json(args.out, {"machine": machine(), "rows": rows})


def environment(case: Case) -> Path:
    """The Python of the peer's environment, which is made where it isn't there with these very requirements."""
    folder = ENVIRONMENTS / case.peer
    python, note = folder / "bin" / "python", folder / "requirements.txt"
    wanted = "\n".join(case.requirements) + "\n"
    if note.is_file() and note.read_text() == wanted:
        return python
    print(f"{case.peer}: installing {', '.join(case.requirements)} to {folder}", flush=True)
    venv.create(folder, clear=True, with_pip=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", *case.requirements], check=True)
    note.write_text(wanted)
    return python


def compared(case: Case, python: Path, repeats: int) -> list[dict[str, Any]]:
    """Rows of both speeds and of each score: the peer's, ours, and their ratio."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for split, sentences in case.splits.items():
            write_sentences(folder / f"{split}.jsonl", sentences)
        write_json(folder / "settings.json", case.settings)
        turns = [
            (outcome(python, case.script, folder), outcome(Path(sys.executable), HERE / "peers_mtal.py", folder))
            for _ in range(repeats)
        ]
    return rows_of(case, turns)


def rows_of(case: Case, turns: Sequence[Sequence[dict[str, Any]]]) -> list[dict[str, Any]]:
    """Both speeds over all turns, and the scores of the last one."""
    rows = [
        speed(case, "training", len(case.splits["train"]), turns),
        speed(case, "scoring", len(case.splits["pool"]), turns),
    ]
    theirs, ours = turns[-1]
    for task in case.tasks:
        judge = TASKS[task](TASKS[task].Options())
        found = judge.metrics(case.splits["test"], theirs["predictions"][task])[judge.main_metric]
        rows.append(row(case.peer, f"test {task} {judge.main_metric}", [found], [ours["scores"][task]], digits=4))
    return rows


def outcome(python: Path, script: Path, folder: Path) -> dict[str, Any]:
    """What a side says in the end: CPU seconds, passes over what is learnt, scores or predictions."""
    out = folder / f"{script.stem}.json"
    command = [python, script, folder, out]
    done = subprocess.run(command, env=os.environ | SAME, capture_output=True, text=True, cwd=folder)
    if done.returncode:
        sys.exit(f"{script.name} failed:\n{done.stderr[-3000:]}")
    found: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    print(f"{script.stem}: training {found['training']:.1f} CPU s, scoring {found['scoring']:.1f}", flush=True)
    return found


def speed(case: Case, what: str, sentences: int, turns: Sequence[Sequence[dict[str, Any]]]) -> dict[str, Any]:
    """Sentences a CPU second; in training each counts as often as it was learnt from."""
    theirs, ours = (
        [sentences * (found["passes"] if what == "training" else 1) / found[what] for found in side]
        for side in zip(*turns, strict=True)
    )
    return row(case.peer, f"{what}, {case.unit}/CPU s", theirs, ours, digits=1)


def row(peer: str, what: str, theirs: Sequence[float], ours: Sequence[float], digits: int) -> dict[str, Any]:
    """One row; the ratio is the median of those of the turns."""
    ratios = [b / a for a, b in zip(theirs, ours, strict=True)]
    return {
        "peer": peer,
        "measure": what,
        "theirs": round(statistics.median(theirs), digits),
        "ours": round(statistics.median(ours), digits),
        "ratio": round(statistics.median(ratios), 2),
        "ratios": [round(ratio, 2) for ratio in ratios],
    }


def table(rows: Sequence[Mapping[str, Any]]) -> str:
    """In Markdown."""
    lines = ["| peer | | theirs | ours | ours / theirs |", "|---|---|---|---|---|"]
    for r in rows:
        lines.append(f"| {r['peer']} | {r['measure']} | {r['theirs']} | {r['ours']} | {r['ratio']} |")
    return "\n".join(lines)


def machine() -> str:
    """What a reader must know of it."""
    names = [line.partition(": ")[2] for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line]
    return f"{names[0] if names else 'CPU'}, one thread of {os.cpu_count()} cores, {installed('torch')}"


if __name__ == "__main__":
    main()
