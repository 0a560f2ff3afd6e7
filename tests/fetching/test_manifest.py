"""The manifests: what they name is what the corpora's options need, and where the data folder says it comes from."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from mtal.corpora.build import CorpusOptions
from mtal.errors import UserError
from mtal.fetching.checksums import KINDS
from mtal.fetching.manifest import Source, known, read_manifest
from support.composing import alone, options


@pytest.mark.parametrize("name", options("corpus"))
def test_every_corpus_option_is_whole(name: str) -> None:
    """All keys are said, so that any can be overridden; what is to be fetched has a manifest."""
    values = alone("corpus", name)["corpus"]
    assert sorted(values) == sorted(CorpusOptions.model_fields)
    corpus = CorpusOptions(**values)
    assert corpus.name == name
    assert corpus.licence
    assert corpus.fetch in ([], [corpus.name])
    assert not corpus.fetch or corpus.name in known()
    assert not corpus.fetch or corpus.path == f"data/raw/{corpus.name}"


@pytest.mark.parametrize("name", known())
def test_rows_are_sound(name: str) -> None:
    manifest = read_manifest(name)
    files = [source.file for source in manifest.sources]
    assert len(set(files)) == len(files) > 0
    for source in manifest.sources:
        kind, _, digits = source.checksum.partition(":")
        assert kind in KINDS
        assert len(digits) == (40 if kind == "git" else 64)
        assert source.downloadable or manifest.why
        assert len(source.commit) == (40 if source.downloadable else 1)


def test_address() -> None:
    source = Source("train", "x", "sha256:0", "owner/repo", "abc", "data/a b/train.json")
    assert source.url("http://mirror/") == "http://mirror/owner/repo/abc/data/a%20b/train.json"


def test_an_unknown_corpus() -> None:
    with pytest.raises(UserError, match=r"corpus\.name=\.\./x: .* atis, gum, "):
        read_manifest("../x")


def test_against_the_data_folder() -> None:
    """Commits, paths and checksums are those of the list in the data folder, where it has the repository."""
    if not os.environ.get("MTAL_DATA_DIR"):
        pytest.skip("MTAL_DATA_DIR is not set: its list of sources isn't here")
    with (Path(os.environ["MTAL_DATA_DIR"]) / "UPSTREAM.tsv").open(encoding="utf-8") as file:
        table = list(csv.DictReader(file, delimiter="\t"))
    rows = {(row["repository"], row["commit"], row["upstream_path"]): row for row in table}
    repositories, seen = {row["repository"] for row in table}, 0
    for name in known():
        for source in read_manifest(name).sources:
            if not source.downloadable:
                continue
            if source.repository not in repositories:
                continue
            row = rows[source.repository, source.commit, source.path]
            assert row["local_file"].removesuffix(".gz") in (source.local, "-")
            assert source.checksum in (f"sha256:{row['upstream_sha256']}", f"git:{row['git_blob_sha1']}")
            seen += 1
    assert seen
