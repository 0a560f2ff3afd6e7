"""Named entities as BIO tags (docs/method.md, "Tagging"), entity-level F1."""

from __future__ import annotations

from mtal.tasks.tagging import BioTagging


class NamedEntities(BioTagging):
    """Named entity recognition."""

    name = "ner"
    title = "named entities"
    wanted = "entities"
    order = 30
