"""Compare a round's confidences with what came true on the pool: measures, reliability data, figure."""

from __future__ import annotations

from pathlib import Path

from mtal import stage
from mtal.acquisition.scores import read_scores
from mtal.analysis.calibration import calibrations, plain
from mtal.analysis.hindsight import hindsights
from mtal.analysis.reliability import reliability
from mtal.analysis.scatter import draw_scatter
from mtal.errors import UserError
from mtal.files import write_json, write_rows
from mtal.params import read_params


@stage.script
def main() -> None:
    number = stage.round_argument()
    seed, corpus = read_params("seed", "corpus.name")
    here, out = Path(f"data/rounds/{number}"), Path("data/calibration")
    confidence, accuracy = read_scores(here / "confidence.csv"), read_scores(here / "accuracy.csv")
    if (confidence.ids, confidence.tasks) != (accuracy.ids, accuracy.tasks):
        raise UserError(f"{here}: confidence.csv and accuracy.csv are of different sentences or tasks; score again")

    pairs = hindsights(confidence.tasks, confidence.values, accuracy.values)
    write_json(out / f"{number}.json", {name: plain(found) for name, found in calibrations(pairs).items()})
    write_rows(out / f"{number}_histogram.csv", reliability(pairs))
    pool = f"pool of round {number}" if confidence.ids else f"the pool of round {number} is empty"
    shown = {task: pairs[task] for task in confidence.tasks}
    draw_scatter(shown, f"{corpus}, seed {seed}, {pool}", out / f"{number}.svg")


if __name__ == "__main__":
    main()
