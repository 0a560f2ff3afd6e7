"""Label Studio: tasks with predictions, and what comes back of them.

- `tasks`: handing out, and taking in
- `settings`: the project's labelling configuration
- `results`: the results of an annotation
"""

from mtal.exchange.label_studio.tasks import hand_out, take_in

__all__ = ["hand_out", "take_in"]
