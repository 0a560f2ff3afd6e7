"""From a user's corpus to train, dev and test sentences, as the `corpus` section of `params.yaml` says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from mtal.collector import collector_paused
from mtal.corpora import sources
from mtal.corpora.formats import FORMATS
from mtal.corpora.formats.dygie import short_entities
from mtal.corpora.layers import Layers
from mtal.corpora.ontonotes_facts import GENRES, GENRES_WITHOUT_ENTITIES
from mtal.corpora.report import ReadingReport
from mtal.corpora.sentence import Sentence, is_partial, with_shared_strings
from mtal.corpora.splits import SPLITS, ontonotes_split, read_split_lists, split_by_name
from mtal.corpora.trees import STRIPPED_DOCUMENT
from mtal.errors import UserError
from mtal.params import Options
from mtal.treebank import LOST, STRIPPED, read_eventive_nouns

LABELS = {"dp": "dp (a head and a relation of the same word)"}
"""What a task's labels are where that needs saying."""


class SplitSizes(Options):
    """Sentences of a generated corpus."""

    train: int = Field(ge=1)
    dev: int = Field(ge=1)
    test: int = Field(ge=1)


class CorpusOptions(Options):
    """Which corpus, where, and how it is read and split (`corpus.…` in `params.yaml`)."""

    name: str
    licence: str
    """What the user may do with the text; `fetch` prints it."""
    format: str
    """A key of `mtal.corpora.formats.FORMATS`."""
    path: str
    """The file or folder that `convert` reads."""
    splits: str = "names"
    """`names`: by a word in the names of files and folders (train, dev, test, …); `ontonotes`: by the lists of the 5.0
    release; or a JSON file `{"train": [document, …], "dev": […], "test": […]}`."""
    domain: str | None = None
    """Only files below a folder of this name; null: all."""
    unannotated: Literal["keep", "drop"] = "keep"
    """Sentences that lack the labels of some task (documents without an entity layer): kept for the other tasks, which
    they can be bought for alone, or dropped. Counted either way."""
    min_entities: int = Field(0, ge=0)
    """Sentences with fewer entity spans of at most eight words are left out of every split, and counted; the paper
    keeps those with two (format `dygie`)."""
    stripped: Literal["refuse", "warn"] = "refuse"
    """Trees without function tags and empty elements (CoNLL-2012 files): can't give subjects or copular heads."""
    eventive_nouns: str | None = None
    """File of nouns that make *make, take, have, do, give, keep* light verbs, one a line; null: the built-in list."""
    sentences: SplitSizes | None = None
    """Sizes of a generated corpus."""
    seed: int | None = Field(None, ge=0)
    """Seed of a generated corpus."""
    generate: list[str] = Field(default_factory=list)
    fetch: list[str] = Field(default_factory=list)
    """What the stages `generate` and `fetch` have to bring before `path` is there."""


def check_corpus(options: CorpusOptions, tasks: Collection[str]) -> None:
    """`UserError` where the corpus isn't there or can't serve the tasks."""
    if options.format not in FORMATS:
        raise UserError(f"corpus.format={options.format}: choose from {', '.join(FORMATS)}")
    served = FORMATS[options.format].tasks
    for task in tasks:
        if task not in served:
            raise UserError(f"tasks: corpus {options.name} isn't annotated for {task}; it has {', '.join(served)}")
    if options.min_entities and "re" not in served:
        raise UserError(
            f"corpus.min_entities={options.min_entities}: format {options.format} has no entity spans; give 0"
        )
    if options.format == "ontonotes" and options.domain is not None:
        _check_genre(options.domain, tasks)
    if options.eventive_nouns and not Path(options.eventive_nouns).is_file():
        raise UserError(f"corpus.eventive_nouns={options.eventive_nouns}: no such file")
    brought = options.generate or options.fetch
    if not brought and not Path(options.path).exists():
        raise UserError(
            f"corpus.path={options.path}: no such file or folder; say where your corpus is: -S corpus.path=FOLDER"
        )
    if not brought and options.splits not in ("names", "ontonotes") and not Path(options.splits).is_file():
        raise UserError(f"corpus.splits={options.splits}: no such file; give names, ontonotes or a JSON file of lists")


def _check_genre(domain: str, tasks: Collection[str]) -> None:
    served = [genre for genre in GENRES if genre not in GENRES_WITHOUT_ENTITIES]
    if domain in GENRES_WITHOUT_ENTITIES and "ner" in tasks:
        raise UserError(
            f"corpus.domain={domain}: {GENRES[domain]} has no entity layer; choose from {', '.join(served)}"
        )
    if domain not in GENRES:
        raise UserError(f"corpus.domain={domain}: choose from {', '.join(served)}")


