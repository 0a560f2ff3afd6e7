"""Files: UTF-8 in, whole files out (written beside their place, then renamed)."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from mtal.errors import InputError


def read_lines(path: str | Path) -> Iterator[str]:
    """Lines of a UTF-8 text file (plain or `.gz`) without their ends, streaming.

    A byte order mark and CRLF ends are taken off. Only line feeds end a line.
    Raises `InputError` with the line for bytes that aren't UTF-8 and for NUL, and for a file that can't be read.
    """
    path = Path(path)
    try:
        with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as file:
            for number, raw in enumerate(file, 1):
                if number == 1:
                    raw = raw.removeprefix(b"\xef\xbb\xbf")
                if b"\x00" in raw:
                    raise InputError(path, number, "NUL byte in the text")
                try:
                    yield raw.decode("utf-8").removesuffix("\n").removesuffix("\r")
                except UnicodeDecodeError as error:
                    byte = raw[error.start]
                    raise InputError(path, number, f"not UTF-8 (byte 0x{byte:02X}); re-encode the file") from None
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(path, None, f"cannot be read: {getattr(error, 'strerror', None) or error}") from None


@contextmanager
def whole_file(path: str | Path) -> Iterator[Path]:
    """A temporary path beside `path` that takes its name when the block ends well and goes when it doesn't."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.part")
    try:
        yield temporary
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def whole_text(path: str | Path) -> Iterator[TextIO]:
    """`whole_file`, opened for UTF-8 text with LF ends."""
    with whole_file(path) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as file:
        yield file
        file.flush()


@contextmanager
def whole_folder(path: str | Path) -> Iterator[Path]:
    """A temporary folder beside `path` that replaces it when the block ends well and goes when it doesn't."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.part")
    shutil.rmtree(temporary, ignore_errors=True)
    temporary.mkdir()
    try:
        yield temporary
        shutil.rmtree(path, ignore_errors=True)
        os.replace(temporary, path)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def write_json(path: str | Path, value: Any) -> None:
    """JSON with sorted keys and a final line end."""
    with whole_text(path) as file:
        file.write(json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False) + "\n")


def read_json(path: str | Path) -> Any:
    """The JSON value in `path`; `InputError` where it isn't JSON."""
    return parse_json("\n".join(read_lines(path)), path, 1)


def parse_json(text: str, path: str | Path, line: int) -> Any:
    """The JSON value in `text`, which begins at `line` of `path`; `InputError` where it isn't JSON."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(path, line + error.lineno - 1, f"not JSON: {error.msg}") from None
    except (ValueError, RecursionError):  # a number of thousands of digits, brackets nested by the thousand
        raise InputError(path, line, "not JSON that can be read: too large or too deep") from None


def write_jsonl(path: str | Path, values: Iterable[Any]) -> None:
    """One JSON value a line."""
    with whole_text(path) as file:
        file.writelines(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n" for value in values)
