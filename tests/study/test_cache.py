"""Files in DVC's cache by their checksums."""

from __future__ import annotations

from pathlib import Path

from mtal.study.cache import content, digests
from support.clones import run


def test_checksums_of_files_alone() -> None:
    lock = """
schema: '2.0'
stages:
  a: {cmd: x, outs: [{path: data/a, md5: ab12}, {path: data/folder, md5: cd34.dir}, {path: data/uncached}]}
  b: {cmd: y}
"""
    assert digests(lock) == {"data/a": "ab12", "data/folder": "cd34.dir"}
    assert digests("") == {}


def test_what_is_there_and_what_isnt(tmp_path: Path) -> None:
    run(tmp_path, "git", "init", "-q")
    run(tmp_path, "dvc", "init", "-q")
    place = tmp_path / ".dvc/cache/files/md5/ab/12"
    place.parent.mkdir(parents=True)
    place.write_bytes(b"here")
    assert (content(tmp_path, "ab12"), content(tmp_path, "ab13")) == (b"here", None)
