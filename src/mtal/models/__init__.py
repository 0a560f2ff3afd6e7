"""Models: a pre-trained encoder, shared or gated, and the decoders of the tasks.

- `options`: the parameters `encoder` and `model`
- `pretrained`, `folders`: encoders found; `kinds`: which there are; `fitting`: what of them must fit together
- `loading`: encoders loaded; `checks`: do they fit; `families/`: a file for each way of being built
- `encoders`: one encoder for several tasks (SMT), or with a gated top for each (CMT)
- `attention`: attention whose dropout is cheap; `guessing`: an encoder that guesses masked words
- `subwords`, `encoded`, `batches`: from words to tensors; `ranges`: rows that lie side by side
- `vectors`: one for a whole sentence
- `multitask`: encoder and decoders together; `storage`: a trained model as a folder
"""
