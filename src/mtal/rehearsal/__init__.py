"""An annotation project rehearsed: gold labels play the annotators, through the same stages and files as people would.

- `noise`: gold labels with mistakes
- `players`: the answers to a batch
- `playing`: round after round, in a clone of the project
"""
