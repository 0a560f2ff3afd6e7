"""Files: UTF-8 in, whole files out (written beside their place, then renamed)."""

from __future__ import annotations

import csv
import gzip
import json
import os
import re
import shutil
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import orjson

from mtal.errors import InputError

if TYPE_CHECKING:
    from pandas import DataFrame

ENDS = (b"\n", b"\r")
OTHER_ENDS = re.compile("[\v\f\x1c-\x1e\x85\u2028\u2029]")
"""What some programs take for the end of a line."""
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
FIRST_BYTES = {
    b"\xff\xfe": "UTF-16, not UTF-8; re-encode the file",
    b"\xfe\xff": "UTF-16, not UTF-8; re-encode the file",
    b"\x1f\x8b": "compressed, not text; give the file a name that ends in .gz",
}
"""How files begin that aren't UTF-8, and what to do."""
QUOTED = re.compile('[",\r\n]')


def read_lines(path: str | Path) -> Iterator[str]:
    """Lines of a UTF-8 text file (plain or `.gz`) without their ends, streaming; a byte order mark is taken off.

    Lines end in LF or CRLF, or all of them in CR. What ends lines elsewhere (U+0085, U+2028, …) is text, but a file
    that nothing else divides is refused. Raises `InputError` with the line for that, for a CR inside a line, for bytes
    that aren't UTF-8, for NUL and for a byte order mark inside the file; and for a file that can't be read.
    """
    for number, raw in raw_lines(Path(path)):
        line = _decoded(path, number, raw)
        if number == 1 and not raw.endswith(ENDS):
            _refuse_other_ends(path, line)
        yield line


def _refuse_other_ends(path: str | Path, line: str) -> None:
    """Refuse a file of one line that something else divides more than once."""
    end = OTHER_ENDS.search(line)
    if end and line.count(end[0]) > 1:
        raise InputError(path, 1, f"all in one line: U+{ord(end[0]):04X} ends no line here; end lines in LF or CRLF")


def raw_lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Numbered lines with their ends, as bytes; those of a file without LF are divided at CR.

    A byte order mark is taken off. Raises `InputError` for a file that can't be read.
    """
    try:
        with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as file:
            first = file.readline().removeprefix(BYTE_ORDER_MARK)
            divided = first.splitlines(keepends=True) if b"\r" in first and not first.endswith(b"\n") else [first]
            yield from enumerate(filter(None, divided), 1)
            yield from enumerate(file, 2)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(path, None, f"cannot be read: {getattr(error, 'strerror', None) or error}") from None


def json_lines(path: str | Path) -> Iterator[str]:
    """`read_lines` of JSON, whose strings may hold what ends lines elsewhere."""
    return (_decoded(path, number, raw) for number, raw in raw_lines(Path(path)))


def _decoded(path: str | Path, number: int, raw: bytes) -> str:
    """The text of a line, without its end."""
    raw = raw.removesuffix(b"\n").removesuffix(b"\r")
    try:
        if b"\x00" in raw or b"\r" in raw or raw.startswith(BYTE_ORDER_MARK):
            raise InputError(path, number, _foreign_bytes(raw))
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        default = f"not UTF-8 (byte 0x{raw[error.start]:02X}); re-encode the file"
        raise InputError(path, number, FIRST_BYTES.get(raw[:2], default)) from None


def _foreign_bytes(raw: bytes) -> str:
    """What is wrong with a line that holds NUL, CR or a byte order mark."""
    if raw[:2] in FIRST_BYTES:
        return FIRST_BYTES[raw[:2]]
    if b"\x00" in raw:
        return "NUL byte in the text; if it is UTF-16, re-encode the file as UTF-8"
    if b"\r" in raw:
        return "a carriage return (CR) inside a line; end all lines in LF or CRLF"
    return "a byte order mark (U+FEFF) inside the file; remove it"


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
    """`whole_file`, opened for UTF-8 text with LF ends; compressed where the name ends in `.gz`."""
    with whole_file(path) as temporary, temporary.open("wb") as raw:
        plain = Path(path).suffix != ".gz"  # else without a name and a time inside: the same bytes every time
        with TextIOWrapper(raw if plain else gzip.GzipFile("", "wb", 6, raw, mtime=0), "utf-8", newline="\n") as file:
            yield file


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


def write_json(path: str | Path, value: Any, *, in_order: bool = False) -> None:
    """JSON with sorted keys, or `in_order` as they come, and a final line end."""
    with whole_text(path) as file:
        file.write(json.dumps(value, indent=2, sort_keys=not in_order, ensure_ascii=False) + "\n")


def read_json(path: str | Path) -> Any:
    """The JSON value in `path`; `InputError` where it isn't JSON."""
    return parse_json("\n".join(json_lines(path)), path, 1)


