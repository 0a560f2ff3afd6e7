"""Which split a document belongs to: what its name tells, that of OntoNotes 5.0, or that of a list of the user's."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from pathlib import Path

from mtal.corpora import sources
from mtal.errors import InputError
from mtal.files import read_json

SPLITS = ("train", "dev", "test")
SPLIT_NAMES = {
    **dict.fromkeys(("train", "training", "trainset"), "train"),
    **dict.fromkeys(("dev", "devel", "devset", "development", "val", "valid", "validation"), "dev"),
    **dict.fromkeys(("test", "testing", "testset"), "test"),
}
"""How files and folders call the splits."""
WORD = re.compile(r"[^\W\d_]+")

# The OntoNotes 5.0 split (its release notes; the lists are those of conll-formatted-ontonotes-5.0). Of each source the
# numbers that end in 0 are dev, in 9 test, with these exceptions: WSJ goes by section, and of four short shows the last
# part is test.
WSJ_SECTIONS = {"00": "dev", "01": "dev", "22": "dev", "23": "test", "24": "dev"}
LAST_PARTS = {"bc/cctv/00/cctv_0005", "bc/cnn/00/cnn_0008", "bc/msnbc/00/msnbc_0007", "bc/phoenix/00/phoenix_0003"}


def split_by_name(file: Path, root: Path) -> str | None:
    """The split that the name of `file`, or of a folder between it and `root`, tells by one of its words.

    None where no word does; `InputError` where two words tell different splits.

    >>> split_by_name(Path("corpus/news/en_gum-ud-dev.conllu"), Path("corpus"))
    'dev'
    """
    found = splits_told(sources.below(root, file))
    if len(found) > 1:
        raise InputError(
            file, None, f"{' or '.join(found)}? The name says both: rename it, or list files in corpus.splits"
        )
    return found[0] if found else None


def splits_told(name: str) -> list[str]:
    """The splits that words of `name` tell."""
    words = set(WORD.findall(name.lower()))
    return [split for split in SPLITS if any(SPLIT_NAMES.get(word) == split for word in words)]


def ontonotes_split(document: str) -> str | None:
    """`train`, `dev` or `test`, where OntoNotes 5.0 puts `document` (like `nw/wsj/00/wsj_0001`); `None` if not listed.

    >>> ontonotes_split("nw/wsj/23/wsj_2304")
    'test'
    """
    if document not in ontonotes_documents():
        return None
    if document.startswith("nw/wsj/"):
        return WSJ_SECTIONS.get(document.split("/")[2], "train")
    if document in LAST_PARTS or document.endswith("9"):
        return "test"
    return "dev" if document.endswith("0") else "train"


@cache
def ontonotes_documents() -> frozenset[str]:
    """The 13,109 English documents of OntoNotes 5.0 that its split lists name."""
    text = resources.files("mtal.corpora").joinpath("data/ontonotes_documents.txt").read_text(encoding="utf-8")
    found = []
    for line in text.splitlines()[1:]:
        prefix, *ranges = line.split()
        folder = prefix.split("/")[2]
        for first, _, last in (numbers.partition("-") for numbers in ranges):
            found += [f"{prefix}{folder}{number:02}" for number in range(int(first), int(last or first) + 1)]
    return frozenset(found)


def read_split_lists(path: Path) -> dict[str, str]:
    """The split of each document that a JSON file lists: `{"train": [name, ...], "dev": [...], "test": [...]}`.

    Other keys are passed over. Names may be whole (`nw/wsj/00/wsj_0001`) or the last part only. Raises `InputError` for
    anything else than lists of names, and for a name that stands twice.
    """
    lists = read_json(path)
    if not isinstance(lists, dict) or not any(split in lists for split in SPLITS):
        raise InputError(path, None, f"not a JSON object with lists {', '.join(SPLITS)}")
    found: dict[str, str] = {}
    for split in SPLITS:
        names = lists.get(split, [])
        if not (isinstance(names, list) and all(isinstance(name, str) for name in names)):
            raise InputError(path, None, f"{split!r} is not a list of document names")
        for name in names:
            if name in found:
                raise InputError(path, None, f"document {name!r} stands twice ({found[name]}, {split})")
            found[name] = split
    return found
