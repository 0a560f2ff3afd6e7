"""What the tests of the readers share."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from mtal.corpora.formats import FORMATS, read_corpus
from mtal.corpora.report import ReadingReport
from mtal.corpora.sentence import Sentence, read_sentences
from mtal.errors import InputError


@pytest.fixture
def own() -> Path:
    """The hand-made files."""
    return Path(__file__).parents[1] / "data"


@pytest.fixture
def real() -> Path:
    """The real corpora."""
    if not os.environ.get("MTAL_DATA_DIR"):
        pytest.skip("MTAL_DATA_DIR is not set: the real corpora aren't here")
    return Path(os.environ["MTAL_DATA_DIR"])


@pytest.fixture
def reading() -> Callable[..., tuple[list[Sentence], ReadingReport]]:
    """Reads files of one format strictly: the sentences and the report."""

    def read(format: str, *paths: Path) -> tuple[list[Sentence], ReadingReport]:
        report = ReadingReport()
        return list(read_corpus(paths, format, report=report)), report

    return read


@pytest.fixture
def fault(tmp_path: Path) -> Callable[[str, str, str], tuple[int | None, str]]:
    """Reads a text that must be refused: the line and the reason."""

    def refuse(format: str, name: str, text: str) -> tuple[int | None, str]:
        path = tmp_path / name
        path.write_bytes(text.encode())
        with pytest.raises(InputError) as caught:
            list(FORMATS[format].read(path, report=ReadingReport()))
        assert caught.value.path == str(path)
        assert "\n" not in str(caught.value)
        return caught.value.line, caught.value.reason

    return refuse


@pytest.fixture
def expected(own: Path) -> Callable[[str], list[Sentence]]:
    """The records written by hand for a format."""
    return lambda format: list(read_sentences(own / f"expected_{format}.jsonl"))
