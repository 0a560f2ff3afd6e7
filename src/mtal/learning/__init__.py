"""From labelled sentences to a model, and from a model to predictions, scores and confidences.

- `options`: the parameters `training` and `loss`
- `round`: one round: fresh models, trained and stored; `training`: the loop, and when it ends; `steps`: batches,
  learning rates, the optimiser; `watching`: what a training is watched by; `history`: how it went
- before any round `embedding`: a vector a sentence, `adaptation`: the encoder, on the corpus's words;
  `self_training`: a model's own labels
- `evaluation`: predictions and their scores against gold; `testing`: those of a stored model on the test split
- `confidence`: how sure a model is of a sentence (entropy, agreement); `scoring`: that of the whole pool, `parts`: side
  by side; `word_doubts`, `words`: that of its words; `asking`: which of these are asked
- `temperature`: temperature scaling
- `checkpoints`: how an interrupted training goes on; `devices`: where the arithmetic happens
"""
