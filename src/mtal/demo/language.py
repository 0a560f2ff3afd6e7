"""The grammar and the lexicon that come with the package."""

from __future__ import annotations

from functools import cache
from importlib import resources

from mtal.demo.grammar import Grammar, parse_grammar
from mtal.demo.lexicon import Vocabulary, WordClass, parse_lexicon


def _lines(folder: str) -> list[str]:
    """The lines of all text files in a folder beside this file, in order of their names."""
    files = [f for f in resources.files(__package__).joinpath(folder).iterdir() if f.name.endswith(".txt")]
    return [line for file in sorted(files, key=lambda f: f.name) for line in file.read_text("utf-8").splitlines()]


@cache
def grammar() -> Grammar:
    """All rules."""
    return parse_grammar(_lines("grammar"))


@cache
def lexicon() -> dict[str, WordClass]:
    """All word classes by name."""
    return parse_lexicon(_lines("lexicon"))


@cache
def vocabulary(domain: str) -> Vocabulary:
    """The lexicon as one domain uses it."""
    return Vocabulary(lexicon(), domain)
