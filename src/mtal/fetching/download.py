"""One file from the internet, checked. What arrived before a break is kept, and the next try goes on from there."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pooch
import requests

from mtal.errors import InputError, UserError
from mtal.fetching.checksums import matches
from mtal.progress import Bar, Progress

ATTEMPTS = 3
PAUSE = 1.0
"""Seconds before the second try; twice that before the third."""
TIMEOUT = 20.0
"""Seconds without a byte after which a server counts as dead."""
CHUNK = 1 << 16
PASSING = {408, 416, 429}
"""4xx answers that another try may better; 416 is a server's that has nothing behind what we already have."""

ELSEWHERE = "name a good copy of GitHub's files in MTAL_MIRROR"


def download(url: str, checksum: str, *, label: str, cache: Path, progress: Progress) -> Path:
    """The file at `url`, in the folder `cache` under its checksum; nothing is asked of the net if it is there already.

    Raises `UserError` where there is no such file, the server or the connection fails in `ATTEMPTS` tries, or the file
    isn't the one of the checksum.
    """
    whole = cache / checksum.replace(":", "-")
    if whole.is_file() and matches(whole, checksum):
        return whole
    part = whole.with_name(f"{whole.name}.part")
    cache.mkdir(parents=True, exist_ok=True)
    for attempt in range(ATTEMPTS):
        time.sleep(PAUSE * attempt)
        resumed = part.exists()
        fault = _transfer(url, part, label, progress)
        if not fault and matches(part, checksum):
            os.replace(part, whole)
            return whole
        if not fault:
            fault = f"the file that came ({part.stat().st_size} bytes) isn't the one of checksum {checksum}"
            part.unlink()
            if not resumed:  # otherwise a server may have sent it all where we asked for the rest
                raise UserError(f"{url}: {fault}; {ELSEWHERE}")
    raise UserError(f"{url}: {fault}, {ATTEMPTS} times; run this again later (what has come is kept)")


def _transfer(url: str, part: Path, label: str, progress: Progress) -> str:
    """Fetch what `part` lacks; what went wrong that another try may better, else an empty string."""
    with part.open("ab") as file, progress.bar(f"{label} (bytes)", total=0, done=file.tell()) as bar:
        headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={bar.done}-"} if bar.done else {})
        fetch = pooch.HTTPDownloader(_PoochBar(bar), CHUNK, headers=headers, timeout=TIMEOUT)
        try:
            fetch(url, file, None)
            return ""
        except requests.HTTPError as error:
            return _reason(error) if error.response is None else _answer(url, error.response, part)
        except ValueError:  # how requests calls an address that can't be one
            raise UserError(f"{url}: not a web address; mend MTAL_MIRROR") from None
        except requests.RequestException as error:
            return _reason(error)
        except OSError as error:
            raise InputError(part, None, f"cannot be written: {error.strerror}") from None
        finally:
            if not file.tell():
                part.unlink(missing_ok=True)


def _answer(url: str, response: requests.Response, part: Path) -> str:
    """A server's refusal in words; raised where it is final."""
    fault = f"the server says {response.status_code} {response.reason}"
    if response.status_code == 416:
        part.unlink(missing_ok=True)
    if response.status_code < 500 and response.status_code not in PASSING:
        raise UserError(f"{url}: {fault}; {ELSEWHERE}")
    return fault


def _reason(error: requests.RequestException) -> str:
    """Why there was no answer, or not all of it."""
    if isinstance(error, requests.Timeout):
        return f"no answer within {TIMEOUT:g} s"
    if isinstance(error, requests.exceptions.ChunkedEncodingError):
        return "the connection broke off before the end of the file"
    cause = getattr(error.args[0], "reason", error.args[0]) if error.args else type(error).__name__
    return f"no connection ({str(cause).rpartition(': ')[2]})"


class _PoochBar:
    """What pooch asks of a progress bar, on one of ours that counts from what was there before."""

    def __init__(self, bar: Bar) -> None:
        self.bar = bar

    @property
    def total(self) -> int:
        """Bytes of the whole file."""
        return self.bar.total or 0

    @total.setter
    def total(self, to_come: int) -> None:
        self.bar.total = self.bar.tqdm.total = self.bar.done + to_come

    def update(self, size: int) -> None:
        """Count a chunk, of which pooch gives the greatest size."""
        if (size := min(size, self.total - self.bar.done)) > 0:
            self.bar.advance(size)

    def reset(self) -> None:
        """Nothing: pooch would count again from the start."""

    def close(self) -> None:
        """Nothing: our bar closes itself."""
