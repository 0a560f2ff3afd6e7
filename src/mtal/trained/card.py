"""The model card of an exported model: README.md with the front matter that Hugging Face reads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from huggingface_hub import EvalResult, ModelCard, ModelCardData
from yaml import YAMLError

from mtal import __version__
from mtal.errors import UserError
from mtal.models.folders import is_folder
from mtal.models.options import EncoderOptions
from mtal.models.pretrained import PACKAGE, locate
from mtal.models.storage import ModelRecipe
from mtal.tasks import TASKS
from mtal.trained.facts import Facts

DIGITS = 4
"""Of scores in the front matter."""
SHARES = {
    "st": "a model of its own for each task",
    "smt": "one encoder for all tasks",
    "cmt": "one encoder, whose top layers each task has for itself behind a gate",
}
USE = """\
```python
import mtal  # version {version}

model = mtal.load("{name}")
model.predict([["He", "left", "."]])
```

```console
$ python -m mtal predict {name} new.txt --to conllu -o new.conllu
```
"""


def card(name: str, recipe: ModelRecipe, facts: Facts | None) -> str:
    """The text of README.md for the model that is called `name`; the same every time."""
    parts = [
        f"---\n{_front_matter(name, recipe, facts).to_yaml().strip()}\n---\n",
        f"# {name}\n",
        f"A model for {_listed([_called(task) for task in recipe.tasks])}, made with mtal.\n",
        USE.format(version=__version__, name=name),
        "## Tasks\n\n" + "".join(_tasks(recipe)),
        f"## Encoder\n\n{_encoder(recipe)}\n",
        "## Training data and scores\n\n" + (_seen(facts) if facts else "Nothing about them was at hand at export.\n"),
    ]
    return "\n".join(parts)


def shown_encoder(options: EncoderOptions) -> EncoderOptions:
    """The encoder as strangers may know it: of a folder the name alone, not where it lies."""
    of_folder = EncoderOptions(name=Path(options.name).name, adapt=options.adapt)
    return of_folder if is_folder(options.name) else options


def encoder_licence(options: EncoderOptions) -> str | None:
    """The licence that the encoder's own README.md states; None where none is at hand."""
    try:
        path = Path(locate(options)) / "README.md"
        return ModelCard.load(path).data.license if path.is_file() else None
    except (UserError, ValueError, OSError, YAMLError):
        return None


def _front_matter(name: str, recipe: ModelRecipe, facts: Facts | None) -> ModelCardData:
    results = _results(facts) if facts else None
    shown = shown_encoder(recipe.encoder).name
    on_hub = not is_folder(recipe.encoder.name) and not shown.startswith(PACKAGE)
    return ModelCardData(
        library_name="mtal",
        base_model=shown if on_hub else None,
        pipeline_tag="token-classification",
        tags=["multi-task", "active-learning", *(_called(task).replace(" ", "-") for task in recipe.tasks)],
        model_name=name if results else None,
        eval_results=results,
    )


def _results(facts: Facts) -> list[EvalResult]:
    return [
        EvalResult(
            task_type="token-classification",
            dataset_type=facts.corpus,
            dataset_name=facts.corpus,
            dataset_split="test",
            metric_type=metric,
            metric_name=f"{task} {metric}",
            metric_value=round(facts.scores[task][metric], DIGITS),
        )
        for task, metric in facts.main.items()
    ]


def _tasks(recipe: ModelRecipe) -> Iterator[str]:
    for task in recipe.tasks:
        labels = recipe.labels[task]
        lacking = "; **had no labels to learn from and isn't predicted**" if task in recipe.unlearned else ""
        yield f"- `{task}`, {_called(task)}: {len(labels)} labels ({', '.join(labels)}){lacking}\n"
    yield f"\n`{recipe.model.name}`: {SHARES[recipe.model.name]}.\n"


def _encoder(recipe: ModelRecipe) -> str:
    options = shown_encoder(recipe.encoder)
    at = f", revision `{options.revision}`" if options.revision else ""
    licence = encoder_licence(recipe.encoder)
    said = f"Its licence: {licence}." if licence else "Its licence wasn't at hand: look where it comes from."
    steps = recipe.encoder.adapt
    adapted = f", adapted to the words of the corpus by {steps} steps of guessing masked ones" if steps else ""
    return f"`{options.name}`{at}{adapted}, fine-tuned. {said}"


def _seen(facts: Facts) -> str:
    test = f" {facts.test_sentences:,} sentences of the" if facts.test_sentences is not None else " the"
    head = (
        f"Corpus `{facts.corpus}` (licence: {facts.licence}). Trained on {facts.labelled:,} labelled sentences: the "
        f"first at random, then by `{facts.strategy}` up to round {facts.round}, seed {facts.seed}.\n"
        f"Scores in percent on{test} test split:\n"
    )
    rows = [
        f"| `{task}` | {metric.replace('_', ' ')} | {'**' * main}{100 * value:.1f}{'**' * main} |\n"
        for task, scores in facts.scores.items()
        for metric, value in sorted(scores.items())
        for main in [metric == facts.main.get(task)]
    ]
    return "\n".join([head, "| task | score | |\n|---|---|---|\n" + "".join(rows)])


def _called(task: str) -> str:
    return TASKS[task].title if task in TASKS else task


def _listed(words: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))
