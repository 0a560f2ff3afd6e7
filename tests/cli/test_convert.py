"""`python -m mtal convert`."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from mtal.__main__ import main
from mtal.cli import bulk

FULL = "(TOP (S (NP-SBJ (PRP She)) (VP (VBD took) (NP (DT a) (NN stroll))) (. .)))\n"
COPULA = "(TOP (S (NP-SBJ (PRP It)) (VP (VBZ is) (ADJP-PRD (JJ late))) (. .)))\n"
SILENT = "(TOP (NP (-NONE- *)))\n"
UNPARSED = "(TOP (XX a) (XX b))\n"
STRIPPED = "(TOP (S (NP (PRP She)) (VP (VBD slept)) (. .)))\n"
CONLL = """\
#begin document (d); part 000
d 0 0 She PRP (TOP(S(NP*) - - - - * -
d 0 1 slept VBD (VP*) - - - - * -
d 0 2 . . *)) - - - - * -

#end document
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Two folders with a file each of the same name, and files that aren't meant."""
    for folder, text in (("a", FULL + "\n" + SILENT + COPULA), ("b", COPULA + UNPARSED)):
        (tmp_path / "trees" / folder).mkdir(parents=True)
        (tmp_path / "trees" / folder / "one.parse").write_text(text, encoding="utf-8")
        (tmp_path / "trees" / folder / "one.name").write_text("nothing", encoding="utf-8")
    return tmp_path / "trees"


def convert(*arguments: object, form: str = "ontonotes", to: str = "conllu") -> int:
    return main(["convert", *map(str, arguments), "--format", form, "--to", to])


def identities(path: Path) -> list[str]:
    return [
        line.split(" = ")[1] for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("# sent_id")
    ]


