"""Decoders: the networks of the tasks, a file a kind, named by the tasks that they serve (`mtal.tasks`).

- `base`: the interface; `units`: the decisions that a decoder takes; `losses`
- `parser`: a head and a relation a word
- `tagger`, `bio_tagger`: a tag a word
- `intent_classifier`: a label a sentence
- `span_classifier`: a label a span; `pair_classifier`: a label a pair of spans
"""
