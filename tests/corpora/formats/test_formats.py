"""Reading whole corpora by the name of their format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mtal.corpora.formats import FORMATS, read_corpus
from mtal.corpora.report import ReadingReport
from mtal.errors import InputError, UserError
from support.samples import SAMPLES


def test_an_unknown_format_is_told_with_the_known_ones() -> None:
    with pytest.raises(UserError, match="'xml'.*" + ", ".join(FORMATS)):
        next(read_corpus([], "xml", report=ReadingReport()))


@pytest.mark.parametrize("format", FORMATS)
def test_a_missing_path_is_an_input_error(tmp_path: Path, format: str) -> None:
    with pytest.raises(InputError, match="no such file"):
        next(read_corpus([tmp_path / "nothing"], format, report=ReadingReport()))


LF, ENDS = b"\n", [b"\r\n", b"\r"]
OTHER_ENDS = ["\v", "\f", "\x1c", "\x85", "\u2028", "\u2029"]


@pytest.fixture
def sample(tmp_path: Path) -> Callable[..., Path]:
    """A sample of a format, and what belongs to it, with other bytes."""

    def change(format: str, new: Callable[[bytes], bytes]) -> Path:
        original = SAMPLES[format]
        for file in original.parent.glob(original.stem + "*"):
            if file.suffix in (".name", original.suffix):
                (tmp_path / file.name).write_bytes(new(file.read_bytes()))
        return tmp_path / original.name

    return change


def test_every_format_has_a_sample() -> None:
    assert set(SAMPLES) == set(FORMATS)


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("format", FORMATS)
def test_lf_crlf_and_cr_are_the_same(sample: Callable, reading: Callable, format: str, end: bytes) -> None:
    plain, before = reading(format, sample(format, bytes))
    found, report = reading(format, sample(format, lambda data: data.replace(LF, end)))
    assert found == plain != []
    assert report.as_dict() == before.as_dict()


@pytest.mark.parametrize("end", OTHER_ENDS)
@pytest.mark.parametrize("format", FORMATS)
def test_no_other_line_end_makes_a_file_empty(sample: Callable, reading: Callable, format: str, end: str) -> None:
    path = sample(format, lambda data: data.replace(LF, end.encode()))
    with pytest.raises(InputError) as caught:
        reading(format, path)
    assert caught.value.line == 1
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("text", [b"", b"\n", b" \n\r\n", b"\xef\xbb\xbf"])
def test_a_file_without_a_sentence_among_others_is_told(
    sample: Callable, tmp_path: Path, format: str, text: bytes
) -> None:
    path = sample(format, bytes)
    report = ReadingReport(keep_going=True)
    known = len(list(read_corpus([path], format, report=report)))
    empty = tmp_path / f"empty{path.suffix}"
    empty.write_bytes(text)
    report = ReadingReport(keep_going=True)
    assert len(list(read_corpus([path, empty], format, report=report))) == known
    (problem,) = report.problems
    assert (problem.path, problem.line) == (str(empty), None)
    assert problem.reason.removeprefix("there is ").startswith("no ")


@pytest.mark.parametrize("format", sorted(set(FORMATS) - {"conll2012"}))  # those files name their documents themselves
def test_a_folder_whose_name_would_tear_a_line_is_refused(sample: Callable, tmp_path: Path, format: str) -> None:
    path = sample(format, bytes)
    folder = tmp_path / "a\nb"
    folder.mkdir()
    for file in (path, path.with_suffix(".name")):
        if file.is_file():
            file.rename(folder / file.name)
    with pytest.raises(InputError) as caught:
        list(read_corpus([folder], format, report=ReadingReport()))
    assert r"a\nb" in str(caught.value) and "\n" not in str(caught.value)
    assert "holds U+000A (line feed)" in caught.value.reason


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
