"""Facts about OntoNotes 5.0 (LDC2013T19): its genres and its entity types."""

from __future__ import annotations

GENRES = {
    "bc": "broadcast conversation",
    "bn": "broadcast news",
    "mz": "magazines",
    "nw": "newswire",
    "pt": "pivot text (bible)",
    "tc": "telephone conversation",
    "wb": "web text",
}
GENRES_WITHOUT_ENTITIES = frozenset({"pt"})

ENTITY_TYPES = frozenset(
    [
        *("CARDINAL", "DATE", "EVENT", "FAC", "GPE", "LANGUAGE", "LAW", "LOC", "MONEY"),
        *("NORP", "ORDINAL", "ORG", "PERCENT", "PERSON", "PRODUCT", "QUANTITY", "TIME", "WORK_OF_ART"),
    ]
)
