"""A bracketed tree as it was read: a flat list of brackets, checked, and never changed by the conversion."""

from __future__ import annotations

from collections.abc import Iterable

from mtal.errors import InputError

# One bracket: (label, "", "") opens a phrase, (tag, word, "") is a whole leaf, ("", "", ")") closes a phrase.
Bracket = tuple[str, str, str]
CLOSE: Bracket = ("", "", ")")

WRAPPERS = frozenset({"", "TOP", "ROOT"})
EMPTY_TAG = "-NONE-"


class Fault(Exception):
    """What is wrong with a list of brackets, and which of them shows it."""

    def __init__(self, position: int, reason: str) -> None:
        super().__init__(reason)
        self.position, self.reason = position, reason


class Tree:
    """One tree: `line` of its first bracket, `tokens` and `tags` of its non-empty leaves, as in the file."""

    __slots__ = ("brackets", "line", "tags", "tokens")

    def __init__(self, line: int, brackets: list[Bracket], tokens: list[str], tags: list[str]) -> None:
        self.line, self.brackets, self.tokens, self.tags = line, brackets, tokens, tags

    def __repr__(self) -> str:
        return f"Tree(line={self.line}, tokens={self.tokens})"

    def __str__(self) -> str:
        text = "".join(f" ({label} {word})" if word else other or f" ({label}" for label, word, other in self.brackets)
        return text.lstrip()


def check_brackets(brackets: Iterable[Bracket]) -> tuple[int, list[str], list[str]]:
    """Walk one tree: how many brackets it has, its tokens, and its tags.

    Stops behind the bracket that closes the wrapper. Raises `Fault` where the brackets are no tree.
    """
    tokens: list[str] = []
    tags: list[str] = []
    depth, childless, position = 0, False, -1
    for position, (label, word, other) in enumerate(brackets):
        if word:
            if not depth:
                raise Fault(position, "a leaf outside a tree; each tree needs a TOP or empty bracket around it")
            childless = False
            if label != EMPTY_TAG:
                tokens.append(word)
                tags.append(label)
        elif other:
            _check_close(position, other, depth, childless)
            depth -= 1
            if not depth:
                return position + 1, tokens, tags
        else:
            _check_open(position, label, depth)
            depth += 1
            childless = True
    raise Fault(position, "a closing bracket is missing")


def _check_open(position: int, label: str, depth: int) -> None:
    if depth and label in WRAPPERS:
        raise Fault(position, "a new tree begins inside a tree; a closing bracket is missing before it")
    if not depth and label not in WRAPPERS:
        raise Fault(position, f"the tree has no TOP (or empty bracket) around {label}")


def _check_close(position: int, other: str, depth: int, childless: bool) -> None:
    if other != ")":
        place = "beside a phrase or another word" if depth else "outside a tree"
        raise Fault(position, f"the word {other!r} stands {place}")
    if not depth:
        raise Fault(position, "one closing bracket too many")
    if childless:
        raise Fault(position, "a phrase without any leaf")


def tree_from_parse_bits(words: list[str], tags: list[str], bits: list[str], *, path: str, line: int) -> Tree:
    """The tree of one CoNLL-2012 sentence from its word, tag and parse-bit columns, one entry a row.

    `line` is that of the first row. Raises `InputError` with the line of the row where the brackets don't fit.
    """
    brackets: list[Bracket] = []
    rows: list[int] = []
    for row, (word, tag, bit) in enumerate(zip(words, tags, bits, strict=True)):
        opening, star, closing = bit.partition("*")
        if not star or opening[:1] not in {"", "("} or closing.strip(")"):
            raise InputError(path, line + row, f"{bit!r} is no parse bit")
        brackets += [(label, "", "") for label in opening.split("(")[1:]]
        brackets.append((tag, word, ""))
        brackets += [CLOSE] * len(closing)
        rows += [row] * (len(brackets) - len(rows))
    try:
        length, tokens, kept_tags = check_brackets(brackets)
        if length < len(brackets):
            raise Fault(length, "a bracket behind the end of the tree (parse bits do not fit together)")
    except Fault as fault:
        raise InputError(path, line + (rows[fault.position] if rows else 0), f"parse bits: {fault.reason}") from None
    return Tree(line, brackets, tokens, kept_tags)
