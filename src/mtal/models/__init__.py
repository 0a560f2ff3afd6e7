"""Models: a pre-trained encoder, shared or gated, and the decoders of the tasks.

- `options`: the parameters `encoder` and `model`
- `pretrained`, `folders`, `small_files`: encoders found; `kinds`: which there are; `fitting`: what must fit together
- `door`: all of that checked before anything runs, without torch; `checks`: what is left for transformers to say
- `loading`: encoders loaded; `families/`: a file for each way of being built
- `encoders`: one encoder for several tasks (SMT), or with a gated top for each (CMT)
- `attention`: attention whose dropout is cheap
- `subwords`, `batches`: from words to tensors
- `multitask`: encoder and decoders together; `storage`: a trained model as a folder
"""
