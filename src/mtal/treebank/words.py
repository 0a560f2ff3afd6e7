"""Word lists of the conversion (page section 10), and what a word's form says, as bits."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources

from mtal.treebank.tags import FIRST_WORD_CLASS

WH_FORMS = frozenset(
    "how however that what whatever whatsoever when whenever where whereby wherein whereupon wherever which whichever"
    " whither who whoever whom whose why".split()
)
LINK_FORMS = frozenset("0 that when where whereby wherein whereupon which who whom whose".split())
NEGATIONS = frozenset("never not n't 'nt no neither non".split())
LIGHT_VERBS = frozenset(
    "make makes made making take takes took taken taking have has had having 've 'd do does did done doing"
    " give gives gave given giving keep keeps kept keeping".split()
)
PASSIVE_AUXILIARIES = frozenset(
    "be am is are was were been being 'm 're 's become becomes became becoming get gets got gotten getting".split()
)
CARDINALS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion"
    " quadrillion quintillion sextillion septillion octillion"
).split()
ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
    " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth fortieth fiftieth sixtieth seventieth"
    " eightieth ninetieth hundredth thousandth millionth billionth trillionth quadrillionth quintillionth"
).split()
FOLDED_ORDINALS = frozenset("0th 0st 0nd 0rd".split())
BRACKETS = {"-lrb-": "(", "-rrb-": ")", "-lsb-": "[", "-rsb-": "]", "-lcb-": "{", "-rcb-": "}"}


def _plural(word: str) -> str:
    if word.endswith("y"):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("x", "o")) else "s")


_NUMBERS = frozenset([*CARDINALS, *ORDINALS])

# What a word's form says; the bits lie above those of the tag classes.
ZERO, NUMBER_WORD, NEGATION, LIGHT_VERB, PASSIVE_AUXILIARY, WH_FORM, PERCENT, EMOTICON = (
    1 << bit for bit in range(FIRST_WORD_CLASS, FIRST_WORD_CLASS + 8)
)
_LISTS = {
    ZERO: {"0"},
    NUMBER_WORD: _NUMBERS | FOLDED_ORDINALS | frozenset(map(_plural, _NUMBERS)),
    NEGATION: NEGATIONS,
    LIGHT_VERB: LIGHT_VERBS,
    PASSIVE_AUXILIARY: PASSIVE_AUXILIARIES,
    WH_FORM: WH_FORMS,
    PERCENT: {"%"},
}

_EMOTICON = re.compile(r"[!|;:#%]-*[()\[\]{}|<>]+")
_FOLDING = ((re.compile(r"[$#](?=\d)|(?<=\d)%"), ""), (re.compile(r"[-.,:/+=\\]+(?=\d)"), ""), (re.compile(r"\d+"), "0"))


def fold_digits(word: str) -> str:
    """A word with each number in it as `0`: `1,200.5`, `3/4` and `50%` are `0`, `1990s` is `0s`."""
    for pattern, replacement in _FOLDING:
        word = pattern.sub(replacement, word)
    return word


@lru_cache(maxsize=65536)
def read_word(form: str) -> tuple[str, int]:
    """The lower-case word of a form, brackets unescaped, and what it says as bits."""
    word = form.lower()
    word = BRACKETS.get(word, word)
    folded = fold_digits(word) if any(map(str.isdecimal, word)) else word
    classes = sum(bit for bit, forms in _LISTS.items() if folded in forms)
    if word in emoticons() or _EMOTICON.fullmatch(word):
        classes |= EMOTICON
    return word, classes


@cache
def emoticons() -> frozenset[str]:
    """The package's short list of ASCII smileys."""
    return _packaged("emoticons.txt")


@cache
def built_in_eventive_nouns() -> frozenset[str]:
    """The package's own list of nouns that name an event (*make a decision*)."""
    return _packaged("eventive_nouns.txt")


def _packaged(name: str) -> frozenset[str]:
    text = resources.files("mtal.treebank").joinpath("data", name).read_text("utf-8")
    return frozenset(word_list(text.splitlines()))


def word_list(lines: list[str]) -> list[str]:
    """The entries of a word list, one a line; blank lines and lines that begin with `# ` are left out."""
    entries = (line.strip() for line in lines)
    return [entry for entry in entries if entry and not entry.startswith("# ")]
