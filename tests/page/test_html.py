"""Elements as text."""

from __future__ import annotations

from pathlib import Path

from mtal.page.html import Html, anchor, command, details, lines, page, prose, section, tag


def test_all_that_isnt_html_is_escaped() -> None:
    assert tag("p", "<b>", Html("<i>x</i>"), title='"&"') == '<p title="&quot;&amp;&quot;">&lt;b&gt;<i>x</i></p>'
    assert tag("meta", charset="utf-8", name=None) == '<meta charset="utf-8">'
    assert command("a < b") == '<pre class="command"><code>a &lt; b</code></pre>'
    assert prose("`<` and <") == "<code>&lt;</code> and &lt;"
    assert lines("<", "", Html("<br>")) == "&lt;\n<br>"


def test_headings_can_be_linked_to() -> None:
    found = section("What & why", level=3)
    assert '<section id="what-why">' in found and '<h3>What &amp; why <a href="#what-why"' in found
    assert anchor("Figure 1") == "figure-1"
    assert details("More", "text").startswith("<details><summary>More</summary>\ntext")


def test_a_page_has_its_style_inside(tmp_path: Path) -> None:
    (tmp_path / "style.css").write_text("p > a { }")
    found = page("R & D", tmp_path / "style.css", tag("p", "x"))
    assert found.startswith('<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">')
    assert "<title>R &amp; D</title>\n<style>p > a { }</style></head>\n<body><p>x</p></body></html>\n" in found
