"""spaCy's side of `peers.py`, run by an environment of its own: `python peers_spacy.py FOLDER OUT`.

The pipeline is that of `spacy init config --pipeline parser,ner --optimize efficiency`, but for two values: the number
of epochs, and `min_action_freq`, which would leave out relations that a small set has less than thirty times.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import spacy
from spacy.cli.init_config import init_config
from spacy.cli.train import train
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

ROOT = "ROOT"


def main() -> None:
    folder, out = map(Path, sys.argv[1:])
    settings = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
    learnt, judging, test = (records(folder / f"{split}.jsonl") for split in ("train", "dev", "test"))
    passes = settings["their_epochs"]

    began = time.process_time()
    for name, sentences in (("learnt", learnt), ("judging", judging)):
        DocBin(docs=[annotated(sentence) for sentence in sentences]).to_disk(folder / f"{name}.spacy")
    config = init_config(lang="en", pipeline=["parser", "ner"], optimize="efficiency", silent=True)
    config["components"]["parser"]["min_action_freq"] = 1
    config.to_disk(folder / "config.cfg")
    overrides = {
        "paths.train": str(folder / "learnt.spacy"),
        "paths.dev": str(folder / "judging.spacy"),
        "training.max_epochs": passes,
    }
    train(folder / "config.cfg", folder / "spacy", overrides=overrides)
    trained = time.process_time()
    pipeline = spacy.load(folder / "spacy" / "model-best")
    found = list(pipeline.pipe(Doc(pipeline.vocab, words=sentence["tokens"]) for sentence in test))
    scored = time.process_time()
    predictions = {"dp": [tree(doc) for doc in found], "ner": [tags(doc) for doc in found]}
    times = {"training": trained - began, "scoring": scored - trained, "passes": passes}
    out.write_text(json.dumps(times | {"predictions": predictions}), encoding="utf-8")


def records(path: Path) -> list[dict[str, Any]]:
    """The sentences of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def annotated(sentence: dict[str, Any]) -> Doc:
    """A document of one sentence with tree and entities; a root is its own head there."""
    arcs = sentence["labels"]["dp"]
    heads = [head - 1 if head else word for word, head in enumerate(arcs["heads"])]
    relations = [relation if head else ROOT for head, relation in zip(arcs["heads"], arcs["deprels"], strict=True)]
    return Doc(Vocab(), words=sentence["tokens"], heads=heads, deps=relations, ents=sentence["labels"].get("ner"))


def tree(doc: Doc) -> dict[str, list[Any]]:
    """Heads from 1, 0 for a root, and relations."""
    return {
        "heads": [0 if word.head.i == word.i else word.head.i + 1 for word in doc],
        "deprels": ["root" if word.dep_ == ROOT else word.dep_ for word in doc],
    }


def tags(doc: Doc) -> list[str]:
    """BIO tags."""
    return [f"{word.ent_iob_}-{word.ent_type_}" if word.ent_type_ else "O" for word in doc]


if __name__ == "__main__":
    main()
