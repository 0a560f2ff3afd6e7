"""The LDC release of OntoNotes 5.0: `.parse` trees and, beside them, `.name` entities.

A document is called by its path below `annotations` (`nw/wsj/00/wsj_0001`); the first part is its genre.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from mtal.corpora import bio, sources, trees
from mtal.corpora.formats.ontonotes_names import NameLine, read_names, unescaped
from mtal.corpora.ontonotes_facts import GENRES
from mtal.corpora.report import ReadingReport, shown
from mtal.corpora.sentence import Sentence
from mtal.corpora.words import visible
from mtal.errors import InputError
from mtal.treebank import Tree, is_stripped, read_trees


class Document(NamedTuple):
    """One document of the release; `names` is `None` where it has no entity layer."""

    name: str
    domain: str
    parse: Path
    names: Path | None


def files(path: Path) -> list[Path]:
    """The `.parse` files that `path` stands for: a folder, a `.parse` file, or a `.name` file (its partner beside it).

    A `.name` file without partner is listed as it is. Raises `InputError` where there is none.
    """
    found = sources.files_like("*.parse", "*.name")(path)
    return sorted({_partner(file) if file.suffix == ".name" and _partner(file).is_file() else file for file in found})


def _partner(file: Path) -> Path:
    return file.with_suffix(".parse" if file.suffix == ".name" else ".name")


def list_documents(root: Path, domain: str | None = None) -> list[Document]:
    """The documents under `root`, sorted by name, of one genre or of all. Raises `InputError` where there is none."""
    found = sorted(document(path) for path in files(root))
    chosen = [one for one in found if domain in (None, one.domain)]
    if not chosen:
        genres = ", ".join(sorted({one.domain for one in found}))
        raise InputError(root, None, f"no document of domain {domain!r} in this folder (there is {genres})")
    return chosen


def document(parse: Path) -> Document:
    """The document whose trees are in `parse`; `InputError` for a `.name` file (one without a `.parse` beside it)."""
    if parse.suffix == ".name":
        raise InputError(parse, None, f"no {_partner(parse).name} beside it")
    name = "/".join([*_place(parse.absolute().parts[:-1]), parse.stem]) or sources.label(parse)
    genre = name.split("/")[0]
    names = _partner(parse)
    return Document(name, genre if genre in GENRES else "unknown", parse, names if names.is_file() else None)


def _place(folders: tuple[str, ...]) -> tuple[str, ...]:
    """The folders from the genre on: those below `annotations`, else the last three if they begin with a genre."""
    if "annotations" in folders:
        return folders[len(folders) - folders[::-1].index("annotations") :]
    return folders[-3:] if folders[-3:-2] and folders[-3] in GENRES else folders[-1:]


def read(path: Path, *, report: ReadingReport) -> Iterator[Sentence]:
    """The sentences of the document whose trees are in `path`; see `read_document`."""
    return read_document(document(path), report=report)


def read_document(document: Document, *, report: ReadingReport) -> Iterator[Sentence]:
    """The sentences of one document, with `dp`, `pos` and, where it has an entity layer, `ner`.

    Id: `document:position in the .parse file`. Of nested entities the outermost is kept. Raises `InputError` with the
    line of the first fault, in either file or between the two.
    """
    report.counts["documents"] += 1
    parsed, named = _layers(document, report)
    for position, tree in enumerate(parsed):
        with report.faults():
            entities = {"ner": _entities(document, tree, named[position], report)} if named else {}
            if labels := trees.labels(tree, report):
                words = visible(tree.tokens, report)
                sentence = Sentence(f"{document.name}:{position}", document.domain, words, labels | entities)
                yield report.accept(sentence, document.parse, tree.line)


def _layers(document: Document, report: ReadingReport) -> tuple[list[Tree], list[NameLine]]:
    """Trees and entity lines, as many of each, or no entity lines where there is no such layer.

    All of both files is read even if there is a fault, so that a check tells of every one. Without some of its trees a
    document has no entities (nobody knows whose they are); with a fault in its entities it has no trees.
    """
    parsed: list[Tree] = []
    problems = len(report.problems)
    with report.faults():
        parsed = list(read_trees(document.parse, report.refuse))
        report.note(trees.STRIPPED_DOCUMENT, is_stripped(parsed))
    if not document.names:
        report.note(trees.NO_ENTITIES)
        return parsed, []
    whole = len(report.problems) == problems
    with report.faults():
        named = read_names(document.names)
        if whole and len(parsed) != len(named):
            reason = f"{len(named)} sentences where {document.parse.name} has {len(parsed)}"
            raise InputError(document.names, None, reason)
        return parsed, named if whole else []
    return [], []


def _entities(document: Document, tree: Tree, entry: NameLine, report: ReadingReport) -> list[str]:
    """The BIO tags of `entry`, once its words are found to be those of `tree`."""
    parse, names = document.parse.name, document.names or document.parse  # a document with entities has names
    if len(entry.words) != len(tree.tokens):
        reason = f"{len(entry.words)} words where the tree in {parse}, line {tree.line}, has {len(tree.tokens)}"
        raise InputError(names, entry.line, reason)
    for place, (named, word) in enumerate(zip(entry.words, tree.tokens, strict=True), 1):
        if named != word and unescaped(named) != unescaped(word):
            reason = f"word {place} is {shown(named)} where the tree in {parse}, line {tree.line}, has {shown(word)}"
            raise InputError(names, entry.line, reason)
    report.note("nested entity dropped (the outermost is kept)", entry.nested)
    return bio.tags(entry.spans, len(tree.tokens))
