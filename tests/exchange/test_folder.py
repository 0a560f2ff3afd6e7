"""A batch in a folder of its own, and what is never taken away."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mtal.errors import UserError
from mtal.exchange import FORMATS, Batch, hand_out, read_batch
from mtal.exchange.folder import PREVIEW, RECORD, check_replaceable, write_folder
from mtal.exchange.preview import preview
from support.annotated import example


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def smaller() -> Batch:
    """A batch that asks of one task, so that it has fewer files."""
    batch = example()
    return replace(batch, items=batch.items[1:])


@pytest.mark.parametrize("tool", FORMATS)
def test_a_folder_holds_one_batch(tool: str, tmp_path: Path) -> None:
    folder = tmp_path / "b"
    paths = write_folder(folder, example(), tool, "A title")
    (tmp_path / "files").mkdir()
    assert [path.name for path in paths] == [path.name for path in hand_out(example(), tool, tmp_path / "files")]
    assert content(folder).keys() == {path.name for path in paths} | {RECORD.format(tool), PREVIEW}
    assert read_batch(folder / RECORD.format(tool)) == example()
    assert (folder / PREVIEW).read_text(encoding="utf-8") == preview(example(), "A title")
    check_replaceable(folder, tool)
    write_folder(folder, smaller(), tool, "A title")
    write_folder(tmp_path / "fresh", smaller(), tool, "A title")
    assert content(folder) == content(tmp_path / "fresh"), "nothing is left of the batch before"


def test_a_folder_that_isnt_there_or_is_empty(tmp_path: Path) -> None:
    check_replaceable(tmp_path / "new", "csv")
    check_replaceable(tmp_path, "csv")


def test_what_was_written_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    write_folder(tmp_path / "b", smaller(), "csv", "t")
    before = content(tmp_path / "b")
    with pytest.raises(UserError, match="unknown format 'brat'"):
        write_folder(tmp_path / "b", example(), "brat", "t")
    assert content(tmp_path / "b") == before and [path.name for path in tmp_path.iterdir()] == ["b"]


def test_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    write_folder(tmp_path / "link", smaller(), "csv", "t")
    assert (tmp_path / "real" / PREVIEW).is_file() and (tmp_path / "link").is_symlink()


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("batch.csv", "batch.csv isn't as it was handed out"),
        ("export.csv", "export.csv is there, which isn't of a batch for csv"),
        (RECORD.format("doccano"), "a batch for doccano is there"),
        (RECORD.format("csv"), "batch.csv is there, which isn't of a batch for csv"),
    ],
)
def test_what_people_made_is_never_replaced(name: str, message: str, tmp_path: Path) -> None:
    folder = tmp_path / "b"
    write_folder(folder, example(), "csv", "t")
    (folder / name).write_text("what people wrote")
    with pytest.raises(UserError, match=rf"b: {message}; move it away, or give another folder"):
        check_replaceable(folder, "csv")


def test_another_tool_or_a_file_or_the_place_where_one_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_folder(tmp_path / "b", example(), "prodigy", "t")
    with pytest.raises(UserError, match="a batch for prodigy is there"):
        check_replaceable(tmp_path / "b", "csv")
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="a file is there"):
        check_replaceable(tmp_path / "file", "csv")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UserError, match="a batch replaces its folder"):
        check_replaceable(".", "csv")


def test_a_page_that_was_looked_at_doesnt_matter(tmp_path: Path) -> None:
    write_folder(tmp_path / "b", example(), "csv", "t")
    (tmp_path / "b" / PREVIEW).write_text("noted in the margin")
    check_replaceable(tmp_path / "b", "csv")
