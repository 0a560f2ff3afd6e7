"""`python -m mtal rank`: the order in which a strategy would have sentences annotated."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from tempfile import TemporaryDirectory

from mtal.acquisition.decision import StrategyOptions
from mtal.cli.predict import add_inputs, say_unlearned
from mtal.cli.writing import writing
from mtal.corpora.sentence import write_sentences
from mtal.corpora.sentence_file import SentenceFile
from mtal.errors import UserError
from mtal.files import csv_field
from mtal.progress import Progress
from mtal.selection import STRATEGIES
from mtal.trained.reading import read_files


def add_arguments(parser: ArgumentParser) -> None:
    """The arguments of `rank`."""
    add_inputs(parser)
    add_choice(parser)
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write the CSV there instead of printing it")


def add_choice(parser: ArgumentParser) -> None:
    """How sentences are chosen."""
    parser.add_argument("--strategy", choices=STRATEGIES, help="default: mt_avg, for single-task models st_ec")
    parser.add_argument("--task", help="the task whose confidence selects (*_ec, *_da; default: the first)")
    parser.add_argument("--strata", type=int, metavar="K", help="cut the text by length into K parts, select in each")
    parser.add_argument("-n", type=int, metavar="N", help="the first N alone")
    parser.add_argument("--seed", type=int, default=1, help="of random order and of passes with dropout (1)")


def run(args: Namespace) -> int:
    """Score all sentences, order them, write them as CSV."""
    from mtal.trained.model import open_model
    from mtal.trained.ranking import rank, ranking_rows

    check_numbers(args)
    read = read_files(args.files, args.format, args.language)
    model = open_model(args.model)
    strategy = chosen_strategy(args, model.recipe.model.name, list(model.recipe.tasks))
    say_unlearned(model.recipe.unlearned)
    with TemporaryDirectory(prefix="mtal-") as folder:
        kept = Path(folder) / "sentences.jsonl"  # an order asks for all at once: they wait in a file
        write_sentences(kept, read)
        sentences = SentenceFile(kept)
        ranked = rank(model, sentences, strategy, n=args.n, seed=args.seed, progress=Progress())
        with writing(args.output) as file:
            file.writelines(",".join(map(csv_field, row)) + "\n" for row in ranking_rows(ranked, sentences))
    if args.output:
        print(f"{args.output}: {len(ranked.rows):,} of {len(sentences):,} sentences by {strategy.name}")
    return 0


def check_numbers(args: Namespace) -> None:
    """`UserError` for a number that is too small."""
    for name, least in (("strata", 2), ("n", 1), ("seed", 0)):
        if (value := getattr(args, name)) is not None and value < least:
            raise UserError(f"{'-' if name == 'n' else '--'}{name} {value}: at least {least}")


def chosen_strategy(args: Namespace, model: str, tasks: list[str]) -> StrategyOptions:
    """What the arguments ask for; `UserError` where the model can't serve it."""
    from mtal.trained.ranking import strategies_for

    name = args.strategy or ("st_ec" if model == "st" else "mt_avg")
    if name not in (fitting := strategies_for(model)):
        raise UserError(f"--strategy {name}: can't go by this model ({model}); choose from {', '.join(fitting)}")
    rule = STRATEGIES[name]
    if args.task is not None and not rule.takes_task:
        raise UserError(f"--task {args.task}: {name} looks at all tasks; leave it out")
    if args.task is not None and args.task not in tasks:
        raise UserError(f"--task {args.task}: not a task of this model; choose from {', '.join(tasks)}")
    return StrategyOptions(name=name, confidence=rule.confidence, task=args.task, strata=args.strata)