def build_corpus(options: CorpusOptions, tasks: Collection[str]) -> tuple[dict[str, list[Sentence]], ReadingReport]:
    """The sentences of each split, in the order of their files, and what the reader met.

    Raises `InputError` for the first fault in a file, `UserError` where a split stays empty or lacks a task's labels.
    """
    nouns = read_eventive_nouns(Path(options.eventive_nouns)) if options.eventive_nouns else None
    report, root, layers = ReadingReport(eventive_nouns=nouns), Path(options.path), Layers()
    split_of = split_rule(options.splits, root)
    splits: dict[str, list[Sentence]] = {split: [] for split in SPLITS}
    left_out: list[str] = []
    strings: dict[str, str] = {}
    for file in _files(options, root):
        split = split_of(file)
        if split is None:
            left_out.append(sources.below(root, file))
            continue
        sentences = FORMATS[options.format].read(file, report=report)
        sentences = _with_entities(sentences, options.min_entities, report)
        sentences = layers.counted(sentences, split, FORMATS[options.format].tasks)
        sentences = with_shared_strings(_annotated(sentences, tasks, options.unannotated, report), strings)
        with collector_paused():
            splits[split] += sentences
    if "dp" in tasks and report.notes[STRIPPED_DOCUMENT] and options.stripped == "refuse":
        raise UserError(
            f"corpus.path={options.path}: {report.notes[STRIPPED_DOCUMENT]} documents are of {STRIPPED}, which "
            f"can't give {LOST}; take the full trees of the LDC release, or say -S corpus.stripped=warn"
        )
    if left_out:
        report.note(f"file in no split left out ({_some(left_out)})", len(left_out))
    _check_layers(options, tasks, layers, left_out)
    for split, kept in splits.items():
        if not kept:
            raise UserError(
                f"corpus.unannotated={options.unannotated}: no sentence of the {split} split has labels for all of "
                f"{', '.join(tasks)}; say -S corpus.unannotated=keep, or choose fewer tasks"
            )
    return splits, report


def _some(names: Sequence[str], most: int = 5) -> str:
    """The first of `names`, and how many there are beside them."""
    beside = f" and {len(names) - most:,} more" if len(names) > most else ""
    return ", ".join(names[:most]) + beside


def _check_layers(options: CorpusOptions, tasks: Collection[str], layers: Layers, left_out: Sequence[str]) -> None:
    """`UserError` where a split is empty or has nothing that a task could learn or be judged by."""
    for split in SPLITS:
        if not layers.sentences[split]:
            why = f"corpus.splits={options.splits}" + (f"; in no split: {_some(left_out)}" if left_out else "")
            raise UserError(f"corpus.path={options.path}: the {split} split is empty ({why})")
    served = [t for t in FORMATS[options.format].tasks if all(layers.teaching[split, t] for split in SPLITS)]
    for task in tasks:
        for split in SPLITS:
            if not layers.teaching[split, task]:
                left = ",".join([one for one in tasks if one in served] or served)
                instead = f", or choose tasks that all splits have labels for: -S 'tasks=[{left}]'" if left else ""
                raise UserError(
                    f"tasks: the {split} split of corpus.path={options.path} has no {LABELS.get(task, task)} labels; "
                    f"annotate some of its sentences{instead}"
                )


def _files(options: CorpusOptions, root: Path) -> list[Path]:
    files = FORMATS[options.format].files(root)
    if options.domain is None:
        return files
    chosen = [file for file in files if root.is_dir() and options.domain in file.relative_to(root).parts[:-1]]
    if not chosen:
        folders = sorted({file.parent.name for file in files})
        raise UserError(f"corpus.domain={options.domain}: no such folder in {root}; there are {', '.join(folders)}")
    return chosen


def _with_entities(sentences: Iterable[Sentence], least: int, report: ReadingReport) -> Iterator[Sentence]:
    """The sentences that have at least that many short entities."""
    for sentence in sentences:
        if least and short_entities(sentence) < least:
            report.note(f"sentence with fewer than {least} entity spans of at most 8 words left out")
        else:
            yield sentence


def _annotated(
    sentences: Iterable[Sentence], tasks: Collection[str], unannotated: str, report: ReadingReport
) -> Iterator[Sentence]:
    """The sentences that have labels for all tasks; with `keep`, those that have labels for some as well."""
    for sentence in sentences:
        missing = [task for task in tasks if sentence.label(task) is None]
        for task in missing:
            report.note(f"sentence without {task} labels ({unannotated})")
        if not missing or (unannotated == "keep" and len(missing) < len(tasks)):
            yield sentence


def split_rule(splits: str, root: Path) -> Callable[[Path], str | None]:
    """The function that tells the split of a file."""
    if splits == "names":
        return lambda file: split_by_name(file, root)
    if splits == "ontonotes":
        return lambda file: ontonotes_split(_document(file))
    lists = read_split_lists(Path(splits))
    return lambda file: lists.get(_document(file), lists.get(file.name.split(".")[0]))


def _document(file: Path) -> str:
    """Name of a document of OntoNotes: genre, source, section and file, like `nw/wsj/00/wsj_0001`."""
    return "/".join([*file.absolute().parts[-4:-1], file.name.split(".")[0]])


def corpus_counts(splits: dict[str, list[Sentence]], report: ReadingReport) -> dict[str, Any]:
    """Counts for people: sentences, words and labels of each split and domain, and the reader's notes."""
    counts: dict[str, Any] = {"reader": report.as_dict()}
    for split, sentences in splits.items():
        domains = Counter(sentence.domain for sentence in sentences)
        labelled = Counter(name for sentence in sentences for name in sentence.labels)
        partly = Counter(name for s in sentences for name, label in s.labels.items() if is_partial(label))
        counts[split] = {
            "sentences": len(sentences),
            "tokens": sum(len(sentence.tokens) for sentence in sentences),
            "domains": dict(sorted(domains.items())),
            "labelled": dict(sorted(labelled.items())),
            "partly_labelled": dict(sorted(partly.items())),
        }
    return counts
