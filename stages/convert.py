"""Read the corpus, convert its trees, and write the three splits in the one schema."""

from __future__ import annotations

from mtal import stage
from mtal.corpora.build import CorpusOptions, build_corpus, corpus_counts
from mtal.corpora.sentence import write_sentences
from mtal.files import write_json
from mtal.params import checked, read_params


@stage.script
def main() -> None:
    values, tasks = read_params("corpus", "task_order")
    splits, report = build_corpus(checked(CorpusOptions, "corpus", values), tasks)
    for split, sentences in splits.items():
        write_sentences(f"data/corpus/{split}.jsonl", sentences)
    write_json("data/corpus/counts.json", corpus_counts(splits, report))


if __name__ == "__main__":
    main()
