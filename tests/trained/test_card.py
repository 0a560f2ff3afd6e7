"""The model card."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from huggingface_hub import ModelCard

from mtal.corpora.sentence import Sentence
from mtal.models.options import EncoderOptions
from mtal.models.storage import ModelRecipe
from mtal.trained.card import card, encoder_licence, shown_encoder
from mtal.trained.facts import Facts
from support.recipes import small_recipe

FACTS = Facts("own", "CC BY 4.0", "mt_rrf", 3, 2, 1030, {"dp": {"las": 0.5, "uas": 0.756}}, {"dp": "las"}, 300)


@pytest.fixture
def recipe(bert: Path, sentences: list[Sentence]) -> ModelRecipe:
    return small_recipe(bert, sentences)


def test_hugging_face_reads_it(recipe: ModelRecipe) -> None:
    data = ModelCard(card("mine", recipe, FACTS)).data
    assert data.library_name == "mtal" and data.pipeline_tag == "token-classification"
    assert {"dependency-parsing", "named-entities"} <= set(data.tags)
    (result,) = data.eval_results
    assert (result.dataset_name, result.metric_name, result.metric_value) == ("own", "dp las", 0.5)
    assert not ModelCard(card("mine", recipe, None)).data.eval_results


def test_people_read_what_it_does_and_what_it_has_seen(recipe: ModelRecipe) -> None:
    text = card("mine", replace(recipe, unlearned=["ner"]), FACTS)
    for said in (
        "# mine\n",
        'mtal.load("mine")',
        f"- `dp`, dependency parsing: {len(recipe.labels['dp'])} labels ({', '.join(recipe.labels['dp'])})",
        "**had no labels to learn from and isn't predicted**",
        "1,030 labelled sentences: the first at random, then by `mt_rrf` up to round 2, seed 3",
        "Corpus `own` (licence: CC BY 4.0)",
        "300 sentences of the test split",
        "| `dp` | las | **50.0** |\n| `dp` | uas | 75.6 |\n",
    ):
        assert said in text, said


def test_it_is_the_same_every_time_and_knows_no_folder(recipe: ModelRecipe, bert: Path) -> None:
    text = card("mine", recipe, FACTS)
    assert text == card("mine", recipe, FACTS) and str(bert.parent) not in text
    assert shown_encoder(recipe.encoder) == EncoderOptions(name=bert.name)


def test_an_encoder_of_the_hub_is_named_with_its_commit(recipe: ModelRecipe) -> None:
    text = card("mine", replace(recipe, encoder=EncoderOptions(name="a/b", revision="c0ffee")), None)
    assert ModelCard(text).data.base_model == "a/b"
    assert "`a/b`, revision `c0ffee`, fine-tuned. Its licence wasn't at hand" in text


def test_an_encoder_that_was_adapted_says_so(recipe: ModelRecipe) -> None:
    adapted = replace(recipe, encoder=recipe.encoder.model_copy(update={"adapt": 250}))
    assert "by 250 steps of guessing masked ones, fine-tuned." in card("mine", adapted, None)
    assert shown_encoder(adapted.encoder).adapt == 250
    assert "guessing" not in card("mine", recipe, None)


def test_the_licence_is_the_one_that_the_encoder_states(bert: Path, tmp_path: Path) -> None:
    options = EncoderOptions(name=str(tmp_path))
    assert encoder_licence(options) is None
    (tmp_path / "README.md").write_text("# Without front matter\n")
    assert encoder_licence(options) is None
    (tmp_path / "README.md").write_text("---\nlicense: [\n---\n")
    assert encoder_licence(options) is None
    (tmp_path / "README.md").write_text("---\nlicense: apache-2.0\n---\n# An encoder\n")
    assert encoder_licence(options) == "apache-2.0"
    assert encoder_licence(EncoderOptions(name="package:not_there/model")) is None
