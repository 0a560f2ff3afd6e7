"""Checksums against the programs that define them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from mtal.fetching.checksums import matches


def test_a_file(tmp_path: Path) -> None:
    file = tmp_path / "hello"
    file.write_bytes(b"hello\n")
    assert matches(file, "sha256:5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03")  # sha256sum
    assert matches(file, "git:ce013625030ba8dba906f756967f9e9ca394464a")  # git hash-object
    file.write_bytes(b"hello")
    assert not matches(file, "sha256:5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03")
    assert not matches(file, "git:ce013625030ba8dba906f756967f9e9ca394464a")


def test_a_folder(tmp_path: Path) -> None:
    """Names, contents and places count, as in a list that `sha256sum` writes."""
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "x").write_bytes(b"hello\n")
    (tmp_path / "b.txt").write_bytes(b"")
    listed = (
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  ./b.txt\n"
        "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03  ./b/x\n"
    )
    digest = "folder:" + hashlib.sha256(listed.encode()).hexdigest()
    assert matches(tmp_path, digest)
    (tmp_path / "b" / "x").rename(tmp_path / "b" / "y")
    assert not matches(tmp_path, digest)
