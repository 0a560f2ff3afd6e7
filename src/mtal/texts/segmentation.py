"""Plain text divided into sentences and words, by the rules that spaCy has for a language; no model is asked.

Nothing is lost but white space and what can't be seen: the words of a paragraph, put together, are its text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from mtal.corpora.characters import CONTROL, is_seen
from mtal.corpora.report import ReadingReport
from mtal.corpora.words import visible
from mtal.errors import UserError

MANY = "xx"
"""spaCy's name for rules that fit many languages."""
CHARACTERS = (
    "\u3001-\u3003\u3008-\u3011\u3014-\u301f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\U00020000-\U0003ffff"
)
"""Han characters, kana and their punctuation: written without spaces, each is taken for a word."""
AS_CHARACTERS = frozenset({MANY, "zh"})
"""Languages in which `CHARACTERS` are. spaCy's own rule for Chinese divides `iPhone` as well."""
PACKAGES = {"ja": "spacy[ja]", "ko": "spacy[ko]", "th": "spacy[th]", "vi": "pyvi"}
"""What dividing words of a language needs beside spaCy."""
PARTING = re.compile(rf"\u200b|{CONTROL.pattern}")
"""What parts words, beside white space. U+200B does in Thai and Khmer."""
SOFT_HYPHEN = "\u00ad"
JOINER = "\u200d"
SKIN_TONES = frozenset(map(chr, range(0x1F3FB, 0x1F400)))
REGIONS = frozenset(map(chr, range(0x1F1E6, 0x1F200)))
"""Letters of which two are a flag."""


class Segmenter:
    """What divides text of one language; `UserError` for a language that it can't divide.

    `language`: a code of ISO 639, or `MANY`.
    """

    def __init__(self, language: str) -> None:
        from spacy.pipeline import Sentencizer  # spaCy takes seconds: not before text is to be divided

        self._tokenizer = _tokenizer(language)
        self._sentencizer = Sentencizer()

    def words(self, text: str) -> list[str]:
        """The words of a text that is one sentence."""
        return _words(_tokens(self._tokenizer(cleaned(text))))

    def sentences(self, text: str) -> Iterator[list[str]]:
        """The words of each sentence of a paragraph.

        A sentence ends behind a mark such as `.`, `?`, `。`, `۔`, `।` and the quotes and brackets that close there.
        A mark inside a word that the language knows, such as an abbreviation, ends none.
        """
        doc = self._tokenizer(cleaned(text))
        tokens = _tokens(doc)
        begins = [i for i, begin in enumerate(self._sentencizer.predict([doc])[0]) if begin]
        places = [0, *(_opening(tokens, begin, self._sentencizer.punct_chars) for begin in begins[1:]), len(tokens)]
        yield from filter(None, (_words(tokens[start:end]) for start, end in pairwise(places)))


Token = tuple[str, bool]
"""A piece of text, and whether white space follows."""


def _tokens(doc: Any) -> list[Token]:
    return [(token.text, bool(token.whitespace_)) for token in doc]


def cleaned(text: str) -> str:
    """`text` with single spaces for all that parts words, and without what only tells where words may be broken.

    >>> cleaned(" the\\tim\\u00adportant\\r\\nword\\u00a0")
    'the important word'
    """
    if not text.isprintable():
        text = PARTING.sub(" ", text.replace(SOFT_HYPHEN, ""))
    return " ".join(text.split())


def _opening(tokens: list[Token], begin: int, marks: set[str]) -> int:
    """Where the sentence really begins of which `begin` is the first word that isn't punctuation.

    An opening bracket opens it, and what is parted by white space from the mark before, unless that closes and stands
    alone, as in French quotes.
    """
    last = next(i for i in range(begin - 1, -1, -1) if tokens[i][0] in marks)
    for i in range(last + 1, begin):
        text, parted = tokens[i]
        kind = unicodedata.category(text[0])
        if kind == "Ps" or (tokens[i - 1][1] and not (parted and kind in ("Pe", "Pf"))):
            return i
    return begin


def _words(tokens: list[Token]) -> list[str]:
    """The words as all words are here; emoji and letters with what modifies them are one."""
    plain = [text for text, _ in tokens]
    if "".join(plain).isascii():
        return plain  # nothing in it modifies or is hidden
    words: list[str] = []
    joined = False
    for text, parted in tokens:
        if joined and (_modifies(text[0]) or words[-1].endswith(JOINER) or _is_flag(words[-1] + text)):
            words[-1] += text
        else:
            words.append(text)
        joined = not parted
    return visible([word for word in words if is_seen(word)], ReadingReport())


def _modifies(character: str) -> bool:
    """Whether a character is part of the one before it."""
    if character.isascii() or character.isalnum():
        return False
    return character == JOINER or character in SKIN_TONES or unicodedata.category(character).startswith("M")


def _is_flag(text: str) -> bool:
    return len(text) == 2 and set(text) <= REGIONS


def _tokenizer(language: str) -> Any:
    import spacy
    from spacy.util import compile_infix_regex, get_lang_class

    try:
        code = str(get_lang_class(language).lang)
    except ImportError:
        raise UserError(f"language {language}: not known; give its code (en, de, zh), or {MANY} for many") from None
    try:
        nlp = spacy.blank(MANY if code in AS_CHARACTERS else code)
    except (ImportError, OSError):
        if code not in PACKAGES:
            raise
        raise UserError(_without(code)) from None
    tokenizer: Any = nlp.tokenizer
    if code in AS_CHARACTERS:
        tokenizer.infix_finditer = compile_infix_regex([*(nlp.Defaults.infixes or ()), f"[{CHARACTERS}]"]).finditer
    return tokenizer


def _without(language: str) -> str:
    other = "" if language == "th" else f" take {MANY} ({'characters' if language == 'ja' else 'words by spaces'}),"
    return (
        f"language {language}: its words need another package, pip install '{PACKAGES[language]}';"
        f"{other} or bring text whose words are divided (format words)"
    )
