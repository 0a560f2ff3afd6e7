"""Progress of long work, as lines."""

from __future__ import annotations

import pytest

from mtal.progress import Progress, in_words, pace


def test_a_line_says_how_many_how_fast_and_how_long_it_will_be(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress(every=0).bar("cells", total=4, done=1) as bar:
        bar.began -= 1800
        bar.advance()
    assert capsys.readouterr().err == "cells: 2/4  30.0 min each  60 min left\n"


@pytest.mark.parametrize(
    ("rate", "said"), [(250, "250.0/s"), (0.1, "0.1/s"), (1 / 60, "60 s each"), (1 / 90, "1.5 min each")]
)
def test_a_slow_pace_is_told_by_what_each_takes(rate: float, said: str) -> None:
    assert pace(rate) == said


def test_in_words() -> None:
    assert list(map(in_words, (0.4, 99, 100, 5900, 6030, 90000))) == [
        "0 s", "99 s", "2 min", "98 min", "1 h 40 min", "25 h 00 min",
    ]  # fmt: skip
