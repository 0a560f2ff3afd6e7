"""Conversion of many trees, chunk by chunk, so that memory stays constant and several processes can share the work."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable, Iterator, Set
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from mtal.corpora.formats import conll2012, ptb
from mtal.corpora.sources import Source, files_like
from mtal.errors import UserError
from mtal.treebank.conll2012 import read_conll_trees
from mtal.treebank.conversion.convert import to_dependencies
from mtal.treebank.reader import read_trees
from mtal.treebank.soundness import ENOUGH_TO_TELL, LOST, STRIPPED, is_stripped, skip_reason
from mtal.treebank.tree import Tree
from mtal.treebank.writing.text import conllu, json_line


class TreeFormat(NamedTuple):
    """Which files a path stands for, and how the trees of one are read."""

    files: Callable[[Path], list[Path]]
    read: Callable[[Path], Iterator[Tree]]


TREE_FORMATS: dict[str, TreeFormat] = {
    "ptb": TreeFormat(ptb.files, read_trees),
    "ontonotes": TreeFormat(files_like("*.parse", "*.parse.gz"), read_trees),
    "conll2012": TreeFormat(conll2012.files, read_conll_trees),
}
WRITERS: dict[str, Callable[..., str]] = {"conllu": conllu, "jsonl": json_line}
CHUNK = ENOUGH_TO_TELL


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some trees of a file, the first of which is the file's `start`-th (from 0)."""

    source: Source
    start: int
    trees: list[Tree]
    stripped: bool


@dataclass(frozen=True, slots=True)
class ConversionOptions:
    """How graphs are made and written."""

    to: str
    eventive_nouns: Set[str] | None = None
    universal: bool = False


@dataclass(slots=True)
class Converted:
    """The text of a chunk, and what was in it; `skips` are (reason, FILE:LINE)."""

    text: str
    sentences: int = 0
    tokens: int = 0
    labels: Counter[str] = field(default_factory=Counter)
    skips: list[tuple[str, str]] = field(default_factory=list)


def chunks(sources: Iterable[Source], read: Callable[[Path], Iterator[Tree]]) -> Iterator[Chunk]:
    """The trees of all files in order; whether a file is stripped shows in its first chunk."""
    for source in sources:
        trees = read(source.path)
        start = 0
        stripped = False
        while chunk := list(islice(trees, CHUNK)):
            if not start:
                stripped = is_stripped(chunk)
            yield Chunk(source, start, chunk, stripped)
            start += len(chunk)


def refuse_stripped(chunk: Chunk) -> Chunk:
    """The chunk; `UserError` where it is of a stripped file."""
    if chunk.stripped:
        raise UserError(
            f"{chunk.source.path}: {STRIPPED}, which can't give {LOST}; take the full trees of the LDC release, or say "
            "--stripped warn"
        )
    return chunk


def convert_chunk(chunk: Chunk, options: ConversionOptions) -> Converted:
    """Convert and write a chunk; a tree on which the conversion fails is skipped and told of."""
    parts: list[str] = []
    outcome = Converted("")
    write = WRITERS[options.to]
    for position, tree in enumerate(chunk.trees, chunk.start):
        reason = skip_reason(tree)
        if reason is None:
            try:
                graph = to_dependencies(tree, eventive_nouns=options.eventive_nouns)
            except Exception as error:  # a fault of ours must not cost the user the other sentences
                reason = f"the conversion failed ({type(error).__name__}: {error})"
        if reason is not None:
            outcome.skips.append((reason, f"{chunk.source.path}:{tree.line}"))
            continue
        identity = f"{chunk.source.name}:{position}"
        parts.append(write(identity, graph, stripped=chunk.stripped, universal=options.universal))
        outcome.sentences += 1
        outcome.tokens += len(graph.tokens)
        outcome.labels.update(graph.deprels)
    outcome.text = "".join(parts)
    return outcome


def convert_chunks(work: Iterable[Chunk], options: ConversionOptions, jobs: int) -> Generator[Converted, None, None]:
    """The outcomes in the order of the chunks; with several jobs only a few chunks are under way at a time."""
    convert = partial(convert_chunk, options=options)
    if jobs == 1:
        yield from map(convert, work)
        return
    from concurrent.futures import ProcessPoolExecutor

    remaining = iter(work)
    with ProcessPoolExecutor(jobs) as pool:
        pending = deque(pool.submit(convert, chunk) for chunk in islice(remaining, 3 * jobs))
        while pending:
            yield pending.popleft().result()
            pending.extend(pool.submit(convert, chunk) for chunk in islice(remaining, 1))
