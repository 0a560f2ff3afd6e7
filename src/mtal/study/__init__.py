"""A study: many experiments from one command, each run once.

- `grid`: the entries of a sweep's file, multiplied out
- `writing`: keys and values as overrides
- `composition`: overrides to parameters, as `dvc exp run -S` composes them
- `cells`: an experiment by its parameters, and the name that they give it
- `sweeps`: the cells of `conf/sweep/NAME.yaml`, and which of them are there
- `finished`: the results of a cell, `tallies`: those by test sentence; `kept`: results in a file of git;
  `keeping`: from experiments into such files
- `cache`: DVC's, by checksum; `outputs`: what it has of experiments; `purchases`: what they bought, `beginning`: what
  they had before, and its cost
- `checking`: what can't run is told before anything does
- `durations`: how long cells took, how long the others will
- `executing`: what runs cells, as an interface
- `project`, `job`: what a cell is run from, and what runs it on whatever machine
- `local`: cells as processes of this machine
- `slurm`: cells as jobs of a cluster; `cluster`: what they ask of it; `queue`: which of them it has
- `running`: cells in their order, failed ones once more
- `repository`: what is asked of git
"""
