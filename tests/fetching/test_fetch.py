"""Whole corpora: from a folder, from a server, from both; and the stage."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from mtal.corpora.formats.ontonotes import list_documents
from mtal.corpora.splits import read_split_lists
from mtal.errors import InputError, UserError
from mtal.fetching.fetch import Places, fetch, places
from mtal.fetching.manifest import Manifest, read_manifest
from mtal.progress import SILENT

ROOT = Path(__file__).parents[2]
TRAIN, TEST = "/o/r/c0ffee/d/train", "/o/r/c0ffee/d/test"


def tree(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture
def data_dir(tmp_path: Path, upstream) -> Path:
    """Copies of the server's files, one of them packed, in a folder that can't be written."""
    folder = tmp_path / "copies" / "tiny"
    folder.mkdir(parents=True)
    (folder / "train.gz").write_bytes(gzip.compress(upstream.files[TRAIN]))
    (folder / "test").write_bytes(upstream.files[TEST])
    (folder / "test").chmod(0o444)
    return folder.parent


def only_net(upstream, tmp_path: Path) -> Places:
    return Places(None, upstream.address, tmp_path / "cache", SILENT)


def only_folder(data_dir: Path, tmp_path: Path) -> Places:
    return Places(data_dir, "http://127.0.0.1:9", tmp_path / "cache", SILENT)


def test_the_same_bytes_either_way(upstream, manifest: Manifest, data_dir: Path, tmp_path: Path) -> None:
    expected = {"train": upstream.files[TRAIN], "test": upstream.files[TEST]}
    assert fetch(manifest, tmp_path / "a", only_folder(data_dir, tmp_path)) == ["2 of 2 from MTAL_DATA_DIR"]
    assert upstream.asked == []
    assert fetch(manifest, tmp_path / "b", only_net(upstream, tmp_path)) == ["2 of 2 from o/r at c0ffee"]
    assert tree(tmp_path / "a") == tree(tmp_path / "b") == expected


def test_a_second_run_asks_nothing(upstream, manifest: Manifest, tmp_path: Path) -> None:
    for _ in range(2):
        fetch(manifest, tmp_path / "out", only_net(upstream, tmp_path))
    assert [path for path, _ in upstream.asked] == [TRAIN, TEST]


def test_a_run_that_failed_goes_on_with_what_it_lacks(upstream, manifest: Manifest, tmp_path: Path) -> None:
    kept = upstream.files.pop(TEST)
    with pytest.raises(UserError, match=r"404 Not Found; .*, or set MTAL_DATA_DIR to a folder with tiny/test$"):
        fetch(manifest, tmp_path / "out", only_net(upstream, tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["cache"]  # no half corpus
    upstream.files[TEST] = kept
    upstream.asked.clear()
    fetch(manifest, tmp_path / "out", only_net(upstream, tmp_path))
    assert [path for path, _ in upstream.asked] == [TEST]


def test_only_what_the_folder_lacks_is_downloaded(upstream, manifest: Manifest, data_dir: Path, tmp_path: Path) -> None:
    (data_dir / "tiny" / "train.gz").unlink()
    origins = fetch(manifest, tmp_path / "out", Places(data_dir, upstream.address, tmp_path / "cache", SILENT))
    assert origins == ["1 of 2 from o/r at c0ffee", "1 of 2 from MTAL_DATA_DIR"]
    assert [path for path, _ in upstream.asked] == [TRAIN]
    upstream.answers = {TRAIN: [404]}
    with pytest.raises(UserError, match=r"404 .*, or put tiny/train into MTAL_DATA_DIR, which has none$"):
        fetch(manifest, tmp_path / "out", Places(data_dir, upstream.address, tmp_path / "empty", SILENT))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (gzip.compress(b"other", mtime=0), "differs from what is expected"),
        (b"not gzip", "cannot be copied: Not a gzipped file"),
        (gzip.compress(b"one\ntwo\n" * 50_000, mtime=0)[:-20], "cannot be copied: Compressed file ended"),
    ],
)
def test_a_bad_copy(upstream, manifest: Manifest, data_dir: Path, tmp_path: Path, content: bytes, reason: str) -> None:
    """Said, never passed over in favour of a download."""
    (data_dir / "tiny" / "train.gz").write_bytes(content)
    with pytest.raises(InputError, match=reason) as caught:
        fetch(manifest, tmp_path / "out", Places(data_dir, upstream.address, tmp_path / "cache", SILENT))
    assert caught.value.path == str(data_dir / "tiny" / "train.gz")
    assert upstream.asked == []
    assert not (tmp_path / "out").exists()


def test_a_bad_copy_leaves_an_earlier_corpus_alone(manifest: Manifest, data_dir: Path, tmp_path: Path) -> None:
    fetch(manifest, tmp_path / "out", only_folder(data_dir, tmp_path))
    before = tree(tmp_path / "out")
    (data_dir / "tiny" / "train.gz").write_bytes(b"")
    with pytest.raises(InputError):
        fetch(manifest, tmp_path / "out", only_folder(data_dir, tmp_path))
    assert tree(tmp_path / "out") == before


@pytest.mark.parametrize("name", ["gum", "ontonotes_wsj"])
def test_what_is_not_public(name: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=rf"^{name}/.* can't be downloaded: .*; set MTAL_DATA_DIR to a folder with "):
        fetch(read_manifest(name), tmp_path / "out", Places(None, "http://127.0.0.1:9", tmp_path / "cache", SILENT))


def test_places(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MTAL_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("MTAL_MIRROR", "http://mirror")
    assert (places().data_dir, places().mirror) == (tmp_path, "http://mirror")
    monkeypatch.setenv("MTAL_DATA_DIR", "")
    monkeypatch.delenv("MTAL_MIRROR")
    assert (places().data_dir, places().mirror) == (None, "https://raw.githubusercontent.com")
    monkeypatch.setenv("MTAL_DATA_DIR", str(tmp_path / "gone"))
    with pytest.raises(UserError, match=r"MTAL_DATA_DIR=.*gone: no such folder"):
        places()


@pytest.fixture
def real() -> Places:
    if not os.environ.get("MTAL_DATA_DIR"):
        pytest.skip("MTAL_DATA_DIR is not set: the real corpora aren't here")
    return Places(Path(os.environ["MTAL_DATA_DIR"]), "http://127.0.0.1:9", Path("unused"), SILENT)


@pytest.mark.parametrize(
    ("name", "files", "sign", "count"),
    [
        ("atis", 3, " <=> ", 4_478 + 500 + 893),
        ("snips", 3, " <=> ", 13_084 + 700 + 700),
        ("scierc", 3, '"doc_key"', 350 + 50 + 100),
        ("webnlg", 3, '"sentences"', 4_973 + 500 + 689),
        ("wlp", 3, '"sentences"', 7_019 + 2_379 + 2_391),
        ("gum", 45, "# sent_id", 10_224 + 1_575 + 1_464),
        ("ontonotes_wsj", 289, "(TOP ", 2_896),
    ],
)
def test_the_real_corpora(real: Places, tmp_path: Path, name: str, files: int, sign: str, count: int) -> None:
    """Fetched from the folder, they are plain text, with as many sentences (or documents) as its README says."""
    fetch(read_manifest(name), tmp_path / name, real)
    texts = [content.decode("utf-8") for content in tree(tmp_path / name).values()]
    assert (len(texts), sum(text.count(sign) for text in texts)) == (files, count)


def test_the_reader_finds_the_fetched_wsj(real: Places, tmp_path: Path) -> None:
    fetch(read_manifest("ontonotes_wsj"), tmp_path, real)
    listed = read_split_lists(tmp_path / "resplit.json")
    assert {document.name.split("/")[-1] for document in list_documents(tmp_path)} == set(listed)


def test_nyt_train_is_missing_from_the_folder(real: Places, tmp_path: Path, upstream, unused: str) -> None:
    with pytest.raises(UserError, match=r"/nyt24/train\.json: no connection .* put ner-re/nyt24/train\.json into "):
        fetch(read_manifest("nyt24"), tmp_path / "nyt24", Places(real.data_dir, unused, tmp_path / "cache", SILENT))


def run_stage(folder: Path, name: str, **environment: str) -> subprocess.CompletedProcess[str]:
    (folder / "params.yaml").write_text(yaml.safe_dump({"corpus": {"name": name, "licence": "free as air"}}))
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("MTAL_")}
    return subprocess.run(
        [sys.executable, ROOT / "stages" / "fetch.py"], cwd=folder, capture_output=True, text=True,
        env={**inherited, "PYTHONPATH": str(ROOT / "src"), **environment},
    )  # fmt: skip


def test_the_stage(upstream, tmp_path: Path) -> None:
    """It prints the licence; a fault is one line and no corpus."""
    done = run_stage(tmp_path, "scierc", MTAL_MIRROR=upstream.address)
    assert done.returncode == 1
    assert done.stdout == "scierc: licence: free as air\n"
    assert len(done.stderr.splitlines()) == 1
    assert "/JiachengLi1995/JointIE/94a54046ad0f977a570cc8a96913bbb9e8740fa8/data/scierc/train.json" in done.stderr
    assert "404" in done.stderr
    assert not (tmp_path / "data/raw/scierc").exists()


def test_the_stage_on_real_files(real: Places, tmp_path: Path) -> None:
    done = run_stage(tmp_path, "scierc", MTAL_DATA_DIR=str(real.data_dir))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "scierc: licence: free as air\nscierc: 3 of 3 from MTAL_DATA_DIR\n"
    assert sorted(tree(tmp_path / "data/raw/scierc")) == ["dev.json", "test.json", "train.json"]
