"""A trained model outside the pipeline that made it: opened, exported, its predictions on new text and its order of it.

- `folder`: the folder of a model, that of a round or an exported one
- `model`: what `mtal.load` gives: predictions, in the sentence schema, with confidences
- `reading`, `writing`: files of text in, predictions out
- `ranking`: the order in which a strategy would have sentences annotated
- `export`: a folder that needs nothing else; `card`, its README.md, and `facts`, what the project knows about the model
"""
