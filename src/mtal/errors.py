"""What a user did wrong, in one line."""

from __future__ import annotations

from os import PathLike


class UserError(ValueError):
    """A mistake that the user can mend; the message is one line and says what to change."""


class InputError(UserError):
    """A fault in an input file, printed as `FILE:LINE: reason` (`FILE: reason` where no line applies)."""

    def __init__(self, path: str | PathLike[str], line: int | None, reason: str) -> None:
        self.path, self.line, self.reason = str(path), line, reason
        shown = "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in self.path)
        super().__init__(f"{shown}:{line}: {reason}" if line else f"{shown}: {reason}")

    def __reduce__(self) -> tuple[type[InputError], tuple[str, int | None, str]]:
        """How the error travels between processes."""
        return type(self), (self.path, self.line, self.reason)


def first_line(error: Exception) -> str:
    """What an error of another library says, on one line."""
    return str(error).strip().partition("\n")[0] or type(error).__name__
