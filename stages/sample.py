"""Draw the initial labelled set and the development set."""

from pathlib import Path

from mtal import stage
from mtal.acquisition.initial import SampleOptions, development_size, draw, initial_size
from mtal.acquisition.labelled import Annotation, write_labelled
from mtal.corpora.sentence import read_sentences, write_sentences
from mtal.params import checked, read_params


@stage.script
def main() -> None:
    seed, tasks, values = read_params("seed", "task_order", "sample")
    options = checked(SampleOptions, "sample", values)
    train = [(s.id, tuple(s.annotated(tasks))) for s in read_sentences("data/corpus/train.jsonl")]
    development = list(read_sentences("data/corpus/dev.jsonl"))

    size = initial_size(options, len(train))
    chosen = draw(train, size, seed, which=0, kinds=lambda item: item[1])
    write_labelled(Path("data/rounds/0/labelled.csv"), (Annotation(id_, 0, annotated) for id_, annotated in chosen))
    looked_at = development_size(options, size, len(development))
    drawn = draw(development, looked_at, seed, which=1, kinds=lambda sentence: sentence.annotated(tasks))
    write_sentences("data/development.jsonl", drawn)


if __name__ == "__main__":
    main()
