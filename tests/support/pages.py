"""HTML read as a tree, strictly: each element is closed in its turn."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, TreeBuilder

VOID = {"meta", "br"}


class Reader(HTMLParser):
    """Builds the tree; an element that is closed out of turn fails."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.made = TreeBuilder()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(set(names)) == len(names), f"{tag} has an attribute twice"
        self.made.start(tag, {name: value or "" for name, value in attrs})
        self.open.append(tag)
        if tag in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open.pop() == tag, f"</{tag}> out of turn"
        self.made.end(tag)

    def handle_data(self, data: str) -> None:
        if self.open:
            self.made.data(data)


def parsed(html: str) -> Element:
    """The root element; `AssertionError` where elements don't nest."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert not reader.open, f"{reader.open} aren't closed"
    return reader.made.close()


def having(root: Element, look: str) -> Iterator[Element]:
    """The elements that have a class."""
    return (each for each in root.iter() if look in each.get("class", "").split())


def text(element: Element) -> str:
    """All that is written in an element, white space as one space."""
    return " ".join("".join(element.itertext()).split())
