"""The tables that come of a study: what has finished of a sweep, beside the paper's numbers.

- `methods`: cells by setting and method, as the paper names them; `results`: the finished ones with their measures
- `scoring`: the last round's scores; `wins`: how often multi-task methods win; `overconfidence`: after which loss
- `systems`: methods by what single test sentences add to scores; `against_random` and `pairs`: who is better than whom
- `published`: the paper's numbers, in `paper/`
- `sheets`: a table as Markdown, CSV or LaTeX; `report`: all that a sweep has something for
"""
