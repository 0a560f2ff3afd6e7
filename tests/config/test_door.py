"""`params.yaml` and `conf/`: composed defaults, every option, and what is refused at the door."""

from __future__ import annotations

import copy
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from mtal.analysis.provenance import NO_SAY
from mtal.config.door import check_params
from mtal.config.inputs import BUILT_IN_SPLITS
from mtal.errors import UserError
from mtal.models.kinds import KINDS
from support.composing import composed

ROOT = Path(__file__).parents[2]


def test_params_yaml_is_the_composed_default() -> None:
    params = yaml.safe_load((ROOT / "params.yaml").read_text())
    assert params == composed()
    check_params(params)


@pytest.mark.parametrize("strategy", ["mt_avg", "mt_avgda", "st_da"])
def test_another_encoder_needs_no_other_change(strategy: str, bert: Path) -> None:
    check_params(composed(f"strategy={strategy}", f"encoder.name={bert}"))


def test_agreement_without_any_dropout_is_refused() -> None:
    params = composed("strategy=mt_avgda", "model.dropout=0")
    check_params(params)  # the encoder's own dropout is enough
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(KINDS, "bert", replace(KINDS["bert"], dropouts={}))
        with pytest.raises(UserError, match=r"nothing is dropped out for dp.*; set model\.dropout"):
            check_params(params)


def test_own_files_are_inputs(bert: Path, tmp_path: Path) -> None:
    nouns, splits = tmp_path / "nouns.txt", tmp_path / "splits.json"
    own = (f"encoder.name={bert}", f"corpus.eventive_nouns={nouns}", f"corpus.splits={splits}")
    found, usual = composed(*own)["inputs"], composed()["inputs"]
    assert found == {
        "encoder": str(bert),
        "adapt": [],
        "splits": str(splits),
        "eventive_nouns": str(nouns),
        **{key: usual[key] for key in ("vectors", "embedded", "surest", "starts")},
    }
    cold = composed("sample.clusters=true")["inputs"]
    assert (cold["vectors"], cold["embedded"]) == ("data/vectors.npy", ["train"])
    assert composed("training.self_training=0.5")["inputs"]["surest"] == "src/mtal/learning/confidence.py"
    files = (usual[key] for key in found if key not in ("adapt", "embedded", "starts"))
    anew = composed("training.warm_start=false")["inputs"]["starts"]
    for file in (*files, *(item["start"] for item in anew)):
        assert (ROOT / file).is_file()
    assert [item["start"] for item in usual["starts"]][:2] == [anew[0]["start"], "data/rounds/0/model"]


@pytest.mark.parametrize("own", [False, True])
def test_an_encoder_that_is_adapted_is_read_where_it_is_written(own: bool, bert: Path) -> None:
    chosen = [f"encoder.name={bert}"] * own
    params, plain = composed("encoder.adapt=9", *chosen), composed(*chosen)["inputs"]
    assert plain["adapt"] == []
    assert params["inputs"]["adapt"] == [{"encoder": plain["encoder"]}]
    assert params["inputs"]["encoder"] == "data/encoder"
    check_params(params)
    with pytest.raises(UserError, match=r"^inputs\.encoder=.*what is read is data/encoder"):
        check_params(params | {"inputs": plain})
    with pytest.raises(UserError, match=r"^inputs\.adapt=\[\]: what is read is \[\{'encoder'"):
        check_params(params | {"inputs": params["inputs"] | {"adapt": []}})


def test_splits_inside_the_corpus_are_watched_with_it() -> None:
    inside = composed("corpus=conllu", "corpus.path=/mine", "corpus.splits=/mine/lists.json")
    outside = composed("corpus=conllu", "corpus.path=/mine", "corpus.splits=/mine.json")
    assert inside["inputs"]["splits"] == BUILT_IN_SPLITS and outside["inputs"]["splits"] == "/mine.json"


