"""What is bought: files and money.

- `initial`: the random start, labelled set and development set
- `labelled`: which sentences are annotated, since when, for what
- `scores`: the unlabelled pool and the table of its confidences; `vectors`: one a sentence, as a file
- `asking`: which words are asked where not all are; `asked`: their table
- `costs`: what annotating a sentence costs; `fitting`: what it would, by the seconds that answers took
- `decision`: the parameters `strategy` and `decision`, and whether one can serve the other
- `market`: what is for sale, at which price
- `choosing`: which rows of it, by strategy and decision; `chance`: a share of them drawn
- `purchase`: what is bought, as annotations
"""
