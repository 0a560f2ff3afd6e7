"""A server on loopback that can misbehave, and a tiny manifest of files on it."""

from __future__ import annotations

import hashlib
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from mtal.fetching import download
from mtal.fetching.manifest import Manifest, parse_manifest

FILES = {"/o/r/c0ffee/d/train": b"one\ntwo\n" * 50_000, "/o/r/c0ffee/d/test": "drei und vierzig: ½\n".encode()}


@dataclass
class Upstream:
    """What the server has, how it treats a path, and what it was asked for."""

    address: str
    files: dict[str, bytes]
    ranges: bool = True
    """Whether it can send the rest of a file."""
    cut: dict[str, int] = field(default_factory=dict)
    """Path -> bytes after which it hangs up, though it promised all."""
    answers: dict[str, list[int]] = field(default_factory=dict)
    """Path -> codes it answers with before it sends the file."""
    asked: list[tuple[str, str | None]] = field(default_factory=list)


def handler(upstream: Upstream) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            wanted = self.headers["Range"]
            upstream.asked.append((self.path, wanted))
            code = upstream.answers[self.path].pop(0) if upstream.answers.get(self.path) else 200
            content = upstream.files.get(self.path)
            if code != 200 or content is None:
                return self.send_error(404 if code == 200 else code)
            start = int(wanted.removeprefix("bytes=").removesuffix("-")) if wanted and upstream.ranges else 0
            if start and start >= len(content):
                return self.send_error(416)
            self.send_response(206 if start else 200)
            self.send_header("Content-Length", str(len(content) - start))
            self.end_headers()
            self.wfile.write(content[start : upstream.cut.get(self.path, len(content))])

        def log_message(self, *_: object) -> None:
            pass

    return Handler


@pytest.fixture
def upstream(monkeypatch: pytest.MonkeyPatch) -> Iterator[Upstream]:
    monkeypatch.setattr(download, "PAUSE", 0.0)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    found = Upstream("", dict(FILES))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler(found))
    found.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield found
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def manifest() -> Manifest:
    """`train` by SHA-256, `test` by its git id (as `git hash-object` gives it)."""
    digest = hashlib.sha256(FILES["/o/r/c0ffee/d/train"]).hexdigest()
    rows = [
        "file\tlocal\tchecksum\trepository\tcommit\tpath",
        f"train\ttiny/train\tsha256:{digest}\to/r\tc0ffee\td/train",
        "test\ttiny/test\tgit:b7715e153be34f83b7aad4cb5126b0693ae097b2\to/r\tc0ffee\td/test",
    ]
    return parse_manifest("tiny", "\n".join(rows))


@pytest.fixture
def unused() -> Iterator[str]:
    """An address where nothing listens: bound, so that nobody else takes it."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"
