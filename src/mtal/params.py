"""`params.yaml`, section by section, each checked against the options of the code that it steers.

A stage asks for exactly the sections that `dvc.yaml` names for it, so nothing else can change its result unseen.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from mtal.errors import InputError, UserError

PARAMS = Path("params.yaml")
Options = TypeVar("Options", bound=BaseModel)


def read_params(*names: str, path: Path = PARAMS) -> list[Any]:
    """The values of the named sections (dotted names reach inside one), in that order.

    Raises `UserError` where the file or a section is missing.
    """
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except OSError:
        raise InputError(path, None, "missing; run this in the project's folder") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise InputError(path, mark.line + 1 if mark else None, "not YAML") from None
    return [_at(content, name, path) for name in names]


def _at(content: Any, name: str, path: Path) -> Any:
    for key in name.split("."):
        if not isinstance(content, dict) or key not in content:
            raise InputError(path, None, f"{name} is missing")
        content = content[key]
    return content


def checked(options: type[Options], section: str, values: Any) -> Options:
    """`values` as options; `UserError` in one line (`section.key=value: what is allowed`) where they don't fit."""
    if not isinstance(values, dict):
        raise UserError(f"{section}={values!r}: expected {', '.join(options.model_fields)}")
    try:
        return options(**values)
    except ValidationError as error:
        raise UserError(_one_line(section, options, error)) from None


def _one_line(section: str, options: type[BaseModel], error: ValidationError) -> str:
    first = error.errors()[0]
    where = ".".join([section, *map(str, first["loc"])])
    if first["type"] == "extra_forbidden":
        return f"{where}: unknown key; {section} has {', '.join(options.model_fields)}"
    if first["type"] == "missing":
        return f"{where} is missing"
    given = f"={first['input']!r}" if not isinstance(first["input"], dict) else ""
    message = first["msg"].removeprefix("Value error, ")
    return f"{where}{given}: {message[0].lower()}{message[1:]}"
