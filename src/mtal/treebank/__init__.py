"""Bracketed trees and their conversion to deep dependency graphs (DDR).

- `reader`, `conll2012`: trees from files; `brackets`, `tree`, `tags`, `words`: what they are made of
- `soundness`: which trees can be converted
- `conversion/`: the steps; `writing/`: graphs as text and pictures
"""

from mtal.treebank.conll2012 import is_mark, read_conll_trees, refuse_skeleton
from mtal.treebank.conversion.convert import Dependencies, to_dependencies
from mtal.treebank.reader import read_trees
from mtal.treebank.soundness import LOST, STRIPPED, is_stripped, skip_reason
from mtal.treebank.tree import Tree, tree_from_parse_bits
from mtal.treebank.words import read_eventive_nouns

__all__ = [
    "LOST",
    "STRIPPED",
    "Dependencies",
    "Tree",
    "is_mark",
    "is_stripped",
    "read_conll_trees",
    "read_eventive_nouns",
    "read_trees",
    "refuse_skeleton",
    "skip_reason",
    "to_dependencies",
    "tree_from_parse_bits",
]
