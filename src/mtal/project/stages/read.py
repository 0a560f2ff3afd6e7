"""Read the text that people brought: its sentences, and the labels that some had already."""

from __future__ import annotations

from dataclasses import replace

from mtal.corpora.sentence import write_sentences
from mtal.project.held_out import read_held_out
from mtal.project.options import read_options
from mtal.project.places import GIVEN, SENTENCES, text_files
from mtal.texts.pool import read_pool


def main() -> None:
    """Write all sentences without labels, those that have labels with them, and tell what there is."""
    options = read_options()
    pool = read_pool(text_files(), list(options.labels), options.text, held=set(read_held_out()))
    write_sentences(SENTENCES, (replace(sentence, labels={}) for sentence in pool.sentences))
    write_sentences(GIVEN, (sentence for sentence in pool.sentences if sentence.labels))
    print("\n".join(pool.counts.describe()))
