"""Bracketed trees and their conversion to deep dependency graphs (DDR)."""

from mtal.treebank.conll import is_mark, read_conll_trees, refuse_skeleton
from mtal.treebank.convert import Dependencies, to_dependencies
from mtal.treebank.inspect import is_stripped, skip_reason
from mtal.treebank.reader import read_trees
from mtal.treebank.tree import Tree, tree_from_parse_bits
from mtal.treebank.words import read_eventive_nouns

__all__ = [
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
