"""The figures that come of a study: what has finished of a sweep, drawn.

- `drawing`: what a figure is, whatever it shows; several of them in one file
- `curves`: scores by what was labelled (paper Figure 4), for every sweep
- `overlap`: Figure 1; `best`: Figure 3; `claims`: Figure 5, confidence against accuracy; `weights`: Figure 6
- `shipped`: which sweep has which
"""
