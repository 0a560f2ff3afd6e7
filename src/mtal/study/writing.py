"""Keys and values as Hydra's overrides, which `dvc exp run -S` takes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

PLAIN = re.compile(r"[A-Za-z0-9_.+/@%?|-]+")
"""Text that Hydra takes as it stands."""


def overrides(choices: Mapping[str, Any]) -> tuple[str, ...]:
    """`KEY=VALUE` for each choice, in their order.

    >>> overrides({"+paper": "dp_ner", "strategy.weights": [0, 1], "decision.n": None})
    ('+paper=dp_ner', 'strategy.weights=[0,1]', 'decision.n=null')
    """
    return tuple(f"{key}={written(value)}" for key, value in choices.items())


def written(value: Any) -> str:
    """A value as the right side of an override."""
    if value is None or isinstance(value, bool):
        return "null" if value is None else str(value).lower()
    if isinstance(value, Mapping):
        return "{" + ",".join(f"{key}:{written(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(map(written, value)) + "]"
    return _text(value) if isinstance(value, str) else str(value)


def _text(value: str) -> str:
    """Quoted where Hydra would read something else than this text."""
    if PLAIN.fullmatch(value) and not _other_kind(value):
        return value
    return "'" + re.sub(r"(\\*)'", r"\1\1\\'", re.sub(r"\\+$", lambda end: 2 * end[0], value)) + "'"


def _other_kind(value: str) -> bool:
    """Whether the text without quotes would be a number, a truth value or nothing."""
    if value.lower() in ("null", "true", "false", "nan", "inf"):
        return True
    try:
        float(value)
    except ValueError:
        return False
    return True
