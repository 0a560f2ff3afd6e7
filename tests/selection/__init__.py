"""Tests of `mtal.selection`, with their oracles in `reference.py` and their random inputs in `inputs.py`."""
