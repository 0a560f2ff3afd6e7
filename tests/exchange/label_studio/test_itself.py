"""Label Studio itself: it accepts our settings and tasks, keeps every label, and what it exports is taken whole.

Runs where it is asked for: `make label-studio-test`, which installs the tool in an environment of its own.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import requests

from mtal.exchange import Batch, hand_out, take_in
from support.annotated import example

PROGRAM = os.environ.get("MTAL_LABEL_STUDIO", "")
TOKEN = "0123456789abcdef0123456789abcdef01234567"
LONGEST = 900
"""Seconds until the tool must have made its database."""
QUIET = {
    "COLLECT_ANALYTICS": "false",
    "LABEL_STUDIO_ENABLE_LEGACY_API_TOKEN": "true",
    "LATEST_VERSION_CHECK": "false",
    "SENTRY_DSN": "",
}

pytestmark = pytest.mark.label_studio


class Server:
    """A running Label Studio, asked over its API."""

    def __init__(self, port: int) -> None:
        self.base = f"http://127.0.0.1:{port}"

    def ask(self, method: str, path: str, **options: Any) -> requests.Response:
        return requests.request(
            method, self.base + path, headers={"Authorization": f"Token {TOKEN}"}, timeout=120, **options
        )

    def done(self, method: str, path: str, **options: Any) -> Any:
        answer = self.ask(method, path, **options)
        assert answer.ok, answer.text[:500]
        return answer.json()

    def is_up(self) -> bool:
        try:
            return self.ask("GET", "/api/projects/").ok
        except requests.ConnectionError:
            return False


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    if not PROGRAM:
        pytest.skip("MTAL_LABEL_STUDIO doesn't name the program; make label-studio-test does")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("label-studio")
    account = ("--username", "lead@example.org", "--password", "secret-word", "--user-token", TOKEN)
    process = subprocess.Popen(
        [PROGRAM, "start", "--no-browser", "--internal-host", "127.0.0.1", "--port", str(port), *account],
        env=os.environ | QUIET | {"LABEL_STUDIO_BASE_DATA_DIR": str(folder)},
        stdout=(folder / "log").open("w"),
        stderr=subprocess.STDOUT,
    )
    found, begun = Server(port), time.monotonic()
    while not found.is_up():
        assert process.poll() is None, (folder / "log").read_text()[-2000:]
        assert time.monotonic() - begun < LONGEST, "it doesn't answer"
        time.sleep(2)
    yield found
    process.terminate()
    process.wait()


def project(server: Server, batch: Batch, folder: Path) -> tuple[int, list[int]]:
    """A project with the batch as a user would make it: its number, and the numbers of its tasks."""
    tasks, settings = hand_out(batch, "label-studio", folder)
    made = server.done("POST", "/api/projects/", json={"title": "mtal", "label_config": settings.read_text("utf-8")})
    found = server.done(
        "POST", f"/api/projects/{made['id']}/import?return_task_ids=true", json=json.loads(tasks.read_text("utf-8"))
    )
    assert found["task_count"] == len(batch.items)
    return made["id"], found["task_ids"]


def exported(server: Server, number: int, folder: Path) -> Path:
    path = folder / "export.json"
    path.write_bytes(server.ask("GET", f"/api/projects/{number}/export?exportType=JSON").content)
    return path


def accept(server: Server, task: int) -> None:
    """Submit what is filled in as an annotation."""
    known = server.done("GET", f"/api/tasks/{task}/")
    result = [part for each in known["predictions"] for part in each["result"]]
    server.done("POST", f"/api/tasks/{task}/annotations/", json={"result": result, "lead_time": 2.5})


def test_what_is_filled_in_comes_back_as_it_was(server: Server, tmp_path: Path) -> None:
    batch = example()
    number, tasks = project(server, batch, tmp_path)
    for task in tasks:
        accept(server, task)
    taken = take_in(batch, "label-studio", [exported(server, number, tmp_path)])
    assert taken.faults == []
    asked = {item.sentence.id: {layer: item.filled_in.get(layer) for layer in item.asked()} for item in batch.items}
    for answer in taken.answers:
        filled_in = {layer: label for layer, label in asked[answer.id].items() if label is not None}
        assert {layer: answer.labels[layer] for layer in filled_in} == filled_in
        assert answer.seconds == 2.5
    assert {answer.id for answer in taken.answers} == set(asked)


def test_a_sentence_that_nobody_submitted_waits(server: Server, tmp_path: Path) -> None:
    batch = example()
    number, tasks = project(server, batch, tmp_path)
    accept(server, tasks[0])
    taken = take_in(batch, "label-studio", [exported(server, number, tmp_path)])
    assert {answer.id for answer in taken.answers} == {batch.items[0].sentence.id}
    assert set(taken.unanswered) == {item.sentence.id for item in batch.items[1:]}


def test_settings_without_a_label_are_accepted(server: Server, tmp_path: Path) -> None:
    batch = replace(example(), labels={}, items=[replace(item, filled_in={}) for item in example().items])
    assert project(server, batch, tmp_path)[1]
