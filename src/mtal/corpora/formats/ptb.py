"""Bracketed trees alone: Penn Treebank `.mrg` and OntoNotes `.parse` files without entities."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mtal.corpora import sources, trees
from mtal.corpora.report import ReadingReport
from mtal.corpora.sentence import Sentence
from mtal.corpora.words import visible
from mtal.treebank import read_trees

files = sources.files_like("*.mrg", "*.parse", "*.ptb", "*.mrg.gz", "*.parse.gz", "*.ptb.gz")


def read(path: Path, *, report: ReadingReport) -> Iterator[Sentence]:
    """The sentences of one file, with `dp` and `pos`. Id: `folder/file:position`. Domain: the file's folder.

    Raises `InputError` with the line of the first fault.
    """
    for position, tree in enumerate(read_trees(path, report.refuse)):
        with report.faults():
            if labels := trees.labels(tree, report):
                sentence_id, words = f"{sources.label(path)}:{position}", visible(tree.tokens, report)
                sentence = Sentence(sentence_id, sources.folder_name(path), words, labels)
                yield report.accept(sentence, path, tree.line)
