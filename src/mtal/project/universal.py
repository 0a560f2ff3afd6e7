"""Label sets that need no choice: those of Universal Dependencies (https://universaldependencies.org)."""

from __future__ import annotations

from mtal.exchange import conllu

RELATIONS = (
    "acl advcl advmod amod appos aux case cc ccomp clf compound conj cop csubj dep det discourse dislocated expl fixed "
    "flat goeswith iobj list mark nmod nsubj nummod obj obl orphan parataxis punct reparandum root vocative xcomp"
).split()

UNIVERSAL: dict[str, list[str]] = {"pos": sorted(conllu.UNIVERSAL), "dp": RELATIONS}
"""By task."""
