"""INCEpTION: a document of a batch, and what comes back of it.

- `documents`: handing out, and taking in
- `layers`: what stands for which label entry, and the project's settings
- `exports`: JSON, XMI and zips of them as UIMA CAS; `marking`: marks in a CAS
"""

from mtal.exchange.inception.documents import hand_out, take_in

__all__ = ["hand_out", "take_in"]
