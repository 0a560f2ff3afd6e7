"""small-text's side of `peers.py`, run by an environment of its own: `python peers_small_text.py FOLDER OUT`.

AdamW with rates that rise over a tenth of the steps and fall to 0, as ours do; else what the library does by itself.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from small_text import TransformerBasedClassification, TransformerModelArguments, TransformersDataset
from small_text.training.early_stopping import NoopEarlyStopping
from transformers import AutoTokenizer, get_linear_schedule_with_warmup


def main() -> None:
    folder, out = map(Path, sys.argv[1:])
    settings = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
    labels, size = settings["labels"]["id"], settings["batch_size"]
    train, pool, dev, test = (records(folder / f"{split}.jsonl") for split in ("train", "pool", "dev", "test"))
    torch.manual_seed(1)

    began = time.process_time()
    tokenizer = AutoTokenizer.from_pretrained(settings["folder"])

    def encoded(utterances: list[dict[str, Any]]) -> TransformersDataset:
        texts = [" ".join(utterance["tokens"]) for utterance in utterances]
        intents = [utterance["labels"]["id"][0] for utterance in utterances]
        numbers = np.array([labels.index(intent) if intent in labels else 0 for intent in intents])
        return TransformersDataset.from_arrays(
            texts, numbers, tokenizer, target_labels=np.arange(len(labels)), max_length=settings["longest"]
        )

    classifier = TransformerBasedClassification(
        TransformerModelArguments(settings["folder"], train_batch_size=size, predict_batch_size=32),
        num_classes=len(labels),
        num_epochs=settings["epochs"],
        lr=settings["encoder_lr"],
        device="cpu",
    )
    network, steps = classifier.initialize(), settings["epochs"] * -(-len(train) // size)
    optimiser = torch.optim.AdamW(network.parameters(), lr=settings["encoder_lr"])
    schedule = get_linear_schedule_with_warmup(optimiser, steps // 10, steps)
    classifier.fit(
        encoded(train),
        validation_set=encoded(dev),
        early_stopping=NoopEarlyStopping(),
        optimizer=optimiser,
        scheduler=schedule,
    )
    trained = time.process_time()
    classifier.predict_proba(encoded(pool))
    scored = time.process_time()
    predicted = [[labels[number]] for number in classifier.predict(encoded(test))]
    found = {"training": trained - began, "scoring": scored - trained, "passes": settings["epochs"]}
    out.write_text(json.dumps(found | {"predictions": {"id": predicted}}), encoding="utf-8")


def records(path: Path) -> list[dict[str, Any]]:
    """The utterances of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    main()
