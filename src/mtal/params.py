"""`params.yaml`, section by section, each checked against the options of the code that it steers.

A stage asks for exactly the sections that `dvc.yaml` names for it, so nothing else can change its result unseen.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar, get_args

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from mtal.errors import InputError, UserError

PARAMS = Path("params.yaml")


class Options(BaseModel):
    """A section of `params.yaml`, or a part of one: unknown keys are refused, and nothing changes it."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Section = TypeVar("Section", bound=Options)


def read_params(*names: str, path: Path = PARAMS) -> list[Any]:
    """The values of the named sections (dotted names reach inside one), in that order.

    Raises `UserError` where the file or a section is missing.
    """
    content = all_params(path)
    return [_at(content, name, path) for name in names]


def all_params(path: Path = PARAMS) -> Any:
    """The whole of `params.yaml`; `InputError` where it is missing or isn't YAML."""
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except OSError:
        raise InputError(path, None, "missing; run this in the project's folder") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise InputError(path, mark.line + 1 if mark else None, "not YAML") from None


def _at(content: Any, name: str, path: Path) -> Any:
    for key in name.split("."):
        if not isinstance(content, dict) or key not in content:
            raise InputError(path, None, f"{name} is missing")
        content = content[key]
    return content


def checked(options: type[Section], section: str, values: Any) -> Section:
    """`values` as options; `UserError` in one line (`section.key=value: what is allowed`) where they don't fit.

    `section`: the dotted name of `values`, empty for the whole of `params.yaml`.
    """
    if not isinstance(values, dict):
        raise UserError(f"{section}={values!r}: expected {_keys(options)}")
    try:
        return options(**values)
    except ValidationError as error:
        raise UserError(_one_line(section, options, error)) from None


def _keys(options: type[BaseModel]) -> str:
    return ", ".join(options.model_fields)


def _one_line(section: str, options: type[Options], error: ValidationError) -> str:
    first = error.errors()[0]
    path = first["loc"]
    where, holder = ".".join(filter(None, [section, *map(str, path)])), _options_at(options, path[:-1])
    if first["type"] == "extra_forbidden":
        above = ".".join(filter(None, [section, *map(str, path[:-1])]))
        return f"{where}: unknown key; {above or 'params.yaml'} has {_keys(holder)}"
    if first["type"] == "missing":
        return f"{where} is missing"
    if first["type"] == "model_type":
        return f"{where}={first['input']!r}: expected {_keys(_options_at(options, path))}"
    given = f"={first['input']!r}" if not isinstance(first["input"], dict) else ""
    message = first["msg"].removeprefix("Value error, ")
    return f"{where}{given}: {message[0].lower()}{message[1:]}"


def _options_at(options: type[BaseModel], path: Sequence[str | int]) -> type[BaseModel]:
    """The options that stand at `path` below `options`, or the last ones on the way."""
    for key in path:
        field = options.model_fields.get(str(key))
        kinds = [] if field is None else [field.annotation, *get_args(field.annotation)]
        inner = next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)), None)
        options = inner or options
    return options
