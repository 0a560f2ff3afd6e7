"""Text that people have, read as sentences: plain text, tables, records, corpora; nothing twice.

- `pool`: all of it, with counts for people: `read_pool`
- `sources`: which files a path stands for, and who reads them; `options`: what a user may say about it
- `paragraphs`: lines to paragraphs; `segmentation`: a paragraph to sentences and words
- `records`, `tables`: text in JSON lines, with labels or without, and in CSV
- `entries`: what a label that others wrote must be like
- `identity`: what a sentence is called, whatever stands around it; `duplicates`: equal and nearly equal ones
"""
