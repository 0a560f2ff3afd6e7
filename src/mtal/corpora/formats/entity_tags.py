"""The entity tags of a CoNLL-U sentence, wherever they stand.

A column of their own goes before MISC, where several treebanks have them as `name=B-PER` (Norwegian, Danish) or
`NER=B-per` (Slovenian). Other things in MISC that have to do with names aren't tags of words, and are only counted:
`Entity=(…)` marks mentions of any kind for coreference, `NamedEntity=Yes` has no type.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from mtal.corpora import bio
from mtal.corpora.report import ReadingReport, shown
from mtal.errors import InputError

MISSING = "_"
KEYS = frozenset({"name", "ner", "ne"})
"""Attributes of MISC that hold a BIO tag, in any case; taken for one in sentences where some value is a BIO tag."""
NOT_READ = frozenset({"entity", "namedentity"})
TAG = re.compile(r"O|[BI]-.+")
HINT = re.compile(r"(?:^|\|)(?:" + "|".join(sorted(KEYS | NOT_READ)) + ")=", re.IGNORECASE)


class Line(NamedTuple):
    """What one line of a sentence, a word or not, says of entities."""

    line: int
    number: str
    """`3`, `3-4` (multiword token) or `3.1` (empty node)."""
    own: str
    """The entity column; `_` where there is none."""
    misc: str


def entity_tags(path: Path, lines: Sequence[Line], report: ReadingReport) -> list[str | None] | None:
    """BIO tags of the words, None for a word without one; nothing where all are.

    The tag of a multiword token is put on its words where these have none. Raises `InputError` with the line where
    that disagrees with a word's tag, where MISC has two, and for the first tag that breaks BIO.
    """
    own = [None if line.own == MISSING else line.own for line in lines]
    misc = _misc_tags(path, lines, report)
    tags = misc if set(own) == {None} else own
    if tags is own and set(misc) != {None}:
        overruled = sum(tag is not None and tag != chosen for tag, chosen in zip(misc, own, strict=True))
        report.note("entity tag in MISC overruled by the entity column", overruled)

    words = [place for place, line in enumerate(lines) if line.number.isdecimal()]
    found = [tags[place] for place in words]
    for line, tag in zip(lines, tags, strict=True) if len(words) < len(lines) else ():
        if tag is not None and "-" in line.number:
            _put_on_words(path, line, tag, found, report)
        elif tag is not None and "." in line.number:
            report.note("entity tag of an empty node left out", tag != "O")
    if fault := bio.fault(found):
        raise InputError(path, lines[words[fault[0]]].line, fault[1])
    return found if any(found) else None


def _put_on_words(path: Path, line: Line, tag: str, found: list[str | None], report: ReadingReport) -> None:
    """Give the words of a multiword token its tag: the first as it is, the others as what goes on in it."""
    first, last = map(int, line.number.split("-"))
    if not 1 <= first <= last <= len(found):
        raise InputError(path, line.line, f"entity tag {shown(tag)} of {line.number}, which isn't a range of words")
    wanted = [tag, *[tag if tag == "O" else f"I-{tag[2:]}"] * (last - first)]
    for number, (had, new) in enumerate(zip(found[first - 1 : last], wanted, strict=True), first):
        if had not in (None, new):
            reason = f"entity tag {shown(tag)} of {line.number} where its word {number} has {shown(had)}"
            raise InputError(path, line.line, reason)
    report.note("entity tag of a multiword token put on its words", None in found[first - 1 : last])
    found[first - 1 : last] = wanted


def _misc_tags(path: Path, lines: Sequence[Line], report: ReadingReport) -> list[str | None]:
    """The tag in each line's MISC, None where there is none."""
    if not any(HINT.search(line.misc) for line in lines):
        return [None] * len(lines)
    attributes = [[part.partition("=")[::2] for part in line.misc.split("|")] for line in lines]
    named = [(key, value) for parts in attributes for key, value in parts if key.lower() in KEYS]
    read = {key for key, value in named if TAG.fullmatch(value)}
    for key in sorted({key for key, _ in named} - read):
        report.note(f"sentence with {key}=… in MISC that is no BIO tag (not read)")
    for key in sorted({key for parts in attributes for key, _ in parts if key.lower() in NOT_READ}):
        report.note(f"sentence with {key}=… in MISC (not read: no tags of words)")
    return [_one_tag(path, line, parts, read) for line, parts in zip(lines, attributes, strict=True)]


def _one_tag(path: Path, line: Line, parts: Sequence[tuple[str, str]], read: set[str]) -> str | None:
    tags = sorted({value for key, value in parts if key in read} - {MISSING})
    if len(tags) > 1:
        raise InputError(path, line.line, f"two entity tags in MISC: {', '.join(map(shown, tags))}")
    return tags[0] if tags else None
