"""The tables that come of a study: what has finished of a sweep, beside the paper's numbers.

- `methods`: cells by setting and method, as the paper names them; `results`: the finished ones with their measures
- `scoring`: columns of scores; `main_table`: the last round's; `along`: by round or by cost; `curves`: as numbers
- `weights`: the best of each method; `wins`: how often multi-task methods win; `overconfidence`: after which loss
- `systems`: methods by what single test sentences add to scores; `against_random`, `by_task` and `pairs`: who is better
  than whom; `verdicts`: such gaps in words; `savings`: what is saved against random; `tastes`: what was bought
- `published`: the paper's numbers, in `paper/`
- `sheets`: a table as Markdown, CSV or LaTeX; `report`: all that a sweep has something for
"""
