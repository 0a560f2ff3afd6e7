"""From a corpus on disk to its splits: which sentences stay."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mtal.corpora.build import CorpusOptions, build_corpus, check_corpus, corpus_counts
from mtal.errors import UserError
from support.composing import alone, options

TASKS = ["ner_span", "re"]

# Sizes in paper Table 2, for the corpora that are quick to read.
SIZES = {
    "scierc": {"train": 1540, "dev": 217, "test": 451},
    "webnlg": {"train": 4973, "dev": 500, "test": 689},
}
DROPPED = {"scierc": 1861 + 275 + 551 - 1540 - 217 - 451, "webnlg": 0}


@pytest.mark.parametrize("name", sorted(SIZES))
def test_table_2_of_the_paper(real: Path, name: str) -> None:
    corpus = CorpusOptions(**{**alone("corpus", name)["corpus"], "path": str(real / "ner-re" / name)})
    splits, report = build_corpus(corpus, TASKS)
    assert {split: len(sentences) for split, sentences in splits.items()} == SIZES[name]
    assert report.notes["sentence with fewer than 2 entity spans of at most 8 words left out"] == DROPPED[name]


def test_the_papers_filter_belongs_to_its_entity_and_relation_corpora() -> None:
    for name in options("corpus"):
        values = alone("corpus", name)["corpus"]
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


WORD = "1\tAda\t_\t{upos}\t_\t_\t{head}\t{relation}\t_\t_\t{entity}\n\n"
WHOLE = {"upos": "N", "head": "0", "relation": "root", "entity": "O"}


def conllu(folder: Path, lacking: dict[str, list[dict[str, str]]], **changes: object) -> CorpusOptions:
    """A corpus of one-word sentences with all labels; `lacking`: what the sentences of a split have instead."""
    for split in ("train", "dev", "test"):
        text = "".join(WORD.format(**{**WHOLE, **values}) for values in lacking.get(split, [{}]))
        (folder / f"{split}.conllu").write_text(text)
    return CorpusOptions(name="own", licence="free", format="conllu", path=str(folder), **changes)


@pytest.mark.parametrize("split", ["train", "dev", "test"])
@pytest.mark.parametrize(
    ("task", "missing"),
    [
        ("ner", {"entity": "_"}),
        ("pos", {"upos": "_"}),
        ("dp", {"head": "_", "relation": "_"}),
        ("dp", {"head": "_"}),
        ("dp", {"relation": "_"}),
    ],
)
def test_a_task_without_a_label_in_a_split_is_refused(tmp_path: Path, split: str, task: str, missing: dict) -> None:
    tasks = ["dp", "ner", "pos"]
    others = ",".join(other for other in tasks if other != task)
    for unannotated in ("keep", "drop"):
        options = conllu(tmp_path, {split: [missing, missing]}, unannotated=unannotated)
        with pytest.raises(UserError, match=rf"^tasks: the {split} split of \S+ has no {task} .*labels") as caught:
            build_corpus(options, tasks)
        assert str(caught.value).endswith(f"-S 'tasks=[{others}]'") and "\n" not in str(caught.value)
        with pytest.raises(UserError, match=r"all splits have labels for: -S 'tasks=\["):
            build_corpus(options, [task])
    splits, _ = build_corpus(options, others.split(","))
    assert all(splits.values())


def test_sentences_with_some_labels_are_kept_or_dropped_and_counted(tmp_path: Path) -> None:
    lacking = {"train": [{"entity": "_"}, {}, {"entity": "_", "head": "_", "relation": "_"}]}
    splits, report = build_corpus(conllu(tmp_path, lacking), ["dp", "ner"])
    assert [s.annotated(["dp", "ner"]) for s in splits["train"]] == [["dp"], ["dp", "ner"]]
    counts = corpus_counts(splits, report)["train"]
    assert (counts["labelled"], counts["partly_labelled"]) == ({"dp": 2, "ner": 1, "pos": 2}, {})
    assert report.notes == {"sentence without ner labels (keep)": 2, "sentence without dp labels (keep)": 1}
    splits, _ = build_corpus(conllu(tmp_path, lacking, unannotated="drop"), ["dp", "ner"])
    assert len(splits["train"]) == 1


def test_a_split_that_dropping_empties_is_told_with_the_reason(tmp_path: Path) -> None:
    lacking = {"dev": [{"entity": "_"}, {"head": "_", "relation": "_"}]}
    with pytest.raises(UserError, match=r"^corpus\.unannotated=drop: no sentence of the dev split has labels for all"):
        build_corpus(conllu(tmp_path, lacking, unannotated="drop"), ["dp", "ner"])


def test_only_formats_with_entity_spans_can_be_filtered(tmp_path: Path) -> None:
    options = CorpusOptions(name="x", licence="x", format="conllu", path=str(tmp_path), min_entities=2)
    with pytest.raises(UserError, match=r"corpus\.min_entities=2: format conllu has no entity spans"):
        check_corpus(options, ["dp"])