@pytest.fixture
def own_conf(tmp_path: Path) -> Path:
    """`conf/` with choices made as `conf/mine.yaml` says."""
    conf = shutil.copytree(ROOT / "conf", tmp_path / "conf")
    (conf / "corpus/mine.yaml").write_text("defaults: [conllu]\npath: /abs/path/my-corpus\n")
    with (conf / "mine.yaml").open("a") as file:
        file.write("  - override /corpus: mine\n  - override /schedule: converged\nseed: 7\n")
    return conf


def test_own_choices_stay_in_every_experiment(own_conf: Path) -> None:
    for overrides in ((), ("strategy=mt_rrf",), ("strategy=st_ec",), ("decision=blp_al",)):
        params = composed(*overrides, conf=own_conf)
        assert (params["corpus"]["path"], params["corpus"]["format"]) == ("/abs/path/my-corpus", "conllu")
        assert params["training"] == composed("schedule=converged")["training"] and params["seed"] == 7
    assert params["decision"]["name"] == "blp_al"


def test_what_the_command_says_wins_over_own_choices(own_conf: Path) -> None:
    params = composed("corpus=demo", "schedule=quick", "seed=1", conf=own_conf)
    assert params == composed()
    assert composed("corpus.path=/other", conf=own_conf)["corpus"]["path"] == "/other"


def test_a_slip_in_own_choices_is_refused_in_one_line(own_conf: Path) -> None:
    with (own_conf / "mine.yaml").open("a") as file:
        file.write("corpsu: {path: /x}\n")
    with pytest.raises(UserError, match=r"^corpsu: unknown key; params.yaml has seed, corpus"):
        check_params(composed(conf=own_conf))


def changed(key: str, value: object) -> dict[str, Any]:
    """The default parameters with one value changed, added, or (value `...`) taken away."""
    params = copy.deepcopy(composed())
    *path, last = key.split(".")
    place = params
    for part in path:
        place = place[part]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return params


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("strategy.name", "mt_foo", "choose from st_r"),
        ("strategy.task", "sf", "mt_avg looks at all tasks"),
        ("strategy.weights", [1, 2, 3], "one number >= 0 for each of dp, ner"),
        ("model.name", "st", "mt_avg needs model=cmt or model=smt"),
        ("model.dropout", 1.5, "less than 1"),
        ("tasks.sf2", {}, "unknown task sf2; choose from"),
        ("tasks.ner.size", 3, "unknown key"),
        ("training.max_steps", -5, "greater than or equal to 1"),
        ("training.max_steps", None, "either max_steps or epochs"),
        ("training.foo", 1, "unknown key; training has max_steps"),
        ("sample.initial", 5000, "choose 1 to all"),
        ("sample.initial", -0.1, "greater than 0"),
        ("sample.initial", 1.5, "give a share up to 1 or a whole number"),
        ("sample.initial", 1e-9, "choose 1 to all"),
        ("sample.dev", 1e-9, "sample.dev=1e-09 is 0 of 300"),
        ("task_order", ["ner", "dp"], "in their order: ['dp', 'ner']"),
        ("inputs.encoder", "/another/folder", "what is read is src/mtal/models/pretrained.py"),
        ("inputs.splits", "lists.json", "what is read is src/mtal/corpora/splits.py"),
        ("inputs.eventive_nouns", "nouns.txt", "what is read is src/mtal/treebank/data/eventive_nouns.txt"),
        ("inputs.vectors", "data/vectors.npy", "what is read is src/mtal/acquisition/initial.py"),
        ("inputs.embedded", ["train"], "what is read is []"),
        ("inputs.surest", "src/mtal/learning/confidence.py", "what is read is src/mtal/decoders/units.py"),
        ("inputs.starts", [{"this": 0, "start": "data/rounds/0/model"}], "what is read is [{'this': 0, 'start': 'src"),
        ("encoder.adapt", 0, "greater than or equal to 1"),
        ("encoder.adapt", True, "valid integer"),
        ("training.self_training", 0, "greater than 0"),
        ("training.self_training", 1.5, "less than or equal to 1"),
        ("training.watch", "weather", "input should be 'loss'"),
        ("decision.n", 0, "greater than or equal to 1"),
        ("decision.units", 0, "greater than 0"),
        ("decision.units", 1, "less than 1"),
        ("corpus.path", ..., "corpus.path is missing"),
        ("corpus.format", "foo", "choose from conll2012"),
        ("corpus.domain", "pt", "has no entity layer; choose from bc, bn"),
        ("corpus.domain", "xx", "choose from bc, bn"),
        ("corpus.generate", [], "no such file or folder; say where your corpus is"),
        ("encoder.name", "/no/such/folder", "no such folder"),
        ("encoder.sha256", "0" * 64, "has SHA-256"),
        ("model.top_layers", 9, "the encoder has 6 layers"),
        ("rounds", [{"this": 1, "next": 2}], "must be {this: 0, next: 1}"),
        ("rounds", [], "at least 1 item"),
        ("seed", -1, "greater than or equal to 0"),
        ("seed", True, "valid integer"),
        ("costs.ner", ..., "give the costs of each task"),
        ("costs.ner.item", -1, "greater than or equal to 0"),
        ("loss.smoothing", 1, "less than 1"),
        ("extra", 1, "unknown key; params.yaml has seed, corpus"),
        ("decision", ..., "missing"),
    ],
)
def test_impossible_parameters_are_refused_in_one_line(
    key: str, value: object, message: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UserError, match=re.escape(message)) as error:
        check_params(changed(key, value))
    assert "\n" not in str(error.value)
    assert key.split(".")[0] in str(error.value)


