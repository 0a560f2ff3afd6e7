"""From a file to batches: reading sentences, splitting their words, putting them together, on real text.

    MTAL_DATA_DIR=… python benchmarks/text.py [--sentences 50000]

Sentences of the WSJ part of OntoNotes with their trees and entities, as often as it takes; MiniLM's subwords. One
process, one core, CPU seconds, the best of three. Copies of a sentence bring no new words, so the time that new words
take is measured by itself, on the sentences as they come once.
"""

from __future__ import annotations

import argparse
import os

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("RAYON_NUM_THREADS", "1")

import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

import numpy as np
from common import cmt_recipe, wsj_splits

from mtal.corpora.sentence import Sentence, load_sentences, read_sentences, write_sentences
from mtal.corpora.sentence_file import SentenceFile
from mtal.models.batches import by_length
from mtal.models.encoded import EncodedSentences, encode_sentences


def row(name: str, sentences: int, work: Callable[[], object], best_of: int = 3) -> None:
    """Prints sentences a CPU second."""
    times = []
    for _ in range(best_of):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    print(f"{name:42} {sentences / min(times):12,.0f} sentences/s", flush=True)


def bytes_each(encoded: EncodedSentences) -> float:
    """Of the flat arrays and of the table of words, by sentence."""
    flat, table = encoded.flat, encoded.subwords
    arrays = (flat.words, flat.bounds, flat.spans, flat.windows, flat.lengths, table.pieces, table.starts, table.sizes)
    return sum(array.nbytes for array in arrays) / len(encoded)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sentences", type=int, default=50_000)
    args = parser.parse_args()
    once = [sentence for split in wsj_splits().values() for sentence in split]
    recipe, count = cmt_recipe(once), args.sentences
    print(f"{sum(len(sentence.tokens) for sentence in once) / len(once):.1f} words a sentence")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pool.jsonl"
        again = islice(cycle(once), count)
        write_sentences(path, (replace(sentence, id=f"{i}") for i, sentence in enumerate(again)))
        row("reading, one after the other", count, lambda: sum(1 for _ in read_sentences(path)))
        row("reading, all into memory", count, lambda: load_sentences(path))
        row("finding lines", count, lambda: SentenceFile(path))
        file = SentenceFile(path)
        anywhere = np.random.default_rng(0).permutation(count).tolist()
        row("reading, in any order", count, lambda: sum(len(file[i].tokens) for i in anywhere))
        pool = [Sentence(sentence.id, sentence.domain, sentence.tokens) for sentence in read_sentences(path)]
    fresh = iter([recipe.subwords() for _ in range(3)])
    row("words to subwords, all words new", len(once), lambda: encode_sentences(once, next(fresh)))
    subwords = recipe.subwords()
    row("words to subwords", count, lambda: encode_sentences(pool, subwords))
    encoded = encode_sentences(pool, subwords)
    print(f"{'':42} {bytes_each(encoded):12.0f} bytes a sentence")
    batches = by_length(encoded.lengths, 32)
    row("collating, batches of at most 32", count, lambda: [len(encoded.collate(rows, 0).first) for rows in batches])


if __name__ == "__main__":
    main()
