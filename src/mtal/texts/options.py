"""The parameters of text that is read."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, field_validator, model_validator

from mtal.corpora.formats import FORMATS
from mtal.params import Options

OWN = ("text", "words", "jsonl", "csv")
"""The formats that aren't formats of corpora."""


class TextOptions(Options):
    """How text is read (`text.…` in `params.yaml`)."""

    format: str | None = None
    """How all files are written, in `OWN` or a key of `mtal.corpora.formats.FORMATS`; null: by the endings of their
    names."""
    unit: Literal["paragraph", "line", "sentence"] = "paragraph"
    """What stands together in plain text. A paragraph ends at an empty line or, in a file without empty lines, at the
    end of its line. A line is a paragraph of its own. A sentence a line: only its words are divided."""
    language: str = "xx"
    """Whose rules divide sentences and words, as ISO 639 has it (en, de, zh); xx: what fits many languages, which knows
    no abbreviations."""
    shortest: int = Field(1, ge=1)
    """Least words of a sentence; those with fewer are left out."""
    longest: int = Field(150, ge=1)
    """Most words of a sentence; those with more, which are often tables and lists, are left out."""

    @field_validator("format")
    @classmethod
    def _known(cls, format: str | None) -> str | None:
        known = (*OWN, *FORMATS)
        if format is not None and format not in known:
            raise ValueError(f"choose from {', '.join(known)}, or null: by the endings of the files")
        return format

    @model_validator(mode="after")
    def _some_length(self) -> Self:
        if self.longest < self.shortest:
            raise ValueError(f"longest ({self.longest}) is less than shortest ({self.shortest})")
        return self
