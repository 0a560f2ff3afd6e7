"""The text of a document's two files, as the LDC release lays them out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mtal.demo.tree import Entity, Node, words

_SAFE = str.maketrans({"&": "-AMP-", "<": "-LAB-", ">": "-RAB-"})


def parse_text(trees: Iterable[Node]) -> str:
    """The `.parse` file: a bracketed tree a sentence, a leaf a line, children aligned, a blank line after each."""
    return "".join(f"{_bracketed(tree, 0)}\n\n" for tree in trees)


def name_text(document: str, sentences: Iterable[tuple[Node, Sequence[Entity]]]) -> str:
    """The `.name` file of `document` (`nw/synth/00/synth_0003`): a sentence a line, its names in ENAMEX elements."""
    domain, source, _, name = document.split("/")
    header = f'<DOC DOCNO="{document}@{name.removeprefix(source + "_")}@{source}@{domain}@en@on">'
    return "\n".join([header, *(_marked(tree, entities) for tree, entities in sentences), "</DOC>"]) + "\n"


def _bracketed(node: Node, column: int) -> str:
    opening = f"({node.label} "
    if node.word is not None:
        return f"{opening}{node.word})"
    column += len(opening)
    return opening + ("\n" + " " * column).join(_bracketed(child, column) for child in node.children) + ")"


def _marked(tree: Node, entities: Sequence[Entity]) -> str:
    line = [leaf.form.translate(_SAFE) for leaf in words(tree)]
    for entity in entities:
        line[entity.start] = f'<ENAMEX TYPE="{entity.type}">{line[entity.start]}'
        line[entity.end - 1] += "</ENAMEX>"
    return " ".join(line)
