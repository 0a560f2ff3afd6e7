"""The demo corpus: a synthetic treebank with named entities, drawn from a grammar and a lexicon of our own.

| file | holds |
|---|---|
| `generate.py` | the corpus: domains, splits, documents, files |
| `expand.py` | one sentence: writing the rules out |
| `grammar.py`, `grammar/*.txt` | the rules: notation and text |
| `lexicon.py`, `lexicon/*.txt` | the words: notation and text |
| `inflect.py` | regular English inflection |
| `language.py` | loads the two folders |
| `tree.py` | tree nodes; entities, indices, a/an, capitals |
| `render.py` | `.parse` and `.name` text |
"""

from mtal.demo.generate import DOMAINS, SPLITS, generate

__all__ = ["DOMAINS", "SPLITS", "generate"]
