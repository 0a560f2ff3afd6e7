"""Public corpora, brought and checked.

- `manifests/`: where the files of each corpus come from, a table a corpus; `manifest` reads them
- `fetch`: from `MTAL_DATA_DIR` or the internet; `download`: one file; `checksums`
"""
