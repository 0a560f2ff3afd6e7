"""A batch as one page of HTML that people look at before it is handed out: no network, no scripts, the same bytes.

- `document`: the whole page; `legend`: what is asked of how many sentences, and the labels of each task
- `card`: one sentence; `words`: its words with what is marked in them; `spans`: where marks that nest are drawn
- `trees`: dependency arcs; `widths`: how wide a text will be
- `colours`: a colour for each label that is marked; `style.css`: how it all looks, on a phone, in print, in the dark
"""

from mtal.exchange.preview.document import preview, write_preview

__all__ = ["preview", "write_preview"]
