"""Files behind a path, and their names in ids."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtal.corpora import sources
from mtal.errors import InputError


def test_a_file_stands_for_itself_and_a_folder_for_what_fits(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    wanted = [tmp_path / "a.txt", tmp_path / "b" / "c.txt.gz"]
    for path in [*wanted, tmp_path / "note.md"]:
        path.touch()
    files = sources.files_like("*.txt", "*.txt.gz")
    assert files(tmp_path) == wanted
    assert files(tmp_path / "note.md") == [tmp_path / "note.md"]


@pytest.mark.parametrize("name", ["missing", "empty"])
def test_nothing_there_is_an_error(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=name):
        sources.files_like("*.txt")(tmp_path / name)


def test_labels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in ("x/news/train.conllu.gz", "news/train.conllu", "/news/train"):
        assert sources.label(Path(path)) == "news/train"
    assert sources.label(Path("news/v1.2.json")) == "news/v1.2"
    (tmp_path / "news").mkdir()
    monkeypatch.chdir(tmp_path / "news")
    assert sources.label(Path("train.json")) == "news/train"
    assert sources.folder_name(Path("train.json")) == "news"
