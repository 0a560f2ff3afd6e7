"""What cells are named in tables."""

from __future__ import annotations

import pytest

from mtal.tables.methods import methods, settings
from support.study import params


@pytest.mark.parametrize(
    ("cells", "names"),
    [
        ([params("mt_avg"), params("mt_r"), params("st_r")], ["MT-AVG", "MT-R", "ST-R"]),
        ([params("mt_ec"), params("st_da", task="ner")], ["MT-EC-DP", "ST-DA-NER"]),
        ([params("mt_ind"), params("mt_ind", weights=[0, 1])], ["MT-IND β=0.5", "MT-IND β=1"]),
        ([params("mt_ind", weights=[1, 3]), params("mt_r")], ["MT-IND β=0.75", "MT-R"]),
        ([params(weights=[1, 0, 2], tasks=["dp", "ner", "pos"])], ["MT-AVG weights 1:0:2"]),
        ([params("mt_min", decision="blp_al"), params("mt_min", decision="blp")], ["MT-MIN BLP_AL", "MT-MIN BLP"]),
        ([params("mt_min", decision="blp_al"), params("mt_avg", decision="grd_al", corpus="b")], ["MT-MIN", "MT-AVG"]),
        ([params("mt_avg", family="udjs"), params("mt_ec", family="stcs", task="ner")], ["UDJS", "STCS-NER"]),
        ([params("mt_min", family="eqb_djs")], ["EQB-DJS MT-MIN"]),
        ([params("st_ec"), params(model="smt"), params()], ["ST-EC-DP", "MT-AVG SMT", "MT-AVG CMT"]),
        ([params(), params(smoothing=0.0), params(smoothing=0.0, ts=True)], ["MT-AVG LS", "MT-AVG CE", "MT-AVG TS"]),
        ([params("st_ec", rounds=1, initial=1.0), params("st_ec")], ["ST full", "ST-EC-DP"]),
        ([params(steps=100), params(steps=200)], ["MT-AVG training.max_steps=100", "MT-AVG training.max_steps=200"]),
    ],
)
def test_methods_are_named_as_in_the_paper(cells, names) -> None:
    assert [method.name for method in methods(cells)] == names


def test_what_varies_between_seeds_alone_has_one_name() -> None:
    assert len(set(methods([params(seed=1), params(seed=2)]))) == 1


def test_a_method_is_the_same_in_settings_that_train_with_another_loss() -> None:
    assert len(set(methods([params(corpus="a"), params(corpus="b", smoothing=0.0)]))) == 1
    assert len(set(methods([params(corpus="a"), params(corpus="a", smoothing=0.0)]))) == 2


def test_settings_name_domains_and_the_encoder_where_it_varies() -> None:
    cells = [
        params(corpus="a", domain="nw", encoder="google-bert/bert-base-cased"),
        params(corpus="b", encoder="google-bert/bert-base-cased"),
        params(corpus="b", encoder="FacebookAI/roberta-base"),
        params(corpus="b", encoder="/own"),
    ]
    assert [setting.label for setting in settings(cells)] == ["a nw", "b BERT", "b RoBERTa", "b /own"]


def test_groups_of_best_of_counts() -> None:
    cells = [params(), params(smoothing=0.0), params(smoothing=0.0, rounds=1, initial=1.0)]
    assert [method.group for method in methods(cells)] == ["LS", "CE", "full CE"]


def test_what_is_off_has_no_name() -> None:
    cells = [params(), params(), params()]
    for each, options in zip(cells, ({}, {"strata": 20}, {"strata": 20, "clusters": True}), strict=True):
        each["strategy"] |= {"strata": None, "clusters": False} | options
    assert [each.name for each in methods(cells)] == ["MT-AVG", "MT-AVG strata=20", "MT-AVG strata=20 clusters"]
    assert methods(cells[1:2])[0].name == "MT-AVG strata=20", "named also where no other cell is beside it"
