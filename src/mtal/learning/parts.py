"""Scoring in parts, side by side on many machines: every so-many-th batch each, joined to what one run gives."""

from __future__ import annotations

import argparse
import shutil
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

import numpy as np

from mtal.errors import UserError
from mtal.files import whole_file
from mtal.learning.words import WordScores, one_behind_the_other

Item = TypeVar("Item")

Table = dict[str, dict[str, np.ndarray]]
"""For each task the columns of what was found out, float32, a row a sentence."""

OF_WORDS = "words:"
"""How the names of arrays begin that have a row a word."""


class Part(NamedTuple):
    """A share of a pool's batches."""

    number: int
    """From 1 on."""
    of: int

    @classmethod
    def parse(cls, text: str) -> Part:
        """`3/16`; `ValueError` for anything else."""
        number, slash, of = text.partition("/")
        part = cls(int(number), int(of) if slash else 0)
        if not 1 <= part.number <= part.of:
            raise ValueError(text)
        return part

    def share(self, batches: Sequence[Item]) -> list[tuple[int, Item]]:
        """Every `of`-th batch, with its number among all: that doesn't depend on the part."""
        return [(number, batches[number]) for number in range(self.number - 1, len(batches), self.of)]


WHOLE = Part(1, 1)


class Scored(NamedTuple):
    """What is known about k sentences of a pool."""

    rows: np.ndarray
    """Their rows in the pool, int64 (k,), ascending."""
    table: Table
    vectors: np.ndarray
    """A vector a sentence, float16 (k, size of the encoder), or (k, 0) where they weren't asked for."""
    words: WordScores | None = None
    """Of the sentences' words, where it was asked for."""


def part_arguments() -> tuple[int, Part | None]:
    """The values of `--round` and `--part`."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--round", type=int, required=True, help="number of the round, from 0")
    parser.add_argument("--part", type=Part.parse, help="score one of several parts alone, such as 3/16")
    arguments = parser.parse_args()
    return arguments.round, arguments.part


def has_parts(folder: Path) -> bool:
    """Whether somebody has scored a part."""
    return any(folder.glob("*-of-*.npz"))


def write_part(folder: Path, part: Part, scored: Scored, fingerprint: str) -> None:
    """Write what one part found; `fingerprint`: of the model, the pool and the parameters."""
    arrays = _named(scored.table)
    if scored.words:
        arrays |= {f"{OF_WORDS}{name}": values for name, values in _named(scored.words.table).items()}
        arrays["bounds"] = scored.words.bounds
    with whole_file(folder / f"{part.number}-of-{part.of}.npz") as temporary, temporary.open("wb") as file:
        np.savez(
            file,
            allow_pickle=False,
            rows=scored.rows,
            vectors=scored.vectors,
            fingerprint=np.array(fingerprint),
            **arrays,
        )


def join_parts(folder: Path, fingerprint: str) -> Scored:
    """What all parts together found; `UserError` where one is missing or is of something else."""
    parts = [_read(path, fingerprint) for path in _complete(folder)]
    order = np.argsort(np.concatenate([part.rows for part in parts]))
    table = {
        task: {
            column: np.concatenate([part.table[task][column] for part in parts])[order]
            for column in parts[0].table[task]
        }
        for task in parts[0].table
    }
    rows, vectors = (np.concatenate([getattr(part, name) for part in parts])[order] for name in ("rows", "vectors"))
    words = [part.words for part in parts if part.words]
    return Scored(rows, table, vectors, one_behind_the_other(words).at(order) if words else None)


def forget_parts(folder: Path) -> None:
    """Remove the parts of a pool that is joined."""
    shutil.rmtree(folder, ignore_errors=True)


def _complete(folder: Path) -> list[Path]:
    """The files of all parts; `UserError` where one is missing."""
    found = {Part(*map(int, path.stem.split("-of-"))): path for path in folder.glob("*-of-*.npz")}
    numbers = sorted({part.of for part in found})
    if len(numbers) > 1:
        raise UserError(f"{folder}: cut into {' and into '.join(map(str, numbers))} parts; remove those of the one")
    missing = [number for number in range(1, numbers[0] + 1) if Part(number, numbers[0]) not in found]
    if missing:
        raise UserError(
            f"{folder}: {len(missing)} of {numbers[0]} parts are missing; score with --part {missing[0]}/{numbers[0]}, "
            "or remove the folder to score the whole"
        )
    return [found[part] for part in sorted(found)]


def _read(path: Path, fingerprint: str) -> Scored:
    try:
        with np.load(path, allow_pickle=False) as content:
            arrays = dict(content)
        of, rows, vectors = str(arrays.pop("fingerprint")), arrays.pop("rows"), arrays.pop("vectors")
    except (ValueError, KeyError, zipfile.BadZipFile):
        raise UserError(f"{path}: not a part that was scored; remove it and score it again") from None
    if of != fingerprint:
        raise UserError(f"{path}: of another model, pool, code or parameters; remove it and score it again")
    bounds = arrays.pop("bounds", None)
    words = {name.removeprefix(OF_WORDS): arrays.pop(name) for name in [*arrays] if name.startswith(OF_WORDS)}
    return Scored(rows, _table(arrays), vectors, None if bounds is None else WordScores(_table(words), bounds))


def _named(table: Table) -> dict[str, np.ndarray]:
    return {f"{task}/{column}": values for task, found in table.items() for column, values in found.items()}


def _table(arrays: Mapping[str, np.ndarray]) -> Table:
    """The inverse of `_named`."""
    table: Table = {}
    for name, values in arrays.items():
        task, _, column = name.partition("/")
        table.setdefault(task, {})[column] = values
    return table
