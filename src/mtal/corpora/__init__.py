"""From a user's files to sentences of one schema.

- `sentence`: the schema; `formats/`: the readers, one file a format
- `build`: a corpus as the parameters say, in three splits; `splits`, `sources`, `layers`, `report`
- `bio`, `words`, `characters`, `trees`, `ontonotes_facts`: what several readers need
"""