def parse_json(text: str, path: str | Path, line: int) -> Any:
    """The JSON value in `text`, which begins at `line` of `path`; `InputError` where it isn't JSON.

    An object that has a key twice is refused: one of its values would be lost.
    """
    try:
        return json.loads(text, object_pairs_hook=_without_repeated_keys)
    except json.JSONDecodeError as error:
        raise InputError(path, line + error.lineno - 1, f"not JSON: {error.msg}") from None
    except _RepeatedKey as error:
        raise InputError(path, line, f"an object has the key {error} twice") from None
    except (ValueError, RecursionError):  # a number of thousands of digits, brackets nested by the thousand
        raise InputError(path, line, "not JSON that can be read: too large or too deep") from None


def parse_line(raw: bytes, path: str | Path, number: int) -> Any:
    """The JSON value in a line of `raw_lines`; `InputError` where it isn't JSON in UTF-8.

    A line that reads the same when its value is written again, as those of `write_jsonl` do, is read fast: then no
    object has a key twice, and no number has lost digits. Any other goes through `parse_json`.
    """
    try:
        value = orjson.loads(raw)
        if orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE) == raw:
            return value
    except orjson.JSONDecodeError:
        pass
    return parse_json(_decoded(path, number, raw), path, number)


class _RepeatedKey(ValueError):
    """A key that stands twice in an object."""


def _without_repeated_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise _RepeatedKey(repr(next(key for key in keys if keys.count(key) > 1)))
    return found


def write_jsonl(path: str | Path, values: Iterable[Any]) -> None:
    """One JSON value a line."""
    with whole_text(path) as file:
        file.writelines(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n" for value in values)


def write_rows(path: str | Path, rows: Iterable[Iterable[object]]) -> None:
    """CSV; a field with a comma, a quote, LF or CR is quoted (the `csv` module forgets CR)."""
    with whole_text(path) as file:
        file.writelines(",".join(map(csv_field, row)) + "\n" for row in rows)


def write_table(
    path: str | Path, table: DataFrame, *, float_format: str = "%.6f", index_label: str | None = None
) -> None:
    """A data frame as CSV; its index is a column where that has a label."""
    with whole_file(path) as temporary:
        with_index = index_label is not None
        table.to_csv(
            temporary, index=with_index, index_label=index_label, float_format=float_format, lineterminator="\n"
        )


def csv_field(value: object) -> str:
    """A field as `write_rows` writes it."""
    text = str(value)
    return '"' + text.replace('"', '""') + '"' if QUOTED.search(text) else text


def read_rows(path: str | Path, delimiter: str = ",") -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV file, whatever their fields hold, each with the number of its last line.

    Raises `InputError` with the line for quotes that don't fit and bytes that aren't UTF-8, and for a file that can't
    be read.
    """
    number = 0
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(file, delimiter=delimiter, strict=True)
            for row in rows:
                number = rows.line_num
                yield number, row
    except (csv.Error, UnicodeDecodeError) as error:
        raise InputError(path, number + 1, f"not CSV in UTF-8: {error}") from None
    except OSError as error:
        raise InputError(path, None, f"cannot be read: {error.strerror}") from None
