"""Word lists of the conversion, and what a word's form says, as bits."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from pathlib import Path

from mtal.errors import InputError
from mtal.files import read_lines
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
_FOLDING = (
    (re.compile(r"[$#](?=\d)|(?<=\d)%"), ""),
    (re.compile(r"[-.,:/+=\\]+(?=\d)"), ""),
    (re.compile(r"\d+"), "0"),
)


def fold_digits(word: str) -> str:
    """A word with each number in it as `0`: `1,200.5`, `3/4` and `50%` are `0`, `1990s` is `0s`."""
    for pattern, replacement in _FOLDING:
        word = pattern.sub(replacement, word)
    return word


def read_word(form: str) -> tuple[str, int]:
    """The lower-case word of a form, brackets unescaped, and what it says as bits."""
    word = form.lower()
    if word.isalpha():
        return word, _classes().get(word, 0)
    word = BRACKETS.get(word, word)
    classes = _classes().get(word, 0) | _classes().get(fold_digits(word), 0)
    return word, classes | EMOTICON if _EMOTICON.fullmatch(word) else classes


@cache
def _classes() -> dict[str, int]:
    """The bits of each word that is in a list."""
    lists = {**_LISTS, EMOTICON: _packaged("emoticons.txt")}
    words = frozenset().union(*lists.values())
    return {word: sum(bit for bit, forms in lists.items() if word in forms) for word in words}


@cache
def built_in_eventive_nouns() -> frozenset[str]:
    """The package's own list of nouns that name an event (*make a decision*)."""
    return _packaged("eventive_nouns.txt")


def read_eventive_nouns(path: str | Path) -> frozenset[str]:
    """A user's list of eventive nouns, one a line; `InputError` for an empty list and an entry of several words."""
    lines = list(read_lines(path))
    for number, line in enumerate(lines, 1):
        if len(line.split()) > 1 and not line.startswith("# "):
            raise InputError(path, number, f"{line.strip()!r} is more than one word; the list has one a line")
    if not _entries(lines):
        raise InputError(path, None, "there is no word in this list")
    return _entries(lines)


def _packaged(name: str) -> frozenset[str]:
    return _entries(resources.files("mtal.treebank").joinpath("data", name).read_text("utf-8").splitlines())


def _entries(lines: list[str]) -> frozenset[str]:
    """The words of a list, one a line; lines that begin with `# ` are comments."""
    words = (line.strip().lower() for line in lines if not line.startswith("# "))
    return frozenset(word for word in words if word)
