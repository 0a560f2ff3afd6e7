"""INCEpTION's documents as files: JSON, XMI with its type system, zips of them, and what is none."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import cassis
import pytest

import mtal
from mtal.errors import InputError
from mtal.exchange import take_in
from mtal.exchange.inception.exports import documents, new_document
from mtal.exchange.playing import accepted
from support.annotated import example


@pytest.fixture
def exported(tmp_path: Path) -> dict[str, bytes]:
    """The accepted document as JSON, as XMI, and its type system."""
    (path,) = accepted(example(), "inception", tmp_path)
    cas = cassis.load_cas_from_json(path.read_text("utf-8"))
    files = {"a.xmi": cas.to_xmi().encode(), "TypeSystem.xml": cas.typesystem.to_xml().encode()}
    return {"a.json": path.read_bytes(), **files}


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    with ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def labels(path: Path) -> list[tuple[str, str, dict]]:
    taken = take_in(example(), "inception", [path])
    assert taken.faults == []
    return [(answer.id, answer.annotator, answer.labels) for answer in taken.answers]


def test_xmi_says_the_same_as_json(exported: dict[str, bytes], tmp_path: Path) -> None:
    for name, content in exported.items():
        (tmp_path / name).write_bytes(content)
    assert labels(tmp_path / "a.xmi") == labels(tmp_path / "a.json")


def test_a_zip_of_one_document_is_read_as_the_document(exported: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(exported.pop("a.json"))
    assert labels(zipped(tmp_path / "a.zip", exported)) == labels(tmp_path / "a.json")


def test_a_zip_of_a_project_holds_documents_and_zips(exported: dict[str, bytes], tmp_path: Path) -> None:
    inner = zipped(tmp_path / "inner.zip", {name: exported[name] for name in ("a.xmi", "TypeSystem.xml")})
    untouched = exported["a.json"].replace(b'"done": true', b'"done": false')
    files = {
        "annotation/a.json/INITIAL_CAS.json": untouched,
        "annotation/a.json/zoe.zip": inner.read_bytes(),
        "exportedproject.json": b"{}",
        "log/": b"",
        "log/annotation.ser": b"\x00",
    }
    path = zipped(tmp_path / "project.zip", files)
    places = [place for place, _ in documents(path)]
    assert places == [path / "annotation/a.json/INITIAL_CAS.json", path / "annotation/a.json/zoe.zip/a.xmi"]
    assert [(name, annotator) for name, annotator, _ in labels(path)] == [("s-1", "project"), ("s-2", "project")]


def test_faults_in_a_zip_name_the_file_inside(exported: dict[str, bytes], tmp_path: Path) -> None:
    spoilt = exported["a.json"].replace(b'"s-2"', b'"s-3"')
    path = zipped(tmp_path / "a.zip", {"x/a.json": spoilt})
    (fault,) = take_in(example(), "inception", [path]).faults
    assert str(fault).startswith(f"{path / 'x/a.json'}: task 2: there is no sentence 's-3' in the batch")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.json", b"{", ":1: not JSON"),
        ("a.json", b"[]", ": not a UIMA CAS; export as UIMA CAS JSON 0.4.0"),
        ("a.json", b'{"_context": {}, "_views": {}}', ": not a UIMA CAS; export as UIMA CAS JSON 0.4.0"),
        ("a.json", b"\xff", ": not UTF-8"),
        ("a.json", b'{"%TYPES": 3, "%FEATURE_STRUCTURES": [], "%VIEWS": {}}', ": not a sound UIMA CAS: Attr"),
        ("a.json", b'{"%TYPES": {}, "%FEATURE_STRUCTURES": [], "%VIEWS": {}}', ": a UIMA CAS without a text"),
        ("a.zip", b"PK", ": not a zip file that can be read: File is not a zip file"),
        ("a.xmi", b"<xmi/>", ": TypeSystem.xml isn't beside it; give the zip file"),
        ("none/a.json", None, ": cannot be read: No such file or directory"),
    ],
)
def test_what_is_no_document_is_one_line(name: str, content: bytes | None, message: str, tmp_path: Path) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        list(documents(path))
    assert str(caught.value).startswith(f"{path}{message}")


def test_spoilt_xmi_is_one_line(exported: dict[str, bytes], tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {**exported, "a.xmi": exported["a.xmi"][:-20]})
    with pytest.raises(InputError, match=r"a\.xmi: not a sound UIMA CAS: XMLSyntaxError: "):
        list(documents(path))
    bomb = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
    path = zipped(tmp_path / "b.zip", {**exported, "a.xmi": bomb})
    with pytest.raises(InputError, match=r"a\.xmi: "):
        take_in(example(), "inception", [path])


def test_an_empty_zip_is_one_line(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"readme.txt": b""})
    with pytest.raises(InputError, match="no document in it; export as UIMA CAS JSON"):
        list(documents(path))


def test_a_new_document_has_a_text_and_nothing_else() -> None:
    cas = new_document("a\nb")
    assert (cas.sofa_string, cas.sofa_mime, cas.select_all_fs()) == ("a\nb", "text/plain", [])


def test_without_the_library_it_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "cassis.py").write_text("raise ImportError('as if it were not installed')")
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "from mtal.errors import UserError\n"
        "from mtal.exchange.inception.exports import library\n"
        "try:\n    library()\nexcept UserError as error:\n    print(error)\n"
    )
    env = {**os.environ, "PYTHONPATH": str(Path(mtal.__file__).parents[1])}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    assert done.stdout == "INCEpTION's files need dkpro-cassis; install it: pip install 'mtal[inception]'\n"