def test_temperatures_are_not_fitted_without_a_development_set() -> None:
    check_params(composed("training.watch=loss", "loss=ls"))
    with pytest.raises(UserError, match=r"^training\.watch=loss: .*loss\.temperature_scaling needs one; .*$") as error:
        check_params(composed("training.watch=loss", "loss=ts"))
    assert "\n" not in str(error.value)


def test_words_are_not_asked_by_agreement() -> None:
    wanted = (
        r"^decision\.units=0\.3: words are asked by their entropy, mt_avgda needs dropout_agreement; choose another"
    )
    with pytest.raises(UserError, match=wanted):
        check_params(composed("strategy=mt_avgda", "decision.units=0.3"))


def test_a_start_that_dvc_does_not_know_of_is_refused() -> None:
    with pytest.raises(UserError, match=r"^inputs\.starts=.*what is read is .*'start': 'src/mtal/models/storage.py'"):
        check_params(changed("training.warm_start", False))


def test_each_stage_reads_the_parameters_that_dvc_knows_of() -> None:
    stages = yaml.safe_load((ROOT / "dvc.yaml").read_text())["stages"]
    for name, stage in stages.items():
        body = stage.get("do", stage)
        script = next(word for word in body["cmd"].split() if word.startswith("stages/"))
        read = re.findall(r"read_params\((.*?)\)", (ROOT / script).read_text(), re.DOTALL)
        declared = re.search(r"SECTIONS = \((.*?)\)", (ROOT / script).read_text(), re.DOTALL)
        names = set(re.findall(r'"([\w.]+)"', declared.group(1) if declared else " ".join(read)))
        declared_names = set(body.get("params", []))
        if name in ("report", "calibration"):  # dvc.lock is to tell of which parameters the metrics are
            assert {n.partition(".")[0] for n in names} <= declared_names == set(composed()) - set(NO_SAY), name
        elif name != "validate":
            assert names == declared_names, name


def test_each_stage_depends_on_its_script_and_on_files_that_exist() -> None:
    stages = yaml.safe_load((ROOT / "dvc.yaml").read_text())["stages"]
    for name, stage in stages.items():
        body = stage.get("do", stage)
        script = next(word for word in body["cmd"].split() if word.startswith("stages/"))
        assert script in body["deps"], name
        for dep in body["deps"]:
            assert "$" in dep or dep.startswith("data/") or (ROOT / dep).exists(), (name, dep)
