"""`python -m mtal batch`: sentences for annotators, in the format of their tool."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from tempfile import TemporaryDirectory

from mtal.cli.labels import labels_of
from mtal.cli.predict import add_formats, say_unlearned
from mtal.cli.rank import add_choice, check_numbers, chosen_strategy
from mtal.corpora.sentence import write_sentences
from mtal.corpora.sentence_file import SentenceFile
from mtal.errors import UserError
from mtal.exchange import FORMATS, Batch
from mtal.exchange.folder import PREVIEW, check_replaceable, write_folder
from mtal.exchange.making import chosen_batch, drawn_batch
from mtal.progress import Progress
from mtal.trained.reading import read_files


def add_arguments(parser: ArgumentParser) -> None:
    """The arguments of `batch`."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="text: a sentence a line, spaces between words")
    add_formats(parser)
    parser.add_argument("--tool", choices=FORMATS, required=True, help="the annotators' tool, or kind of file")
    parser.add_argument("--model", type=Path, metavar="MODEL", help="chooses and labels beforehand; a model's folder")
    parser.add_argument(
        "--labels",
        action="append",
        default=[],
        metavar="TASK=A,B",
        help="without a model: a task and its labels, once a task; sentences are drawn at random",
    )
    add_choice(parser)
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FOLDER", help="where the files go")


def run(args: Namespace) -> int:
    """Choose or draw, write the tool's files, what `take` needs, and a page to look at."""
    check_numbers(args)
    if bool(args.model) == bool(args.labels):
        raise UserError("give either --model, or --labels for each task, such as --labels ner=PER,ORG")
    check_replaceable(args.output, args.tool)
    with TemporaryDirectory(prefix="mtal-") as folder:
        kept = Path(folder) / "sentences.jsonl"
        write_sentences(kept, read_files(args.files, args.format, args.language))
        sentences = SentenceFile(kept)
        batch = _chosen(args, sentences) if args.model else _drawn(args, sentences)
        words = sum(len(item.sentence.tokens) for item in batch.items)
        paths = write_folder(args.output, batch, args.tool, f"A batch for {args.tool}")
    print(f"{len(batch.items):,} of {len(sentences):,} sentences, {words:,} words: {', '.join(map(str, paths))}")
    print(f"To look at before: {args.output / PREVIEW}")
    print(f"When they are labelled: python -m mtal take {args.output} FILE -o labelled.jsonl")
    return 0


def _chosen(args: Namespace, sentences: SentenceFile) -> Batch:
    from mtal.trained.model import open_model
    from mtal.trained.ranking import rank

    model = open_model(args.model)
    say_unlearned(model.recipe.unlearned)
    strategy = chosen_strategy(args, model.recipe.model.name, list(model.recipe.tasks))
    ranked = rank(model, sentences, strategy, n=args.n, seed=args.seed, progress=Progress())
    return chosen_batch(model, sentences, ranked, f"chosen by {strategy.name}")


def _drawn(args: Namespace, sentences: SentenceFile) -> Batch:
    if args.strategy or args.task or args.strata:
        raise UserError("without --model sentences are drawn at random: leave out --strategy, --task and --strata")
    return drawn_batch(sentences, args.n or len(sentences), labels_of(args.labels), args.seed)
