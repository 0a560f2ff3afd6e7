"""A study as one page of HTML that needs nothing but itself: no network, no scripts.

- `html`: elements, escaped; `style.css`: how they look, on a phone and in print too
- `svg`: figures inside the page; `figures`, `tables`: with captions
- `study`: what the page is of; `sweep`: a section each
- `calibration`, `shared` (overlap), `purchases` (what was bought), `runs` (parameters): of all cells
- `licences`: whose sentences may be shown
- `document`: all of it
"""