def test_a_folder(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "new" / "out.conllu"
    assert convert(corpus, "-o", out) == 0
    assert identities(out) == ["a/one:0", "a/one:2", "b/one:0"]
    assert out.read_text(encoding="utf-8").splitlines()[1:5] == [
        "1\tShe\t_\t_\tPRP\t_\t4\tnsbj\t_\t_",
        "2\ttook\t_\t_\tVBD\t_\t4\tlv\t_\t_",
        "3\ta\t_\t_\tDT\t_\t4\tdet\t_\t_",
        "4\tstroll\t_\t_\tNN\t_\t0\troot\t_\t_",
    ]
    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == f"{out}: 3 sentences, 13 tokens"
    assert printed[1] == "labels: nsbj 3, p 3, root 3, cop 2, det 1, lv 1"
    assert sorted(printed[2:]) == [
        f"skipped 1: no words, only empty elements ({corpus}/a/one.parse:3)",
        f"skipped 1: unparsed: a flat tree of XX or VERB ({corpus}/b/one.parse:2)",
    ]


def test_files_globs_and_repetitions(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.conllu"
    assert convert(f"{corpus}/*/*.parse", corpus / "b" / "one.parse", "-o", out) == 0
    assert identities(out) == ["a/one:0", "a/one:2", "b/one:0"]
    assert convert(corpus / "b" / "one.parse", "-o", out) == 0
    assert identities(out) == ["one:0"]


def test_jsonl_with_own_nouns_and_universal_names(corpus: Path, tmp_path: Path) -> None:
    nouns = tmp_path / "nouns.txt"
    nouns.write_text("walk\n", encoding="utf-8")
    out = tmp_path / "out.jsonl"
    assert convert(corpus / "a", "-o", out, "--eventive-nouns", nouns, "--ud", to="jsonl") == 0
    first, _ = (json.loads(line) for line in out.read_text(encoding="utf-8").splitlines())
    assert (first["id"], first["heads"]) == ("one:0", [2, 0, 4, 2, 2])
    assert first["deprels"] == ["nsubj", "root", "det", "obj", "punct"]
    assert first["ddr"] == ["nsbj", "root", "det", "obj", "p"]


def test_several_processes_write_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "CHUNK", 3)
    for name in "abcd":
        (tmp_path / f"{name}.mrg").write_text((FULL + SILENT + COPULA) * 7, encoding="utf-8")
    outputs = [tmp_path / f"{jobs}.conllu" for jobs in (1, 2)]
    for jobs, out in enumerate(outputs, 1):
        assert convert(tmp_path / "*.mrg", "-o", out, "--jobs", jobs, form="ptb") == 0
    assert outputs[0].read_bytes() == outputs[1].read_bytes()
    assert len(identities(outputs[0])) == 4 * 14


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_faulty_file_leaves_nothing(
    jobs: int, corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (corpus / "b" / "two.parse").write_text(FULL + "(TOP (S (NN a))", encoding="utf-8")
    out = tmp_path / "out" / "out.conllu"
    assert convert(corpus, "-o", out, "--jobs", jobs) == 1
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", f"{corpus}/b/two.parse:2: the file ends inside the tree that begins here\n")
    assert list(out.parent.iterdir()) == []


def test_stripped_trees_are_told_of_once_and_labelled(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in (("a", FULL), ("b", STRIPPED), ("c", STRIPPED)):
        (tmp_path / f"{name}.mrg").write_text(text, encoding="utf-8")
    out = tmp_path / "out.conllu"
    assert convert(tmp_path / "*.mrg", "-o", out, form="ptb") == 0
    [warning] = capsys.readouterr().err.splitlines()
    assert warning.startswith(f"{tmp_path}/b.mrg: warning: stripped trees (no function tags")
    blocks = out.read_text(encoding="utf-8").split("\n\n")
    assert ["# stripped = yes" in block for block in blocks[:3]] == [False, True, True]


def test_stripped_trees_can_be_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "d.gold_conll"
    source.write_text(CONLL, encoding="utf-8")
    out = tmp_path / "out.conllu"
    assert convert(source, "-o", out, "--stripped", "refuse", form="conll2012") == 1
    [message] = capsys.readouterr().err.splitlines()
    assert message.startswith(f"{source}: stripped trees")
    assert "--stripped warn" in message
    assert not out.exists()
    assert convert(source, "-o", out, form="conll2012") == 0
    assert "1\tShe\t_\t_\tPRP\t_\t2\tdep\t_\t_" in out.read_text(encoding="utf-8")


def test_a_failing_conversion_is_a_counted_skip(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    healthy = bulk.to_dependencies

    def fails_on_took(tree: bulk.Tree, **options: object) -> object:
        if "took" in tree.tokens:
            raise KeyError("a rule")
        return healthy(tree, **options)

    monkeypatch.setattr(bulk, "to_dependencies", fails_on_took)
    out = tmp_path / "out.conllu"
    assert convert(corpus, "-o", out) == 0
    assert identities(out) == ["a/one:2", "b/one:0"]
    assert f"skipped 1: the conversion failed (KeyError: 'a rule') ({corpus}/a/one.parse:1)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda folder: folder / "none.parse", "no such file or folder"),
        (lambda folder: folder, "no file named *.parse or *.parse.gz in this folder"),
        (lambda folder: f"{folder}/*.mrg", "no such file or folder"),
    ],
)
def test_inputs_that_are_not_there(make, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = make(tmp_path)
    assert convert(given, "-o", tmp_path / "out") == 1
    assert capsys.readouterr().err == f"{given}: {message}\n"


def test_nothing_to_convert(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "a.parse"
    source.write_text(UNPARSED, encoding="utf-8")
    assert convert(source, "-o", tmp_path / "out") == 1
    [message] = capsys.readouterr().err.splitlines()
    assert message.startswith("no sentence could be converted; skipped 1: unparsed")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("to", ["conllu", "svg"])
def test_an_output_that_cannot_be_written(
    to: str, corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert convert(corpus, "-o", tmp_path / "file" / "out", to=to) == 1
    assert capsys.readouterr().err.startswith(f"{tmp_path}/file/out: cannot be written: ")


def test_a_picture(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.svg"
    assert convert(corpus, "-o", out, "--sentence", 2, to="svg") == 0
    assert "<title>It is late .</title>" in out.read_text(encoding="utf-8")
    assert convert(corpus, "-o", out, "--sentence", 5, to="svg") == 1
    assert "no tree number 5" in capsys.readouterr().err


@pytest.mark.parametrize("jobs", ["0", "many"])
def test_a_number_of_processes_that_is_none(jobs: str, tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        convert(tmp_path, "-o", tmp_path / "out", "--jobs", jobs)


@pytest.mark.skipif(
    not os.environ.get("MTAL_DATA_DIR"), reason="MTAL_DATA_DIR is not set: the real corpora aren't here"
)
def test_names_are_those_of_the_reference(tmp_path: Path) -> None:
    out = tmp_path / "out.conllu"
    assert convert(Path(os.environ["MTAL_DATA_DIR"]) / "wsj-sample" / "wsj_0001.mrg", "-o", out, form="ptb") == 0
    assert identities(out) == ["wsj_0001:0", "wsj_0001:1"]
