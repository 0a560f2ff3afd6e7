"""`python -m mtal rehearse`: a project played with gold labels, beside the same at random."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from mtal.cli.writing import writing
from mtal.errors import InputError, UserError
from mtal.params import PARAMS
from mtal.selection import STRATEGIES

if TYPE_CHECKING:
    from mtal.rehearsal.playing import Score

WHOLE = 1 << 20
"""Words of the longest gold sentence: whatever the project's text leaves out, gold may have."""


def add_arguments(parser: ArgumentParser) -> None:
    """The arguments of `rehearse`."""
    parser.add_argument("project", type=Path, metavar="PROJECT", help="its folder; it stays as it is")
    parser.add_argument("--gold", nargs="+", type=Path, required=True, metavar="FILE", help="the same text, labelled")
    parser.add_argument("--noise", type=float, default=0.0, metavar="SHARE", help="mistakes that annotators make (0)")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="batches to label (3)")
    parser.add_argument(
        "--against", choices=STRATEGIES, default="mt_r", help="the strategy to compare with (mt_r: random)"
    )
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write the CSV there instead of printing it")


def run(args: Namespace) -> int:
    """Play the project's own strategy and the other one; write the scores of both."""
    from mtal.project.options import read_options
    from mtal.rehearsal.players import gold_labels
    from mtal.rehearsal.playing import Play, play
    from mtal.texts.options import TextOptions
    from mtal.texts.pool import read_pool

    _check(args)
    options = read_options(args.project / PARAMS)
    gold = gold_labels(read_pool(args.gold, list(options.labels), TextOptions(longest=WHOLE)).sentences)
    what = Play(args.project, gold, args.rounds, args.noise, options.seed)
    found: dict[str, list[Score]] = {}
    for strategy in dict.fromkeys([options.strategy.name, args.against]):
        with TemporaryDirectory(prefix="mtal-") as folder:
            for scores in play(what, strategy, Path(folder) / "project"):
                found.setdefault(strategy, []).extend(scores)
                shown = ", ".join(f"{each.task} {100 * each.score:.1f}" for each in scores)
                print(f"{strategy}: round {scores[0].round if scores else '?'}: {shown}", flush=True)
    with writing(args.output) as file:
        file.write("strategy,round,task,metric,score,labelled,spent\n")
        file.writelines(_lines(found))
    return 0


def _lines(found: Mapping[str, Sequence[Score]]) -> list[str]:
    return [
        f"{strategy},{round_},{task},{metric},{score:.6f},{labelled},{spent}\n"
        for strategy, scores in found.items()
        for round_, task, metric, score, labelled, spent in scores
    ]


def _check(args: Namespace) -> None:
    if not (args.project / PARAMS).is_file():
        raise InputError(args.project, None, "no project there; python -m mtal start makes one")
    if not 0 <= args.noise < 1:
        raise UserError(f"--noise {args.noise}: a share from 0 up to, but not, 1")
    if args.rounds < 1:
        raise UserError(f"--rounds {args.rounds}: at least 1")
