"""Give every sentence of the training split a vector, by the pre-trained encoder: for a start from clusters."""

from __future__ import annotations

from pathlib import Path

from mtal import stage
from mtal.acquisition.vectors import write_vectors
from mtal.corpora.sentence_file import SentenceFile
from mtal.learning.embedding import embed
from mtal.models.options import EncoderOptions
from mtal.params import checked, read_params
from mtal.progress import Progress


@stage.script
def main() -> None:
    (values,) = read_params("encoder")
    encoder = checked(EncoderOptions, "encoder", values)
    if encoder.adapt:
        encoder = EncoderOptions(name=str(Path("data/encoder").absolute()))
    vectors = embed(encoder, SentenceFile("data/corpus/train.jsonl"), progress=Progress())
    write_vectors(Path("data/vectors.npy"), vectors)


if __name__ == "__main__":
    main()
