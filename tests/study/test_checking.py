"""Cells that can't run are told before anything does."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtal.study import checking
from mtal.study.cells import Cell, cell
from mtal.study.checking import refused, unready
from support.composing import ROOT, composed


def made(*overrides: str) -> Cell:
    return cell(overrides, composed(*overrides))


def test_choices_that_cant_go_together_are_refused_by_name() -> None:
    good, bad = made(), made("strategy=st_ec", "model=cmt")
    assert refused([good, bad]) == {bad.name: "model.name=cmt: st_ec needs model=st"}


def test_an_encoder_is_looked_for_once(monkeypatch: pytest.MonkeyPatch, bert: Path) -> None:
    asked = []
    monkeypatch.setattr(checking, "check_encoder_of", lambda found: asked.append(found.encoder.name))
    cells = [made(f"seed={seed}", f"encoder.name={bert}") for seed in (1, 2)] + [made("strategy=mt_rrf")]
    assert unready(cells, ROOT) == {} and len(asked) == 2


def test_an_encoder_that_isnt_there_is_told() -> None:
    lost = made("encoder.name=/no/such/encoder")
    assert unready([lost], ROOT) == {lost.name: "encoder.name=/no/such/encoder: no such folder"}


def test_files_that_clones_havent_got_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "check_encoder_of", lambda found: None)
    (tmp_path / "corpus").mkdir()
    for name, path, fault in (
        ("path", "mine", "corpus.path=mine: cells run in clones, which haven't got it; name it by an absolute path"),
        ("path", str(tmp_path / "corpus"), None),
        ("eventive_nouns", "nouns.txt", "inputs.eventive_nouns=nouns.txt: cells run in clones"),
        (
            "eventive_nouns",
            str(tmp_path / "nouns.txt"),
            f"inputs.eventive_nouns={tmp_path}/nouns.txt: nothing is there",
        ),
    ):
        given = made("corpus=ontonotes", f"corpus.path={tmp_path / 'corpus'}", f"corpus.{name}={path}")
        monkeypatch.setattr(checking, "check_choices", lambda params: None)
        found = unready([given], ROOT).get(given.name)
        assert (found or "").startswith(fault or "") and bool(found) is bool(fault)


@pytest.mark.parametrize("corpus", ["demo", "ontonotes_wsj"])
def test_corpora_that_stages_bring_need_nothing(corpus: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "check_encoder_of", lambda found: None)
    assert unready([made(f"corpus={corpus}")], ROOT) == {}
