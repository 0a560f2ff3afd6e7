"""Where things are in a project's folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtal.project.asked import read_annotations
from mtal.project.places import has_model, read_labelled, text_files
from support.projects import answer_all, gold_of, inside, plain, project, stage, wishes, write_text


def test_text_is_found_at_any_depth_but_not_what_is_hidden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("text/b.txt", "text/a/c.txt", "text/.hidden", "text/a/.DS_Store", "other.txt"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text("")
    assert text_files() == [Path("text/a/c.txt"), Path("text/b.txt")]
    assert not has_model()


def test_all_that_is_labelled(tmp_path: Path) -> None:
    sentences = plain(20)
    text = write_text(tmp_path / "all.jsonl", sentences)
    with inside(project(tmp_path / "mine", wishes([text], ["ner", "pos"], tool="csv"))):
        stage()
        assert read_labelled(read_annotations(), ["ner"]).all() == []
        answer_all("csv", gold_of(sentences))
        found = read_labelled(read_annotations(), ["ner"])
        assert [len(some) for some in (found.test, found.development, found.training)] == [5, 4, 6]
        assert all(list(each.labels) == ["ner"] for each in found.all())
