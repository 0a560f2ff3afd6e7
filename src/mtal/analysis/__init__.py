"""What came of it: pure functions on arrays and tables, and the figures.

- `curves`: scores by round; `experiments`: several runs side by side; `significance`: is one better than another?
- `hindsight`: confidence beside accuracy; from it `calibration` (how far apart), `reliability` (in cells), `scatter`
- `overlap`: how much of their selections strategies share
- `provenance`: are an experiment's metrics of its parameters?
- `figures`: what all pictures have in common
"""
