"""Whatever the bytes are, a reader gives sentences or an `InputError`, and what it gives is well formed."""

from __future__ import annotations

import os
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from mtal.corpora.formats import FORMATS
from mtal.corpora.report import ReadingReport
from mtal.errors import InputError
from support.mutations import a_file, check, mutations
from support.samples import SAMPLES, TALE


def read_all(format: str, path: Path) -> None:
    """Strictly and patiently: the first fault is the same."""
    patient = ReadingReport(keep_going=True)
    first = None
    try:
        for sentence in FORMATS[format].read(path, report=patient):
            check(sentence)
    except InputError as error:
        patient.problems.append(error)
    try:
        list(FORMATS[format].read(path, report=ReadingReport()))
    except InputError as error:
        first = str(error)
        assert os.linesep not in first
    assert [str(problem) for problem in patient.problems[:1]] == ([first] if first else [])


@pytest.mark.parametrize("format", FORMATS)
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_mutated_files(format: str, data: st.DataObject) -> None:
    with a_file(SAMPLES[format].name, data.draw(mutations(SAMPLES[format].read_bytes()))) as path:
        read_all(format, path)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_mutated_entity_files(data: st.DataObject) -> None:
    with a_file("tale.name", data.draw(mutations(TALE.with_suffix(".name").read_bytes()))) as path:
        path.with_suffix(".parse").write_bytes(TALE.with_suffix(".parse").read_bytes())
        read_all("ontonotes", path.with_suffix(".parse"))


@pytest.mark.parametrize("format", FORMATS)
@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.one_of(st.binary(max_size=60), st.text(max_size=60).map(str.encode)))
def test_any_bytes(format: str, data: bytes) -> None:
    with a_file(SAMPLES[format].name, data) as path:
        read_all(format, path)
