"""Whose sentences may be shown: by what a corpus's option says of its licence, word by word.

A corpus that isn't here is described by numbers alone, one's own and OntoNotes among them.
"""

QUOTABLE = (
    "none needed (generated here)",
    "Apache-2.0 (sz128/slot_filling_and_intent_detection_of_SLU, after snipsco/nlu-benchmark)",
)
"""`corpus.licence` of the corpora that may be quoted."""
