"""The grammar and the lexicon hang together: nothing is named that isn't there, nothing is there that isn't named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtal.demo.grammar import Choice, Item
from mtal.demo.language import grammar, lexicon, vocabulary


def items(inside: list[Item]) -> Iterator[Item]:
    for item in inside:
        yield item
        yield from items(item.items)


def choices() -> Iterator[tuple[str, list[str], Choice]]:
    for name, rule in grammar().rules.items():
        for choice in rule.choices:
            yield name, rule.parameters, choice


def test_rules_called_exist_and_take_that_many_arguments():
    for name, _, choice in choices():
        for item in items(choice.items):
            if item.kind == "rule":
                called, *arguments = item.text.split(".")
                assert called in grammar().rules, f"{name} calls {called}"
                assert len(arguments) <= len(grammar().rules[called].parameters), f"{name} calls {item.text}"


def test_variables_are_bound():
    for name, parameters, choice in choices():
        bound = {f"${parameter}" for parameter in parameters}
        for item in items(choice.items):
            for variable in re.findall(r"\$[a-z]\w*", item.text):
                assert variable in bound, f"{name}: {variable}"
            if binding := re.fullmatch(r".+/[^:]+:([a-z])", item.text):
                bound.add(f"${binding[1]}")
        for guard in choice.guards:
            assert guard.parameter in parameters, f"{name}: [{guard.parameter}]"


def test_every_rule_and_class_is_used():
    called, drawn = {"sent"}, set()
    for _, _, choice in choices():
        for item in items(choice.items):
            if item.kind == "rule":
                called.add(item.text.split(".")[0])
            if item.kind == "leaf" and item.text.startswith("="):
                drawn.add(item.text[1:].rpartition("/")[0])
    for word_class in lexicon().values():
        drawn |= {name for pattern in word_class.patterns for name in re.findall(r"<(\w+)>", pattern)}
    assert called == set(grammar().rules)
    nominal = {"human", "thing", "abs", "place", "event", "group", "mass", "role", "feature", "part", "tool"}  # =$c
    assert drawn - {"$c"} <= set(lexicon())
    assert set(lexicon()) - drawn <= nominal | {"shared"}


def test_classes_have_words_in_every_domain():
    for domain in ("bc", "bn", "mz", "nw", "tc", "wb"):
        vocabulary(domain)
    for name, word_class in lexicon().items():
        assert word_class.entries or word_class.patterns, name


def test_words_fit_into_brackets():
    for word_class in lexicon().values():
        for entry in word_class.entries:
            assert not re.search(r"[\s()_]", entry.lemma), entry
