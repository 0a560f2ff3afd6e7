"""A batch in a folder of its own: the tool's files, what remembers the batch, and a page that shows it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from mtal.errors import InputError, UserError
from mtal.exchange import FORMATS, hand_out
from mtal.exchange.batch import Batch, read_batch, write_batch
from mtal.exchange.preview import write_preview
from mtal.files import whole_folder

RECORD = "batch.{}.json"
"""What `take` needs when the labels come back, by the tool's name."""
PREVIEW = "preview.html"


def write_folder(folder: str | Path, batch: Batch, tool: str, title: str) -> list[Path]:
    """The folder, all of it or nothing: what was there before is gone. Returns the tool's files.

    `title`: of the page. Raises `UserError` for an unknown tool and for a label that its files can't carry.
    """
    with whole_folder(Path(folder).resolve()) as made:
        names = [path.relative_to(made) for path in hand_out(batch, tool, made)]
        write_batch(made / RECORD.format(tool), batch)
        write_preview(made / PREVIEW, batch, title)
    return [Path(folder) / name for name in names]


def check_replaceable(folder: str | Path, tool: str) -> None:
    """`UserError` where `write_folder` would take away what it didn't write, or what somebody changed since.

    A folder that is empty or isn't there yet is fine, and so is one that has an earlier batch of the same tool as it
    was handed out, and no more.
    """
    folder = Path(folder)
    if folder.is_dir() and Path.cwd().is_relative_to(folder.resolve()):
        raise UserError(f"{folder}: a batch replaces its folder; give another one than that you are in")
    if folder.exists() and (spoilt := next(_foreign(folder, tool), None)):
        raise UserError(f"{folder}: {spoilt}; move it away, or give another folder")


def tools_of(folder: Path) -> list[str]:
    """The tools of which a folder holds a batch."""
    return [tool for tool in FORMATS if (folder / RECORD.format(tool)).is_file()]


def changed(folder: Path) -> list[Path]:
    """The files of a batch's folder that `write_folder` didn't write, or that somebody changed since; sorted."""
    known = {name: content for tool in tools_of(folder) for name, content in _handed_out(folder, tool).items()}
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return [path for path in files if known.get(path.name, b"") not in (None, path.read_bytes())]


def _foreign(folder: Path, tool: str) -> Iterator[str]:
    """What stands in the way."""
    if not folder.is_dir():
        yield "a file is there"
        return
    there = {path.name for path in folder.iterdir()}
    for other in tools_of(folder):
        if other != tool:
            yield f"a batch for {other} is there"
    known = _handed_out(folder, tool)
    for name in sorted(there):
        if name not in known:
            yield f"{name} is there, which isn't of a batch for {tool}"
        elif known[name] not in (None, (folder / name).read_bytes()):
            yield f"{name} isn't as it was handed out"


def _handed_out(folder: Path, tool: str) -> dict[str, bytes | None]:
    """What the files of a batch are like that nobody touched, by name; None where that doesn't matter."""
    record = folder / RECORD.format(tool)
    try:
        batch = read_batch(record)
    except InputError:
        return {}
    with TemporaryDirectory(prefix="mtal-") as again:
        files = {path.name: path.read_bytes() for path in hand_out(batch, tool, again)}
    return {**files, record.name: None, PREVIEW: None}
