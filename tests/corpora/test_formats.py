"""Reading whole corpora by the name of their format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mtal.corpora.formats import FORMATS, read_corpus
from mtal.corpora.report import ReadingReport
from mtal.errors import InputError, UserError


def test_an_unknown_format_is_told_with_the_known_ones() -> None:
    with pytest.raises(UserError, match=r"'xml'.*conll2012, conllu, dygie, ontonotes, ptb, slots"):
        next(read_corpus([], "xml", report=ReadingReport()))


@pytest.mark.parametrize("format", FORMATS)
def test_a_missing_path_is_an_input_error(tmp_path: Path, format: str) -> None:
    with pytest.raises(InputError, match="no such file"):
        next(read_corpus([tmp_path / "nothing"], format, report=ReadingReport()))


def test_each_file_is_read_once(own: Path, reading: Callable) -> None:
    parse = own / "ontonotes/annotations/nw/tale/00/tale_0001.parse"
    sentences, report = reading("ontonotes", parse, parse.with_suffix(".name"), own / "ontonotes")
    assert (len(sentences), report.counts["documents"]) == (4, 2)


def test_reading_goes_on_after_a_bad_file(own: Path, tmp_path: Path) -> None:
    (tmp_path / "bad").write_bytes(b"a:O <=> x\n\xff")
    paths = [tmp_path / "nothing", tmp_path / "bad", own / "lines" / "train"]
    report = ReadingReport(keep_going=True)
    assert len(list(read_corpus(paths, "slots", report=report))) == 3
    assert [(Path(problem.path).name, problem.line) for problem in report.problems] == [("nothing", None), ("bad", 2)]
