"""`python -m mtal check`."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from mtal.__main__ import main

OWN = Path(__file__).parents[1] / "data"
REAL = Path(os.environ.get("MTAL_DATA_DIR", "")) if os.environ.get("MTAL_DATA_DIR") else None
FORMATS = {
    "parse": "ontonotes",
    "name": "ontonotes",
    "conll2012": "conll2012",
    "conllu-ner": "conllu",
    "dygie": "dygie",
    "slots": "slots",
}
CASES = json.loads((REAL / "bad-input" / "index.json").read_text()) if REAL else []

# Where a problem is told at the first line of its tree, which is as good.
LINES = {"parse/cut-off.parse": 8}

# What an accepted case must print, beside "no problems".
SAID = {
    "parse/only-empty-elements.parse": ["1 sentences, 5 tokens, 2 entities", "note: sentence left out: no words"],
    "name/nested.name": [
        "2 sentences, 11 tokens, 4 entities",
        "note: nested entity dropped (the outermost is kept): 1",
    ],
    "name/no-name-layer.parse": ["2 sentences", "labels: dp on 2, pos on 2", "note: document without an entity layer"],
    "conll/no-end.gold_conll": ["2 sentences, 11 tokens, 4 entities"],
    "sf-id/empty-word.txt": ["2 sentences, 11 tokens, 3 entities", "note: empty word replaced by a placeholder: 1"],
}


@pytest.mark.skipif(not REAL, reason="MTAL_DATA_DIR is not set: the bad files aren't here")
@pytest.mark.parametrize("case", CASES, ids=[case["file"] for case in CASES])
def test_bad_input(case: dict, capsys: pytest.CaptureFixture[str]) -> None:
    path = REAL / "bad-input" / case["file"]
    status = main(["check", str(path), "--format", FORMATS[case["format"]]])
    said = capsys.readouterr()
    if case["expectation"] == "accept":
        assert (status, said.err) == (0, "")
        assert said.out.endswith("no problems\n")
        assert all(text in said.out for text in SAID.get(case["file"], []))
        return
    assert status == 1
    problems = [re.fullmatch(r"(.+?)(?::(\d+))?: (.+)", line).groups() for line in said.err.splitlines()]
    assert {Path(file).stem for file, _, _ in problems} == {path.stem}
    assert len(problems) <= 2  # the same bytes may be wrong in both files of a document
    file, line, reason = problems[0]
    assert file == str(path)
    assert reason
    if case["line"]:
        assert int(line) == LINES.get(case["file"], case["line"])


def test_good_input_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(OWN / "ontonotes"), "--format", "ontonotes"]) == 0
    assert capsys.readouterr() == (
        "2 documents, 4 sentences, 20 tokens, 5 entities\n"
        "labels: dp on 4, ner on 3, pos on 4\n"
        "note: document without an entity layer (no ner label): 1\n"
        "note: nested entity dropped (the outermost is kept): 1\n"
        "note: sentence left out: no words, only empty elements: 1\n"
        "note: sentence left out: unparsed: a flat tree of XX or VERB: 1\n"
        "no problems\n",
        "",
    )


def test_every_problem_of_every_file_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "train").write_text("a:O\nb:O <=> x\nc:I-d <=> x\n")
    (tmp_path / "test").write_text("")
    paths = [str(tmp_path / name) for name in ("train", "missing", "test")]
    assert main(["check", *paths, "--format", "slots"]) == 1
    said = capsys.readouterr()
    assert said.err.splitlines() == [
        f"{tmp_path}/train:1: 0 times ' <=> ' instead of once",
        f"{tmp_path}/train:3: item 1: tag 'I-d' without B-d before it",
        f"{tmp_path}/missing: no such file or folder",
        f"{tmp_path}/test: no utterance in this file",
    ]
    assert said.out.startswith("1 sentences, 1 tokens\n")
    assert said.out.endswith("problems: 4\n")


WORD = "1\tAda\t_\t_\t{}\t_\t0\troot\t_\t_\t{}\n"
REST = "2\tran\t_\t_\tV\t_\t1\tdep\t_\t_\tO\n\n"


def test_layers_are_told_by_split(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "train.conllu").write_text((WORD.format("N", "B-x") + REST) * 2 + WORD.format("_", "_") + REST)
    (tmp_path / "test.conllu").write_text(WORD.format("N", "_") + "\n" + WORD.format("N", "_"))
    (tmp_path / "notes.conllu").write_text(WORD.format("N", "O"))
    assert main(["check", str(tmp_path), "--format", "conllu"]) == 0
    assert capsys.readouterr().out.splitlines()[1:-1] == [
        "labels: dp on 6, ner on 4 (1 in part), pos on 6 (1 in part)",
        "train: 3 sentences, dp on 3, ner on 3 (1 in part), pos on 3 (1 in part)",
        "dev: 0 sentences",
        "test: 2 sentences, dp on 2, pos on 2",
        "no split: 1 sentences, dp on 1, ner on 1, pos on 1",
    ]
    assert main(["check", str(tmp_path / "test.conllu"), "--format", "conllu"]) == 0
    assert "test: 2 sentences, dp on 2, pos on 2\nno problems" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "data", "line"),
    [
        ("train", b"a:O <=> x\nb\xef:O <=> x\n", 2),
        ("train", b"a:O <=> x\nb\x00:O <=> x\n", 2),
        ("x.json.gz", b"this is no gzip", None),
        ("x.json", b"{}", 1),
        ("x.json", b"[" * 100_000, 1),
    ],
)
def test_foreign_bytes(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, data: bytes, line: int) -> None:
    (tmp_path / name).write_bytes(data)
    assert main(["check", str(tmp_path), "--format", "slots" if name == "train" else "dygie"]) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"{tmp_path / name}:{line}: " if line else f"{tmp_path / name}: ")
    assert said.count("\n") == 1


def test_as_a_process(tmp_path: Path) -> None:
    """No traceback, even where the terminal can't show what is wrong."""
    (tmp_path / "train").write_text("grün\u2028:O <=> x\nweiß <=> x\n")
    command = [sys.executable, "-m", "mtal", "check", str(tmp_path), "--format", "slots"]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 1
    assert done.stderr == f"{tmp_path}/train:2: item 1, 'wei\\xdf', has no tag (word:tag)\n"


@pytest.mark.parametrize("arguments", [[], ["chek"], ["check"], ["check", "x"], ["check", "x", "--format", "xml"]])
def test_wrong_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage: mtal" in capsys.readouterr().err
