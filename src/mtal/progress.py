"""Progress of long work: a bar on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tqdm import tqdm


class Bar:
    """One running count."""

    def __init__(self, label: str, total: int | None, done: int, quiet: bool, every: float) -> None:
        self.label, self.total, self.done, self.every = label, total, done, every
        self.note = ""
        self.began = self.said = time.monotonic()
        self.began_at = done
        terminal = sys.stderr.isatty()
        self.tqdm = tqdm(total=total, initial=done, desc=label, disable=quiet or not terminal)
        self.plain = not quiet and not terminal

    def advance(self, by: int = 1) -> None:
        """Count `by` more."""
        self.done += by
        self.tqdm.update(by)
        if self.plain and (self.done == self.total or time.monotonic() - self.said >= self.every):
            self._print()

    def expect(self, total: int) -> None:
        """Count up to another total than was thought."""
        if total != self.total:
            self.total = self.tqdm.total = total
            self.tqdm.refresh()

    def say(self, **values: float) -> None:
        """Show some numbers beside the count."""
        self.note = "  ".join(f"{name} {value:.4f}" for name, value in values.items())
        self.tqdm.set_postfix_str(self.note)

    def _print(self) -> None:
        self.said = time.monotonic()
        rate = (self.done - self.began_at) / max(1e-9, self.said - self.began)
        count, left = f"{self.done:,}", ""
        if self.total is not None:
            count, left = f"{self.done}/{self.total}", f"  {in_words((self.total - self.done) / max(1e-9, rate))} left"
        print(f"{self.label}: {count}  {pace(rate)}{left}  {self.note}".rstrip(), file=sys.stderr, flush=True)


@dataclass(frozen=True)
class Progress:
    """How to show progress."""

    quiet: bool = False
    prefix: str = ""
    every: float = 10.0
    """Seconds between plain lines."""

    def say(self, text: str) -> None:
        """A line of its own."""
        if not self.quiet:
            tqdm.write(f"{self.prefix}{text}", file=sys.stderr)

    @contextmanager
    def bar(self, label: str, *, total: int | None, done: int = 0) -> Iterator[Bar]:
        """A bar for `total` things (None: nobody knows how many), `done` of them already behind."""
        bar = Bar(f"{self.prefix}{label}", total, done, self.quiet, self.every)
        try:
            yield bar
        finally:
            bar.tqdm.close()


def pace(rate: float) -> str:
    """How fast it goes, in things a second; where those would be a fraction, how long each takes.

    >>> pace(12), pace(1 / 45), pace(1 / 900)
    ('12.0/s', '45 s each', '15.0 min each')
    """
    if rate >= 0.1:
        return f"{rate:.1f}/s"
    seconds = 1 / max(1e-9, rate)
    return f"{seconds:.0f} s each" if seconds <= 60 else f"{seconds / 60:.1f} min each"


def in_words(seconds: float) -> str:
    """A length of time for people.

    >>> in_words(50), in_words(754), in_words(9000)
    ('50 s', '13 min', '2 h 30 min')
    """
    if seconds < 100:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 100 else f"{minutes // 60} h {minutes % 60:02d} min"


SILENT = Progress(quiet=True)
