"""From a folder of files to three splits."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from mtal.corpora.build import CorpusOptions, build_corpus, check_corpus, corpus_counts
from mtal.errors import UserError

SENTENCE = "1\t{word}\t_\tNN\tNN\t_\t0\troot\t_\t_{entity}\n\n"


def options(path: Path, **changes: object) -> CorpusOptions:
    return CorpusOptions(**{"name": "own", "licence": "ours", "format": "conllu", "path": str(path)} | changes)


def conllu(path: Path, *words: str, entities: bool = True) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(SENTENCE.format(word=word, entity="\tO" if entities else "") for word in words))
    return path


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    for genre in ("news", "bio"):
        conllu(tmp_path / genre / "train.conllu", "a", "b")
        conllu(tmp_path / genre / "valid.conllu", "c")
        conllu(tmp_path / genre / "test.conllu", "d", entities=genre == "news")
    conllu(tmp_path / "news" / "extra.conllu", "e")
    return tmp_path


def test_splits_by_names_and_counts(corpus: Path) -> None:
    splits, report = build_corpus(options(corpus), ["dp", "ner"])
    assert {split: [s.tokens[0] for s in sentences] for split, sentences in splits.items()} == {
        "train": ["a", "b", "a", "b"], "dev": ["c", "c"], "test": ["d", "d"],
    }  # fmt: skip
    assert report.notes == {"file in no split left out": 1, "sentence without ner labels (keep)": 1}
    assert corpus_counts(splits, report)["train"]["domains"] == {"bio": 2, "news": 2}


def test_one_domain(corpus: Path) -> None:
    splits, _ = build_corpus(options(corpus, domain="news"), ["dp", "ner"])
    assert {s.domain for sentences in splits.values() for s in sentences} == {"news"}
    with pytest.raises(UserError, match="there are bio, news"):
        build_corpus(options(corpus, domain="sport"), ["dp"])


def test_sentences_without_labels_may_be_dropped(corpus: Path) -> None:
    splits, _ = build_corpus(options(corpus, unannotated="drop"), ["dp", "ner"])
    assert len(splits["test"]) == 1


def test_splits_by_a_list(corpus: Path) -> None:
    lists = corpus / "lists.json"
    lists.write_text(json.dumps({"train": ["train"], "dev": ["test"], "test": ["extra"]}))
    splits, _ = build_corpus(options(corpus, splits=str(lists), domain="news"), ["dp"])
    assert [len(splits[split]) for split in ("train", "dev", "test")] == [2, 1, 1]


def test_an_empty_split_is_refused(corpus: Path) -> None:
    for file in corpus.rglob("test.conllu"):
        file.unlink()
    with pytest.raises(UserError, match="the test split is empty"):
        build_corpus(options(corpus), ["dp"])


def test_stripped_trees_are_refused_unless_warned(tmp_path: Path) -> None:
    tree = "(TOP (S (NP (NN It)) (VP (VBD rained) (ADVP (RB then)) (. .))))\n"
    for split in ("train", "dev", "test"):
        (tmp_path / split).mkdir()
        (tmp_path / split / "a.parse").write_text(tree)
    with pytest.raises(UserError, match=r"stripped trees.*-S corpus.stripped=warn"):
        build_corpus(options(tmp_path, format="ontonotes"), ["dp"])
    splits, _ = build_corpus(options(tmp_path, format="ontonotes", stripped="warn"), ["dp"])
    assert splits["train"][0].labels["dp"]["heads"].count(0) == 1


def test_what_cannot_be_is_refused_at_the_door(tmp_path: Path) -> None:
    for changes, message in [
        ({"format": "foo"}, "choose from conll2012"),
        ({"path": str(tmp_path / "none")}, "say where your corpus is"),
        ({"splits": "none.json"}, "names, ontonotes or a JSON file"),
        ({"eventive_nouns": "none.txt"}, "no such file"),
    ]:
        with pytest.raises(UserError, match=message):
            check_corpus(options(**{"path": tmp_path} | changes), ["dp"])
    with pytest.raises(UserError, match="isn't annotated for sf"):
        check_corpus(options(tmp_path), ["dp", "sf"])


def test_the_ldc_layout_in_its_custom_split(data_dir: Path, tmp_path: Path) -> None:
    shutil.copy(data_dir / "ontonotes-wsj" / "resplit.json", tmp_path)
    corpus = options(data_dir / "ontonotes-wsj-ldc", format="ontonotes", splits=str(tmp_path / "resplit.json"))
    splits, report = build_corpus(corpus, ["dp", "ner"])
    assert {split: len(sentences) for split, sentences in splits.items()} == {"train": 2023, "dev": 297, "test": 576}
    assert report.counts["entities"] == 6616
