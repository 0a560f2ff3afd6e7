"""Sides of a contrast."""

from __future__ import annotations

from mtal.questions.asked import Side, one


def test_names_are_whole_and_stars_stand_for_anything() -> None:
    assert one("MT-AVG", "MT-R").label == "MT-AVG, MT-R"
    side = Side("all", ("MT-* β=1", "ST-EC-DP"))
    assert [side.has(name) for name in ("MT-IND β=1", "MT-IND β=0.1", "ST-EC-DP", "ST-EC-DP LS")] == [
        True,
        False,
        True,
        False,
    ]
