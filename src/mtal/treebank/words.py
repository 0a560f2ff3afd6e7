"""Word lists of the conversion (page section 10), and what a word's form says, as bits."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources

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
UNESCAPED = {"-lrb-": "(", "-rrb-": ")", "-lsb-": "[", "-rsb-": "]", "-lcb-": "{", "-rcb-": "}"}

# What a word's form says.
ZERO = 1 << 0
NUMBER_WORD = 1 << 1
NEGATION = 1 << 2
LIGHT_VERB = 1 << 3
PASSIVE_AUXILIARY = 1 << 4
WH_FORM = 1 << 5
PERCENT = 1 << 6
EMOTICON = 1 << 7

_EMOTICON = re.compile(r"[!|;:#%]-*[()\[\]{}|<>]+")
_FOLDING = ((re.compile(r"[$#](?=\d)|(?<=\d)%"), ""), (re.compile(r"[-.,:/+=\\]+(?=\d)"), ""), (re.compile(r"\d+"), "0"))


def fold_digits(word: str) -> str:
    """A word with each number in it as `0`: `1,200.5`, `3/4` and `50%` are `0`, `1990s` is `0s`."""
    for pattern, replacement in _FOLDING:
        word = pattern.sub(replacement, word)
    return word


def plural(word: str) -> str:
    """The regular plural of a number word."""
    if word.endswith("y"):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("x", "o")) else "s")


_NUMBER_WORDS = frozenset([*CARDINALS, *ORDINALS, *map(plural, CARDINALS), *map(plural, ORDINALS)])
_LISTS = {
    NUMBER_WORD: _NUMBER_WORDS | FOLDED_ORDINALS,
    NEGATION: NEGATIONS,
    LIGHT_VERB: LIGHT_VERBS,
    PASSIVE_AUXILIARY: PASSIVE_AUXILIARIES,
    WH_FORM: WH_FORMS,
    PERCENT: {"%"},
    ZERO: {"0"},
}


@lru_cache(maxsize=65536)
def word_classes(word: str) -> int:
    """What the form of a lower-case word says, as bits."""
    folded = fold_digits(word) if any(map(str.isdigit, word)) else word
    classes = sum(bit for bit, forms in _LISTS.items() if folded in forms)
    if word.lower() in emoticons() or _EMOTICON.fullmatch(word):
        classes |= EMOTICON
    return classes


@cache
def emoticons() -> frozenset[str]:
    """The package's short list of ASCII smileys."""
    return frozenset(read_word_list(resources.files("mtal.treebank").joinpath("data/emoticons.txt").read_text("utf-8")))


@cache
def built_in_eventive_nouns() -> frozenset[str]:
    """The package's own list of nouns that name an event (*make a decision*)."""
    text = resources.files("mtal.treebank").joinpath("data/eventive_nouns.txt").read_text("utf-8")
    return frozenset(read_word_list(text))


def read_word_list(text: str) -> list[str]:
    """The entries of a word list, one a line; blank lines and lines that begin with `# ` are left out."""
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("# ")]
