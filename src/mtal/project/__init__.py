"""An annotation project: a folder of its own, in which people label what the last round's model chose.

One round is one `dvc repro` and one commit; nothing in a project's `dvc.yaml` has a number of a round in it, because
`annotations.jsonl`, which `python -m mtal take` changes, is all that a round leaves to the next.

- `options`: its `params.yaml` as one model
- `starting`: makes the folder, from the files in `template/`; `first_params`: its first parameters; `repository` asks
  git and DVC
- `held_out`: the sentences for testing and development, drawn first
- `asked`: what was asked, and what people answered; `labelled` is what follows from it, `taking` what changes it
- `label_sets`: the labels of each task, as people name them and as networks have them
- `stages/`: `read`, `train`, `test` and `choose`, run by `python -m mtal.project STAGE`
- `choosing`: the next batch
"""
