"""A project's folder, made: text, parameters, pipeline, the sentences that are held out, git and DVC."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from mtal.errors import InputError, UserError
from mtal.files import whole_folder, write_json
from mtal.params import PARAMS
from mtal.project import asked, held_out
from mtal.project.advice import record
from mtal.project.asked import write_annotations
from mtal.project.first_params import Wishes, first_labels, write_params
from mtal.project.history import write_scores
from mtal.project.places import ADVICE, TEXT
from mtal.project.repository import begin, check_identity, commit
from mtal.project.template import write_template
from mtal.texts.pool import Pool, read_pool


def start(folder: Path, wishes: Wishes) -> Pool:
    """Make the project and its first commit; what there is to annotate. `UserError` before anything is left behind."""
    _check_place(folder)
    check_identity()
    pool = read_pool(wishes.text, wishes.tasks, wishes.options)
    with whole_folder(folder.resolve()) as made:
        fill(made, folder.resolve().name, wishes, pool)
        begin(made)
        write_template(made / ".dvc/plots/history.json")
        commit(made, TEXT)
    return pool


def fill(made: Path, name: str, wishes: Wishes, pool: Pool) -> None:
    """Write a project's files, those of git and DVC apart, into the empty folder `made`; `name`: what it is called."""
    _check_size(pool, wishes)
    _copy_text(wishes.text, made / TEXT)
    write_params(made / PARAMS, wishes, first_labels(wishes, pool))
    write_template(made / "dvc.yaml")
    write_template(made / ".gitignore")
    write_template(made / "README.md", name=name, tasks=", ".join(wishes.tasks), tool=wishes.tool)
    write_annotations([], made / asked.PATH)
    write_scores(0, {}, 0, 0, made)
    write_json(made / ADVICE, record({}, {}, {}, None))
    drawn = held_out.draw([sentence.id for sentence in pool.sentences], wishes.sizes, wishes.seed)
    held_out.write_held_out(drawn, made / held_out.PATH)


def _check_place(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(folder, None, "there already, and not empty; give another folder")
    if Path.cwd().is_relative_to(folder.resolve()):
        raise InputError(folder, None, "you are in this folder; go out of it, or give one that isn't there yet")


def _check_size(pool: Pool, wishes: Wishes) -> None:
    needed = sum(wishes.sizes.values()) + wishes.first
    if len(pool.sentences) < needed:
        raise UserError(
            f"{len(pool.sentences)} sentences are fewer than the {needed} of the first batch; bring more text, or give "
            "smaller --test, --development and --first"
        )


def _copy_text(paths: Sequence[Path], folder: Path) -> None:
    folder.mkdir()
    for path in paths:
        if (folder / path.name).exists():
            raise InputError(path, None, f"two files are called {path.name}; give them names of their own")
        shutil.copyfile(path, folder / path.name)
