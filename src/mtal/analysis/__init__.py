"""What came of it: pure functions on arrays and tables, and the figures.

- `options`: the parameters `analysis`
- `curves`: scores by round; `ending`: what a run says at its end
- `experiments`: several runs side by side as a table, `panels`: as a figure; `significance`: is one better?
- `picture`: panels with one title and legend, in a file or one by one
- `gaps`: by how much, give or take; `savings`: what a learning curve says as one number; `curve_gaps`: of
  two curves, give or take
- `hindsight`: confidence beside accuracy; from it `calibration` (how far apart), `reliability` (in cells), `scatter`
- `overlap`: how much of their selections strategies share
- `provenance`: are an experiment's metrics of its parameters?
- `judgements`: what a label says, place by place; `kappa`: agreement beyond chance; `stopping`: may a task still gain?
- `corrections`: did selecting find more errors than chance? `intervals`: how far a score may be off
- `figures`: what all pictures have in common: colours, marks, ticks, fonts, kinds of files
"""
