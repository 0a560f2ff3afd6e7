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


def test_hidden_files_are_passed_over_and_broken_links_are_not(tmp_path: Path) -> None:
    for path in (".a.txt", "._b.txt", ".checkpoints/c.txt", "d.txt"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).touch()
    (tmp_path / "e.txt").symlink_to(tmp_path / "gone")
    (tmp_path / "f.txt").mkdir()
    assert sources.files_like("*.txt")(tmp_path) == [tmp_path / "d.txt", tmp_path / "e.txt"]
    hidden = tmp_path / ".home" / "corpus"
    hidden.mkdir(parents=True)
    (hidden / "a.txt").touch()
    assert sources.files_like("*.txt")(hidden) == [hidden / "a.txt"]


def test_names_below_what_was_given() -> None:
    assert sources.below(Path("x"), Path("x/y/z.name")) == "y/z.name"
    assert sources.below(Path("x/z.name"), Path("x/z.parse")) == "z.parse"


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
