"""The paper's questions, with its answers and ours.

- `asked`: what a question is; `paper`: those of the paper, as data
- `contrasts`: one group of methods against another, over the settings of a sweep
- `printed`: how far apart the paper's tables have them
- `page`: all questions as Markdown, docs/reproduction.md
"""
