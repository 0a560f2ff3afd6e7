"""Parts of decoders that know no task: tensors in, tensors out.

- `biaffine`: scores of arcs and relations; `spanning_tree`: the best tree over them
- `spans`, `span_vectors`, `pair_scorer`: candidate spans, their vectors, scores of all pairs of them
- `pieces`: the subwords of each sentence in a row
- `scalar_mix`: a learned mix of layers
- `feed_forward`, `dropout`
"""
