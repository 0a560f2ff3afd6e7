"""A whole corpus: documents of six domains in three splits, written in the layout of the LDC release of OntoNotes."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from mtal.demo.expand import Writer
from mtal.demo.language import grammar, vocabulary
from mtal.demo.render import name_text, parse_text
from mtal.demo.tree import Entity, Node, finish, words
from mtal.errors import UserError
from mtal.files import whole_folder, whole_text, write_json

DOMAINS = ("bc", "bn", "mz", "nw", "tc", "wb")
SPLITS = ("train", "dev", "test")
ANNOTATIONS = Path("data/files/data/english/annotations")
_SENTENCES_A_DOCUMENT = (8, 20)
_LONGEST = 45  # words; longer sentences are drawn anew

README = """\
SYNTHETIC TEXT

Everything in this folder was written by a program (mtal.demo): sentences drawn from a probabilistic grammar and a
lexicon that belong to mtal. Nobody wrote or said them, nothing in them is true, the people, places and firms are
invented, and nothing is taken from a corpus. Scores on this data say whether a pipeline works and how its parts
compare; they say nothing about real English.

data/files/data/english/annotations/DOMAIN/synth/NN/synth_NNNN.parse   bracketed trees
data/files/data/english/annotations/DOMAIN/synth/NN/synth_NNNN.name    named entities
splits.json                                                            the documents of train, dev and test

The layout and the notation are those of the LDC release of OntoNotes 5.0; the domains (bc bn mz nw tc wb) imitate its
genres only loosely.
"""


class Document(NamedTuple):
    """A document's name (`nw/synth/00/synth_0003`) and its sentences: trees with their entities."""

    name: str
    sentences: list[tuple[Node, list[Entity]]]


def generate(out: Path, *, sentences: Mapping[str, int], seed: int) -> dict[str, dict[str, int]]:
    """Write a synthetic treebank with named entities to the folder `out`, replacing what is there.

    `sentences` gives the size of `train`, `dev` and `test`; each is shared out evenly over the six domains. The same
    parameters give the same bytes, and a document's text depends on the seed, its domain, split and number in the split
    only. Returns documents, sentences, words and entities by split. `UserError` for sizes that can't be.
    """
    _check(sentences)
    names: dict[str, list[str]] = {split: [] for split in SPLITS}
    counts = {split: dict.fromkeys(("documents", "sentences", "words", "entities"), 0) for split in SPLITS}
    with whole_folder(out) as folder:
        for domain in DOMAINS:
            for split, document in domain_documents(domain, sentences, seed):
                _write(folder, document)
                names[split].append(document.name)
                _count(counts[split], document)
        write_json(folder / "splits.json", names)
        with whole_text(folder / "README.txt") as file:
            file.write(README)
    return counts


def domain_documents(domain: str, sentences: Mapping[str, int], seed: int) -> Iterator[tuple[str, Document]]:
    """The documents of one domain with their splits, numbered as they come."""
    number = 0
    for split in SPLITS:
        share, rest = divmod(sentences.get(split, 0), len(DOMAINS))
        left, index = share + (DOMAINS.index(domain) < rest), 0
        while left:
            rng = random.Random(f"{seed}/{domain}/{split}/{index}")
            size = min(left, rng.randint(*_SENTENCES_A_DOCUMENT))
            name = f"{domain}/synth/{number // 100:02d}/synth_{number:04d}"
            yield split, Document(name, document_sentences(domain, size, rng))
            left, index, number = left - size, index + 1, number + 1


def document_sentences(domain: str, size: int, rng: random.Random) -> list[tuple[Node, list[Entity]]]:
    """`size` sentences of one document, which keeps to a cast of names and nouns."""
    writer = Writer(grammar(), vocabulary(domain), domain, rng)
    sentences: list[tuple[Node, list[Entity]]] = []
    while len(sentences) < size:
        tree = writer.sentence()
        if len(words(tree)) <= _LONGEST:
            sentences.append((tree, finish(tree)))
    return sentences


def _check(sentences: Mapping[str, int]) -> None:
    for split, size in sentences.items():
        if split not in SPLITS:
            raise UserError(f"demo corpus: no split named {split!r}; there are {', '.join(SPLITS)}")
        if not isinstance(size, int) or isinstance(size, bool) or size < 0:
            raise UserError(f"demo corpus: {split} must be a number of sentences, 0 or more, not {size!r}")


def _write(folder: Path, document: Document) -> None:
    stem = folder / ANNOTATIONS / document.name
    with whole_text(stem.with_suffix(".parse")) as file:
        file.write(parse_text(tree for tree, _ in document.sentences))
    with whole_text(stem.with_suffix(".name")) as file:
        file.write(name_text(document.name, document.sentences))


def _count(counts: dict[str, int], document: Document) -> None:
    counts["documents"] += 1
    for tree, entities in document.sentences:
        counts["sentences"] += 1
        counts["words"] += len(words(tree))
        counts["entities"] += len(entities)
