"""What is wrong with something that came back from annotators."""

from __future__ import annotations

from dataclasses import dataclass

from mtal.errors import InputError


class Unfit(ValueError):
    """Why one answer can't be taken."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One answer that wasn't taken; printed as `FILE:LINE: reason`, or `FILE: task 3: reason` for files of tasks."""

    path: str
    number: int
    """The task in the file, counted from 1; in a file of lines the line where it begins."""
    reason: str
    lines: bool = False
    """Whether `number` counts lines."""

    def __str__(self) -> str:
        """The message, one line."""
        if self.lines:
            return str(InputError(self.path, self.number, self.reason))
        return str(InputError(self.path, None, f"task {self.number}: {self.reason}"))
