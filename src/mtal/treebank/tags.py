"""What a node's label says: the classes of its base tag and its function tags as bits, and its indices.

Bits, because the conversion asks these questions millions of times; every label is taken apart once. The classes of a
tag and those of a word (`words.py`) share one number.
"""

from __future__ import annotations

from functools import lru_cache
from sys import intern
from typing import NamedTuple

# Classes of base tags, as the steps of the conversion ask for them.
NOUN = 1 << 0
VERB = 1 << 1
ADJECTIVE = 1 << 2
ADVERB = 1 << 3
PUNCTUATION = 1 << 4
CONJUNCTION = 1 << 5
COMMA = 1 << 6
WH_WORD = 1 << 7
MAIN_CLAUSE = 1 << 8
SBAR = 1 << 9
WH_PHRASE = 1 << 10
NOMINAL = 1 << 11
META = 1 << 12
ASIDE = 1 << 13
DISCOURSE = 1 << 14
COMMON_NOUN = 1 << 15
NUMBER = 1 << 16
EMPTY = 1 << 17
FIRST_WORD_CLASS = 18
CLAUSE = MAIN_CLAUSE | SBAR
COORDINATOR = CONJUNCTION | COMMA

TAG_CLASSES: dict[int, str] = {
    NOUN: "NN* PRP WP",
    VERB: "VB*",
    ADJECTIVE: "JJ*",
    ADVERB: "RB* WRB",
    PUNCTUATION: ": , . `` '' -LRB- -RRB- HYPH NFP SYM PUNC",
    CONJUNCTION: "CC CONJP",
    COMMA: ", :",
    WH_WORD: "WDT WP WP$ WRB",
    MAIN_CLAUSE: "S SQ SINV",
    SBAR: "SBAR*",
    WH_PHRASE: "WH*",
    NOMINAL: "NP NML WHNP",
    META: "LST CODE CAPTION CIT HEADING TITLE $",
    ASIDE: "LST CODE CAPTION CIT HEADING TITLE $ INTJ UH PRN",
    DISCOURSE: "EDITED EMBED META INTJ UH",
    COMMON_NOUN: "NN*",
    NUMBER: "CD",
}

# Function tags; the private ones of the conversion are in lower case.
_FUNCTION_NAMES = (
    "SBJ LGS PRD CLF NOM TPC VOC DTV ETC HLN TTL CLR ADV BNF DIR EXT LOC MNR PRP TMP relcl expl oprd rnr other"
)
FUNCTIONS: dict[str, int] = {name: 1 << bit for bit, name in enumerate(_FUNCTION_NAMES.split())}
SBJ, LGS, PRD, CLF = (FUNCTIONS[name] for name in ("SBJ", "LGS", "PRD", "CLF"))
NOM, TPC, VOC, DTV = (FUNCTIONS[name] for name in ("NOM", "TPC", "VOC", "DTV"))
ETC, HLN, TTL, BNF = (FUNCTIONS[name] for name in ("ETC", "HLN", "TTL", "BNF"))
ADV, OTHER = FUNCTIONS["ADV"], FUNCTIONS["other"]
RELATIVE, EXPLETIVE, OBJECT_PREDICATE = (FUNCTIONS[name] for name in ("relcl", "expl", "oprd"))
RAISED_NODE = FUNCTIONS["rnr"]
ADVERBIAL = sum(FUNCTIONS[name] for name in ("ADV", "BNF", "DIR", "EXT", "LOC", "MNR", "PRP", "TMP"))
SEMANTIC: dict[int, str] = {FUNCTIONS[name]: name.lower() for name in ("CLR", "DIR", "EXT", "LOC", "MNR", "PRP", "TMP")}
ANY_SEMANTIC = sum(SEMANTIC)


class Label(NamedTuple):
    """A label taken apart: `NP-SBJ-TMP-1=2` is (`NP`, its classes, SBJ | TMP, 1, 2)."""

    tag: str
    kind: int
    functions: int
    index: int | None  # type: ignore[assignment]  # hides the `index` of tuples, which nobody asks a label
    gap: int | None


def fits(tag: str, patterns: str) -> bool:
    """Whether a tag is among the patterns (`NN*` is any tag that begins with NN)."""
    return any(tag.startswith(item[:-1]) if item[-1] == "*" else tag == item for item in patterns.split())


@lru_cache(maxsize=4096)
def tag_classes(tag: str) -> int:
    """The classes of a base tag as bits."""
    return sum(bit for bit, patterns in TAG_CLASSES.items() if fits(tag, patterns))


@lru_cache(maxsize=65536)
def parse_label(label: str) -> Label:
    """Take a label apart at `-` and `=`; one that begins with `-` is a base tag as a whole."""
    if label[:1] == "-" or ("-" not in label and "=" not in label):
        return Label(intern(label), tag_classes(label), 0, None, None)
    label, _, gap = label.partition("=")
    tag, *pieces = label.split("-")
    indices = [int(piece) for piece in pieces if piece.isdecimal()] + ([int(gap)] if gap.isdecimal() else [])
    functions = 0
    for piece in pieces:
        if not piece.isdecimal():
            functions |= FUNCTIONS.get(piece, OTHER) if piece.isupper() else OTHER
    index = indices.pop(0) if any(piece.isdecimal() for piece in pieces) else None
    return Label(intern(tag), tag_classes(tag), functions, index, indices[0] if indices else None)
