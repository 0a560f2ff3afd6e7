"""Agreement beyond chance (docs/method.md, "Judgements")."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Set


def kappa(pairs: Iterable[tuple[Hashable, Hashable]]) -> float | None:
    """Cohen's kappa of two judges over the same places, at most 1 (Cohen 1960); `pairs`: what each says of a place.

    None without any place, and where both say the same one thing of all: chance alone would agree as well.

    >>> kappa([("a", "a"), ("a", "a"), ("b", "b"), ("a", "b")])
    0.5
    """
    said = list(pairs)
    first, second = Counter(one for one, _ in said), Counter(other for _, other in said)
    n, agreed = len(said), sum(one == other for one, other in said)
    by_chance = sum(times * second[label] for label, times in first.items())  # of n·n
    return (n * agreed - by_chance) / (n * n - by_chance) if n * n > by_chance else None


def kappa_of_marks(first: Iterable[Set[Hashable]], second: Iterable[Set[Hashable]]) -> float | None:
    """What kappa tends to as the places that neither judge marks grow in number: the F1 of one against the other.

    `first`, `second`: what each marks, a set a sentence. None where neither marks anything. (Hripcsak and Rothschild
    2005: what isn't marked can't be counted, and kappa approaches F1.)
    """
    both = list(zip(first, second, strict=True))
    marked = sum(len(one) + len(other) for one, other in both)
    return 2 * sum(len(one & other) for one, other in both) / marked if marked else None
