"""`params.yaml`, checked at the door.

- `experiment`: all of it as one model
- `door`: checked together, before anything runs
- `encoder`, with its `small_files`: can it be used?
- `effects`: parameters that would have no effect are refused
- `inputs`: the user's own files that stages depend on
"""
