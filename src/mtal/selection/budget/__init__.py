"""What to annotate for which task within a budget (paper section 7).

- `allocation`: the one function, `allocate`; `families`: whole sentences, or (sentence, task) pairs
- `greedy`: from the least confident up
- `program`: the binary linear program; `solving` chooses who solves it: `knapsack` (dynamic programming) or `cbc`
- `pricing`: the price of a sentence for some of the tasks
"""
