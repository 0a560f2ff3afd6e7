"""The stages of an annotation project, one file each; `dvc.yaml` in `mtal.project.template` says what each reads."""
