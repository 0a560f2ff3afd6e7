"""INCEpTION's documents: UIMA CAS, as JSON, as XMI with its type system, or zipped."""

from __future__ import annotations

import warnings
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any
from zipfile import BadZipFile, ZipFile

from mtal.corpora.report import shown
from mtal.errors import InputError, UserError, first_line
from mtal.exchange.inception.layers import all_types
from mtal.files import parse_json

ANNOTATION = "uima.tcas.Annotation"
TYPE_SYSTEM = "TypeSystem.xml"
"""What the tool puts beside each XMI file."""
PROJECT = "exportedproject"
"""How the file of settings begins in a zip of a whole project."""


def library() -> ModuleType:
    """dkpro-cassis; `UserError` where it isn't installed."""
    try:
        import cassis
    except ImportError:
        raise UserError("INCEpTION's files need dkpro-cassis; install it: pip install 'mtal[inception]'") from None
    found: ModuleType = cassis
    return found


def new_document(text: str) -> Any:
    """A CAS with a text, without annotations."""
    types = library().TypeSystem()
    for name, features in all_types().items():
        made = types.create_type(name, ANNOTATION)
        for feature, range in features.items():
            types.create_feature(made, feature, range)
    cas = library().Cas(types)
    cas.sofa_string, cas.sofa_mime = text, "text/plain"
    return cas


def documents(path: Path) -> Iterator[tuple[Path, Any]]:
    """The documents in a file, each with where it is; in a zip the archive's path, then that inside.

    Raises `InputError` for what isn't a CAS, `UserError` without dkpro-cassis.
    """
    try:
        raw = path.read_bytes()
        beside = path.with_name(TYPE_SYSTEM)
        types = beside.read_bytes() if path.suffix == ".xmi" and beside.is_file() else None
    except OSError as error:
        raise InputError(path, None, f"cannot be read: {error.strerror}") from None
    yield from _documents(path, raw, types)


def _documents(path: Path, raw: bytes, types: bytes | None) -> Iterator[tuple[Path, Any]]:
    if path.suffix == ".zip":
        yield from _zipped(path, raw)
    elif path.suffix == ".xmi":
        yield path, _from_xmi(path, raw, types)
    else:
        yield path, _from_json(path, raw)


def _zipped(path: Path, raw: bytes) -> Iterator[tuple[Path, Any]]:
    """The documents of an archive, of archives inside it as well: the tool zips each XMI file of a zipped project."""
    try:
        with ZipFile(BytesIO(raw)) as archive:
            files = {name: archive.read(name) for name in sorted(archive.namelist()) if _is_wanted(name)}
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error) as error:
        raise InputError(path, None, f"not a zip file that can be read: {first_line(error)}") from None
    wanted = [name for name in files if Path(name).name != TYPE_SYSTEM]
    if not wanted:
        raise InputError(path, None, "no document in it; export as UIMA CAS JSON")
    for name in wanted:
        yield from _documents(path / name, files[name], files.get(Path(name).with_name(TYPE_SYSTEM).as_posix()))


def _is_wanted(name: str) -> bool:
    """Whether a file of an archive is a document, or belongs to one."""
    inside = Path(name)
    is_document = inside.suffix in (".json", ".xmi", ".zip") and not inside.name.startswith(PROJECT)
    return is_document or inside.name == TYPE_SYSTEM


def _from_json(path: Path, raw: bytes) -> Any:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(path, None, "not UTF-8") from None
    record = parse_json(text, path, 1)
    if not isinstance(record, dict) or not {"%TYPES", "%FEATURE_STRUCTURES", "%VIEWS"} <= record.keys():
        raise InputError(path, None, "not a UIMA CAS; export as UIMA CAS JSON 0.4.0")
    header = record.get("%HEADER")
    counted = header.get("%OFFSET_ENCODING", "UTF-16") if isinstance(header, dict) else "UTF-16"
    if counted != "UTF-16":
        raise InputError(path, None, f"places are counted in {shown(counted)}, not in UTF-16")
    return _sound(path, lambda: library().load_cas_from_json(text))


def _from_xmi(path: Path, raw: bytes, types: bytes | None) -> Any:
    if types is None:
        raise InputError(path, None, f"{TYPE_SYSTEM} isn't beside it; give the zip file as the tool exports it")

    def load() -> Any:
        known = library().load_typesystem(BytesIO(types))
        return library().load_cas_from_xmi(BytesIO(raw), typesystem=known, lenient=True)

    return _sound(path, load)


def _sound(path: Path, load: Callable[[], Any]) -> Any:
    """What `load` reads; `InputError` where it can't, or an annotation doesn't lie between characters of the text.

    The library's readers raise whatever they stumble over, and about places they only warn.
    """
    library()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.filterwarnings("error", message="Not mapping")
            cas = load()
            text = cas.sofa_string
    except UserWarning as error:
        reason = first_line(error).removeprefix("Not mapping external ")
        raise InputError(path, None, f"an annotation outside the text or inside a character: {reason}") from None
    except Exception as error:
        reason = f"{type(error).__name__}: {first_line(error)}"
        raise InputError(path, None, f"not a sound UIMA CAS: {reason}") from None
    if not isinstance(text, str):
        raise InputError(path, None, "a UIMA CAS without a text")
    return cas
