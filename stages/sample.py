"""Draw the initial labelled set and the development set."""

from pathlib import Path

from mtal import stage
from mtal.acquisition.initial import SampleOptions, development_size, drawn, initial_size
from mtal.acquisition.labelled import Annotation, write_labelled
from mtal.acquisition.vectors import read_vectors
from mtal.corpora.sentence import write_sentences
from mtal.corpora.sentence_file import SentenceFile
from mtal.params import checked, read_params


@stage.script
def main() -> None:
    seed, tasks, values = read_params("seed", "task_order", "sample")
    options = checked(SampleOptions, "sample", values)
    train, development = SentenceFile("data/corpus/train.jsonl"), SentenceFile("data/corpus/dev.jsonl")

    size = initial_size(options, len(train))
    vectors = read_vectors(Path("data/vectors.npy"), len(train)) if options.clusters else None
    chosen = drawn(train, size, seed, which=0, tasks=tasks, vectors=vectors)
    initial = (
        Annotation(sentence.id, 0, tuple(sentence.annotated(tasks)), words=len(sentence.tokens)) for sentence in chosen
    )
    write_labelled(Path("data/rounds/0/labelled.csv"), initial)
    looked_at = development_size(options, size, len(development))
    write_sentences("data/development.jsonl", drawn(development, looked_at, seed, which=1, tasks=tasks))


if __name__ == "__main__":
    main()
