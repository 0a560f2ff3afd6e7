"""What a run says at its end."""

from __future__ import annotations

from mtal.analysis.ending import ending


def test_scores_then_where_things_are_then_commands() -> None:
    found = {"last": {"dp.las": 0.626386, "ner.f1": 0.5}, "labelled": 1500, "mean_over_rounds": {}}
    title, *lines = ending(found, "demo, mt_avg, seed 1", 4).splitlines()
    assert title == "demo, mt_avg, seed 1: test scores in percent after round 4, from 1,500 labelled sentences"
    assert lines[:4] == [
        "  dp LAS   62.6",
        "  ner F1   50.0",
        "  model    data/rounds/4/model",
        "  figures  metrics/learning_curve.svg, metrics/calibration.svg, metrics/overlap.svg",
    ]
    assert [line.split("  #")[0].split()[-4:] for line in lines[4:]] == [
        ["dvc", "plots", "show", "--open"],
        ["--keep", "last", "--drop", "'.*/'"],
    ]


def test_a_run_without_scores_says_where_things_are() -> None:
    found = {"last": {}, "labelled": 3, "mean_over_rounds": {}}
    assert ending(found, "own", 0).splitlines()[1] == "  model    data/rounds/0/model"
