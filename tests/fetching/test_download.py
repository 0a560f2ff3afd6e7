"""Downloads from a server that misbehaves in every way we could think of."""

from __future__ import annotations

import hashlib
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from mtal.errors import UserError
from mtal.fetching import download as module
from mtal.fetching.download import ATTEMPTS, download
from mtal.progress import SILENT, Progress

TRAIN = "/o/r/c0ffee/d/train"


@pytest.fixture
def get(upstream, tmp_path: Path) -> Callable[..., bytes]:
    """Downloads `train`, checked against what the server had at first."""
    checksum = "sha256:" + hashlib.sha256(upstream.files[TRAIN]).hexdigest()

    def run(address: str = upstream.address, progress: Progress = SILENT) -> bytes:
        return download(address + TRAIN, checksum, label="train", cache=tmp_path, progress=progress).read_bytes()

    return run


def fault(get: Callable[..., bytes], **options: str) -> str:
    with pytest.raises(UserError) as caught:
        get(**options)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_file_comes_once(upstream, get) -> None:
    assert get() == get() == upstream.files[TRAIN]
    assert upstream.asked == [(TRAIN, None)]


def test_a_damaged_cache_is_mended(upstream, get, tmp_path: Path) -> None:
    get()
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(b"rot")
    assert get() == upstream.files[TRAIN]


def test_a_corrupted_file(upstream, get, tmp_path: Path) -> None:
    upstream.files[TRAIN] = upstream.files[TRAIN].replace(b"two", b"TWO", 1)
    message = fault(get)
    assert TRAIN in message and "400000 bytes" in message and "checksum sha256:" in message
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_ends_too_soon(upstream, get) -> None:
    """Shorter, but as long as the server says."""
    upstream.files[TRAIN] = upstream.files[TRAIN][:1000]
    assert "(1000 bytes) isn't the one" in fault(get)


@pytest.mark.parametrize("ranges", [True, False])
def test_a_truncated_file(upstream, get, ranges: bool) -> None:
    """The server hangs up early, every time; once it doesn't, the download succeeds."""
    upstream.ranges, upstream.cut = ranges, {TRAIN: 250_000}
    assert "broke off before the end" in fault(get)
    assert len(upstream.asked) == ATTEMPTS
    upstream.cut = {}
    assert get() == upstream.files[TRAIN]


def test_what_has_come_is_not_asked_for_again(upstream, get, tmp_path: Path) -> None:
    upstream.cut = {TRAIN: 250_000}
    fault(get)
    (part,) = tmp_path.iterdir()
    have = part.stat().st_size
    assert 0 < have <= 250_000
    upstream.cut, upstream.asked = {}, []
    assert get() == upstream.files[TRAIN]
    assert upstream.asked == [(TRAIN, f"bytes={have}-")]


@pytest.mark.parametrize("leftover", [b"some other file", b"x" * 500_000])
def test_a_wrong_beginning_is_thrown_away(upstream, get, tmp_path: Path, leftover: bytes) -> None:
    upstream.cut = {TRAIN: 100_000}
    fault(get)
    (part,) = tmp_path.iterdir()
    part.write_bytes(leftover)
    upstream.cut = {}
    assert get() == upstream.files[TRAIN]


def test_no_such_file(upstream, get, tmp_path: Path) -> None:
    del upstream.files[TRAIN]
    assert "the server says 404 Not Found" in fault(get)
    assert len(upstream.asked) == 1  # asking again would be pointless
    assert list(tmp_path.iterdir()) == []


def test_a_passing_weakness(upstream, get) -> None:
    upstream.answers = {TRAIN: [503, 429]}
    assert get() == upstream.files[TRAIN]


def test_a_lasting_weakness(upstream, get) -> None:
    upstream.answers = {TRAIN: [500] * ATTEMPTS}
    assert "the server says 500" in fault(get)


def test_nothing_listens(get, unused: str) -> None:
    assert "no connection ([Errno 111] Connection refused)" in fault(get, address=unused)


def test_a_server_that_never_answers(get, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TIMEOUT", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        assert "no answer within 0.1 s" in fault(get, address=f"http://127.0.0.1:{silent.getsockname()[1]}")


@pytest.mark.parametrize("address", ["nonsense", "ftp://127.0.0.1", "http://"])
def test_no_address(get, address: str) -> None:
    assert "mend MTAL_MIRROR" in fault(get, address=address)


def test_progress_counts_the_bytes(get, capsys: pytest.CaptureFixture[str]) -> None:
    get(progress=Progress())
    assert capsys.readouterr().err.startswith("train (bytes): 400000/400000 ")
