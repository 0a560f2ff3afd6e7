"""Trees to deep dependencies (DDR), in the order of its stages.

- A `repair`: function tags, passives, relative pronouns, traces
- B `prepare`, `relocate`: small clauses and raising; traces give way to what they stand for
- C `heads`, `search`, `coordination`, `head_tables`: the head of each phrase
- D `labels`, `special`: the label of an arc
- E `secondary`: secondary arcs
- F `graph`: from constituents to tokens
- G `corrections`, `lemmas`: on the token graph
- `convert` runs them; `draft` and `node` are what they work on
"""
