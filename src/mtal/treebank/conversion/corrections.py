"""Stage G: corrections on the token graph, G1 token by token, G2 compounds, G3 light verbs and adjectives."""

from __future__ import annotations

from collections.abc import Set

from mtal.treebank.conversion.graph import ROOT, Graph
from mtal.treebank.conversion.labels import CLAUSAL_AGENT, NOMINAL_AGENT
from mtal.treebank.conversion.lemmas import is_eventive
from mtal.treebank.tags import ADJECTIVE, ADVERB, COMMON_NOUN, NOUN, NUMBER, VERB
from mtal.treebank.words import LIGHT_VERB, NUMBER_WORD, ZERO

_AGENTS = {
    CLAUSAL_AGENT: "csbj",
    f"r-{CLAUSAL_AGENT}": "csbj",
    NOMINAL_AGENT: "nsbj",
    f"r-{NOMINAL_AGENT}": "nsbj",
}
_PROVISIONAL = frozenset({*_AGENTS, "cop"})


def correct_labels(graph: Graph) -> None:
    """G1: existential *there*, prepositions, agents, copulas, leftover secondary arcs."""
    governing = set(graph.heads)
    for token, leaf in enumerate(graph.tokens):
        if leaf.kind & VERB:
            _existential(graph, token)
        elif leaf.tag == "IN" and token not in governing and graph.labels[token] not in {"com", "mark"}:
            graph.labels[token] = "case"
        if graph.labels[token] in _PROVISIONAL:
            graph.labels[token] = _final(graph, graph.labels[token], graph.heads[token])
        if token in graph.secondary:
            _correct_secondary(graph, token)


def _existential(graph: Graph, verb: int) -> None:
    """*there exist three cats*: the object is the subject."""
    if "expl" not in graph.labels:
        return
    dependents = graph.dependents(verb)
    expletive = _first(graph, dependents, "expl")
    if expletive is not None and graph.tokens[expletive].word == "there":
        thing = _first(graph, dependents, "obj")
        if thing is not None:
            graph.labels[thing] = "nsbj"


def _final(graph: Graph, label: str, head: int) -> str:
    if label == "cop":
        return "aux" if head != ROOT and graph.tokens[head].kind & VERB else "cop"
    return _AGENTS.get(label, label)


def _correct_secondary(graph: Graph, token: int) -> None:
    own = graph.labels[token]
    arcs = graph.secondary[token]
    for head, label in list(arcs.items()):
        if label == "dep" and own in {"nsbj", "csbj"}:
            arcs[head] = own
        elif label in {"dep", "conj"}:
            del arcs[head]
        else:
            arcs[head] = _final(graph, label, head)


def _first(graph: Graph, dependents: list[int], label: str) -> int | None:
    return next((token for token in dependents if graph.labels[token] == label), None)


# What both words of a compound are, and the labels from which the modifier is turned; proper nouns are in any case.
_COMPOUNDS = (
    (COMMON_NOUN, frozenset({"attr", "dep"})),
    (NUMBER | ZERO | NUMBER_WORD, frozenset({"attr", "dep", "num"})),
    (ADVERB, frozenset({"adv", "dep", "neg"})),
)


def compounds(graph: Graph) -> None:
    """G2: compound nouns, numbers and adverbs, each from the last token to the first."""
    for classes, labels in _COMPOUNDS:
        parts = [token for token, leaf in enumerate(graph.tokens) if leaf.kind & classes]
        last = len(graph.tokens)
        for token in reversed(parts[1:]):
            if token < last:
                last = _join(graph, token, classes, labels)


def _join(graph: Graph, head: int, classes: int, labels: Set[str]) -> int:
    """Turn the modifiers left of a word into `com`; the last one turned, or the word itself."""
    last = head
    for token in range(head - 1, -1, -1):
        leaf, label = graph.tokens[token], graph.labels[token]
        if (
            leaf.kind & classes
            and graph.heads[token] > token
            and (label in labels or (leaf.tag.startswith("NNP") and classes & COMMON_NOUN))
            and _depends(graph, token, head)
        ):
            graph.labels[token] = "com"
            last = token
        elif leaf.tag != "HYPH" or label == "cc":
            break
    return last


def _depends(graph: Graph, token: int, head: int) -> bool:
    """Whether a token is a direct or indirect dependent of another."""
    for _ in graph.heads:
        token = graph.heads[token]
        if token == head:
            return True
        if token == ROOT:
            return False
    return False


def light_verbs(graph: Graph, eventive_nouns: Set[str]) -> None:
    """G3: in *make a decision on it* the noun is the head; *of* and *to* behind a predicate open an object."""
    has_copula = "cop" in graph.labels
    for token, leaf in enumerate(graph.tokens):
        if leaf.kind & LIGHT_VERB and leaf.kind & VERB:
            dependents = graph.dependents(token)
            noun = _first(graph, dependents, "obj")
            if noun is None or _first(graph, dependents, "prt") is not None:
                continue
            if is_eventive(graph.tokens[noun], eventive_nouns):
                _turn_light_verb(graph, token, noun)
        elif has_copula and leaf.kind & ADJECTIVE:
            dependents = graph.dependents(token)
            if _first(graph, dependents, "cop") is not None:
                phrase = _first(graph, dependents, "ppmod")
                if phrase is not None:
                    _of_or_to(graph, phrase, token, "of")


def _turn_light_verb(graph: Graph, verb: int, noun: int) -> None:
    graph.heads[noun], graph.labels[noun] = graph.heads[verb], graph.labels[verb]
    if verb in graph.secondary:
        graph.secondary[noun] = graph.secondary.get(noun, {}) | graph.secondary.pop(verb)
    graph.heads[verb], graph.labels[verb] = noun, "lv"
    for token in graph.dependents(verb):
        if graph.labels[token] == "dat":
            graph.labels[token] = "obj"
        elif graph.labels[token] == "ppmod":
            _of_or_to(graph, token, noun, "of", "to")
    for token in graph.dependents(noun):
        if graph.labels[token] == "attr":
            graph.labels[token] = "adv"
        elif graph.labels[token] == "ppmod":
            _of_or_to(graph, token, noun, "of", "to")
    for token in graph.dependents(verb):
        graph.heads[token] = noun
    for token, arcs in graph.secondary.items():
        if verb in arcs:
            arcs[noun] = arcs.pop(verb)
        arcs.pop(token, None)
        arcs.pop(graph.heads[token], None)


def _of_or_to(graph: Graph, modifier: int, predicate: int, *words: str) -> None:
    """A prepositional phrase right behind its predicate is its object."""
    preposition = next((t for t in graph.dependents(modifier) if graph.tokens[t].word in words), None)
    if preposition == predicate + 1:
        graph.labels[modifier] = "obj" if graph.tokens[modifier].kind & NOUN else "comp"
