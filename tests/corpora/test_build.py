"""From a corpus on disk to its splits: which sentences stay."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from mtal.corpora.build import CorpusOptions, build_corpus, check_corpus
from mtal.errors import UserError

CONF = Path(__file__).parents[2] / "conf/corpus"
TASKS = ["ner_span", "re"]

# Table 2 of the paper, for the corpora that are quick to read.
SIZES = {
    "scierc": {"train": 1540, "dev": 217, "test": 451},
    "webnlg": {"train": 4973, "dev": 500, "test": 689},
}
DROPPED = {"scierc": 1861 + 275 + 551 - 1540 - 217 - 451, "webnlg": 0}


@pytest.mark.parametrize("name", sorted(SIZES))
def test_table_2_of_the_paper(real: Path, name: str) -> None:
    options = yaml.safe_load((CONF / f"{name}.yaml").read_text())
    splits, report = build_corpus(CorpusOptions(**{**options, "path": str(real / "ner-re" / name)}), TASKS)
    assert {split: len(sentences) for split, sentences in splits.items()} == SIZES[name]
    assert report.notes["sentence with fewer than 2 entity spans of at most 8 words left out"] == DROPPED[name]


def test_the_papers_filter_belongs_to_its_entity_and_relation_corpora() -> None:
    options = {path.stem: yaml.safe_load(path.read_text()) for path in CONF.glob("*.yaml")}
    for name, values in options.items():
        papers = values["format"] == "dygie" and values["fetch"]  # a corpus of the user's own stays whole
        assert values["min_entities"] == (2 if papers else 0), name


def dygie(folder: Path, entities: list[list[list]], **changes: object) -> CorpusOptions:
    """A corpus whose three splits have one sentence for each list of entities."""
    for split in ("train", "dev", "test"):
        records = [{"sentences": [["w"] * 12], "ner": [spans], "relations": [[]]} for spans in entities]
        (folder / f"{split}.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    return CorpusOptions(name="own", licence="free", format="dygie", path=str(folder), **changes)


def test_sentences_with_few_short_entities_are_left_out_and_counted(tmp_path: Path) -> None:
    two, wide = [[0, 0, "A"], [1, 8, "A"]], [[0, 0, "A"], [1, 9, "A"]]
    options = dygie(tmp_path, [two, wide, [], two[:1], two], min_entities=2)
    splits, report = build_corpus(options, TASKS)
    for sentences in splits.values():
        assert [s.labels["re"]["entities"] for s in sentences] == [two, two]
        assert all(s.label("ner_span") is s.label("re") is s.labels["re"] for s in sentences)
    assert report.notes == {"sentence with fewer than 2 entity spans of at most 8 words left out": 9}


def test_without_the_filter_all_stay(tmp_path: Path) -> None:
    splits, report = build_corpus(dygie(tmp_path, [[], [[0, 0, "A"]]]), TASKS)
    assert [len(sentences) for sentences in splits.values()] == [2, 2, 2]
    assert not report.notes


def test_all_files_of_a_split_are_read_and_the_others_named(tmp_path: Path) -> None:
    options = dygie(tmp_path, [[]])
    for name in ("train_2", "xx-train", "more/dev", *(f"notes{i}" for i in range(7))):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / f"{name}.jsonl").write_bytes((tmp_path / "train.jsonl").read_bytes())
    splits, report = build_corpus(options, TASKS)
    assert [len(sentences) for sentences in splits.values()] == [3, 2, 1]
    named = ", ".join(f"notes{i}.jsonl" for i in range(5))
    assert report.notes == {f"file in no split left out ({named} and 2 more)": 7}


def test_a_split_that_stays_empty_is_told_with_what_was_left_out(tmp_path: Path) -> None:
    options = dygie(tmp_path, [[]])
    (tmp_path / "test.jsonl").rename(tmp_path / "tset.jsonl")
    with pytest.raises(UserError, match=r"the test split is empty \(corpus\.splits=names; in no split: tset\.jsonl\)"):
        build_corpus(options, TASKS)


def test_a_name_of_two_splits_is_refused(tmp_path: Path) -> None:
    options = dygie(tmp_path, [[]])
    (tmp_path / "train-test.jsonl").write_bytes((tmp_path / "train.jsonl").read_bytes())
    with pytest.raises(UserError, match=r"train-test\.jsonl: train or test\? The name says both"):
        build_corpus(options, TASKS)


def test_only_formats_with_entity_spans_can_be_filtered(tmp_path: Path) -> None:
    options = CorpusOptions(name="x", licence="x", format="conllu", path=str(tmp_path), min_entities=2)
    with pytest.raises(UserError, match=r"corpus\.min_entities=2: format conllu has no entity spans"):
        check_corpus(options, ["dp"])
