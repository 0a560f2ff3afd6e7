"""A bracketed tree as it was read: checked, and never changed by the conversion."""

from __future__ import annotations

import re

from mtal.errors import InputError
from mtal.treebank.brackets import CLOSE, EMPTY_TAG, WRAPPERS, Bracket, read_bracket

PARSE_BIT = re.compile(r"((?:\([^()*]*)*)\*(\)*)")


class Fault(Exception):
    """What is wrong with a run of brackets, and which of them shows it."""

    def __init__(self, position: int, reason: str) -> None:
        super().__init__(reason)
        self.position, self.reason = position, reason


class Tree:
    """One tree: `line` of its first bracket, `tokens` and `tags` of its non-empty leaves, as in the file.

    `brackets` is the whole tree in order; None closes a phrase.
    """

    __slots__ = ("brackets", "line", "tags", "tokens")

    def __init__(self, line: int, brackets: list[Bracket | None], tokens: list[str], tags: list[str]) -> None:
        self.line, self.brackets, self.tokens, self.tags = line, brackets, tokens, tags

    def __repr__(self) -> str:
        """For debugging."""
        return f"Tree(line={self.line}, tokens={self.tokens})"

    def __str__(self) -> str:
        """The whole tree on one line."""
        return " ".join(CLOSE if bracket is None else str(bracket) for bracket in self.brackets)


def grow_tree(texts: list[str], start: int = 0, *, line: int) -> tuple[Tree, int]:
    """The tree that begins at a position of a list of brackets (as `BRACKET` finds them), and the position behind it.

    Raises `Fault` where the brackets are no tree.
    """
    brackets: list[Bracket | None] = []
    tokens: list[str] = []
    tags: list[str] = []
    depth, childless = 0, False
    for position in range(start, len(texts)):
        text = texts[position]
        if text == CLOSE:
            _check_close(position, depth, childless)
            brackets.append(None)
            depth -= 1
            if not depth:
                return Tree(line, brackets, tokens, tags), position + 1
            continue
        bracket = read_bracket(text) if text[0] == "(" else _refuse_word(position, text, depth)
        brackets.append(bracket)
        label, form, _, _ = bracket
        childless = not form
        if childless or not depth:
            _check_open(position, texts, bracket, depth)
            depth += 1
        elif label != EMPTY_TAG:
            tokens.append(form)
            tags.append(label)
    raise Fault(len(texts) - 1, "a closing bracket is missing")


def _check_open(position: int, texts: list[str], bracket: Bracket, depth: int) -> None:
    if depth and not bracket.label and texts[position + 1 : position + 2] == [CLOSE]:
        raise Fault(position, "an empty bracket, where a phrase or a word is due")
    if depth and bracket.label in WRAPPERS:
        raise Fault(position, "a new tree begins inside a tree; a closing bracket is missing before it")
    if not depth and bracket.form:
        raise Fault(position, f"the leaf {bracket} stands outside a tree")
    if not depth and bracket.label not in WRAPPERS:
        raise Fault(position, f"the tree has no TOP (or empty bracket) around {bracket.label}")


def _check_close(position: int, depth: int, childless: bool) -> None:
    if not depth:
        raise Fault(position, "one closing bracket too many")
    if childless:
        raise Fault(position, "an empty tree, without any leaf" if depth == 1 else "a phrase without any leaf")


def _refuse_word(position: int, word: str, depth: int) -> Bracket:
    place = "beside a phrase or another word" if depth else "outside a tree"
    raise Fault(position, f"the word {word!r} stands {place}")


def tree_from_parse_bits(words: list[str], tags: list[str], bits: list[str], *, path: str, line: int) -> Tree:
    """The tree of one CoNLL-2012 sentence from its word, tag and parse-bit columns, one entry a row.

    `line` is that of the first row. Raises `InputError` with the line of the row where the brackets don't fit.
    """
    texts: list[str] = []
    rows: list[int] = []
    for row, (word, tag, bit) in enumerate(zip(words, tags, bits, strict=True)):
        found = PARSE_BIT.fullmatch(bit)
        if not found:
            raise InputError(path, line + row, f"{bit!r} is no parse bit")
        opening, closing = found.groups()
        texts += [f"({label}" for label in opening.split("(")[1:]]
        texts.append(f"({tag} {word})")
        texts += closing
        rows += [row] * (len(texts) - len(rows))
    try:
        tree, length = grow_tree(texts, line=line)
        if length < len(texts):
            raise Fault(length, "a bracket behind the end of the tree")
    except Fault as fault:
        raise InputError(path, line + (rows[fault.position] if rows else 0), f"parse bits: {fault.reason}") from None
    return tree
