"""Elements of HTML as text, escaped where they are made."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

VOID = {"meta", "br"}
"""Elements that have no end."""


class Html(str):
    """Text that is HTML already."""


def tag(name: str, /, *content: str, **attributes: str | None) -> Html:
    """An element; what isn't `Html` is escaped. An attribute that is None is left out, `class_` is `class`.

    >>> tag("a", "R & D", href="#top")
    '<a href="#top">R &amp; D</a>'
    """
    shown = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = "".join(each if isinstance(each, Html) else escape(each, quote=False) for each in content)
    return Html(f"<{name}{shown}>" if name in VOID else f"<{name}{shown}>{inside}</{name}>")


def lines(*parts: str) -> Html:
    """Elements, each on a line of its own; what is empty is left out."""
    return Html("\n".join(part if isinstance(part, Html) else escape(part, quote=False) for part in parts if part))


def anchor(text: str) -> str:
    """What a link to a heading is called.

    >>> anchor("What was bought: NER & DP")
    'what-was-bought-ner-dp'
    """
    return re.sub(r"[^\w]+", "-", text.lower()).strip("-")


def section(title: str, *parts: str, level: int = 2, name: str = "") -> Html:
    """A heading that can be linked to, and what is below it."""
    name = name or anchor(title)
    link = tag("a", "#", href=f"#{name}", class_="anchor", aria_label=f"Link to {title}")
    return tag("section", lines(tag(f"h{level}", title, Html(" "), link), *parts), id=name)


def prose(text: str) -> Html:
    """A text in which backquotes mark code.

    >>> prose("`a < b` & c")
    '<code>a &lt; b</code> &amp; c'
    """
    parts = text.split("`")
    return Html("".join(tag("code", part) if i % 2 else escape(part, quote=False) for i, part in enumerate(parts)))


def details(summary: str, *parts: str) -> Html:
    """What is shown on a click."""
    return tag("details", lines(tag("summary", summary), *parts))


def command(line: str) -> Html:
    """The command that makes what it stands beside."""
    return tag("pre", tag("code", line), class_="command")


def page(title: str, style: Path, *body: str) -> str:
    """A whole file of HTML, which needs nothing but itself; `style`: its style sheet."""
    head = lines(
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", title),
        tag("style", Html(style.read_text(encoding="utf-8"))),
    )
    parts = lines(tag("head", head), tag("body", lines(*body)))
    return f"<!DOCTYPE html>\n{tag('html', parts, lang='en')}\n"
