"""The labelled set, the pool and what is bought from it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given, settings

from mtal.acquisition.costs import TaskCosts
from mtal.acquisition.decision import DecisionOptions, StrategyOptions, check_decision, check_strategy
from mtal.acquisition.initial import SampleOptions, draw, initial_size
from mtal.acquisition.labelled import (
    Annotation,
    annotated_ids,
    asked_units,
    read_labelled,
    spending,
    with_all_annotated,
    write_labelled,
)
from mtal.acquisition.purchase import buy
from mtal.acquisition.scores import (
    PoolScores,
    for_sale,
    read_scores,
    unlabelled,
    write_scores,
)
from mtal.corpora.sentence import Sentence, write_sentences
from mtal.errors import InputError, UserError
from mtal.params import checked
from mtal.selection import STRATEGIES
from support.composing import write_parameters
from support.running import stage

ANNOTATIONS = [Annotation('a,"b"', 0, ("dp", "ner")), Annotation("c", 2, ("ner",), 7, 3, {"ner": (0, 2)})]
STRATEGY = {"name": "mt_avg", "confidence": "entropy", "task": None, "weights": None}


def test_labelled_round_trip(tmp_path: Path) -> None:
    write_labelled(tmp_path / "l.csv", ANNOTATIONS)
    head, *_, last = (tmp_path / "l.csv").read_text().splitlines()
    assert (head, last) == ("id,round,tasks,words,cost,units", "c,2,ner,3,7,ner:0 2")
    assert read_labelled(tmp_path / "l.csv") == ANNOTATIONS
    assert annotated_ids(ANNOTATIONS, ["dp", "ner"]) == {"dp": {'a,"b"'}, "ner": {'a,"b"', "c"}}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all examples of a property."""
    return tmp_path_factory.mktemp("tables")


IDS = st.lists(
    st.text(st.characters(codec="utf-8") | st.sampled_from('\r\n\t\0",\x85\u2028\ufeff'), min_size=1), unique=True
)


@settings(deadline=None)
@given(IDS)
def test_every_id_survives_the_labelled_set(folder: Path, ids: list[str]) -> None:
    units = [{}, {"dp": (0,)}, {"dp": (3, 4), "ner": (0, 11)}]
    annotations = [Annotation(id_, i, ("dp", "ner")[: i % 3], 3 * i, i, units[i % 3]) for i, id_ in enumerate(ids)]
    write_labelled(folder / "l.csv", annotations)
    assert read_labelled(folder / "l.csv") == annotations
    sentences = [Sentence(id_, "own", ["w"]) for id_ in ids]
    assert list(with_all_annotated(sentences, annotations)) == sentences


@settings(deadline=None)
@given(IDS)
def test_every_id_survives_the_scores(folder: Path, ids: list[str]) -> None:
    pool = [Sentence(id_, "own", ["w"] * i) for i, id_ in enumerate(ids)]
    write_scores({folder / "s.csv": {"dp": np.arange(len(ids))}}, pool)
    found = read_scores(folder / "s.csv")
    assert (found.ids, found.words.tolist()) == (ids, list(range(len(ids))))


def test_a_labelled_set_of_another_corpus_is_refused() -> None:
    sentences = [Sentence("c", "own", ["w"])]
    assert list(with_all_annotated(sentences, [])) == sentences
    with pytest.raises(
        UserError, match=r"labelled\.csv has 2 sentences that aren't in the training split, such as 'a\\nb'"
    ):
        list(with_all_annotated(sentences, [Annotation(id_, 0, ("dp",)) for id_ in ("c", "d", "a\nb")]))


@pytest.mark.parametrize("name", ["score", "train"])
def test_stages_refuse_a_labelled_set_of_another_corpus(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sentences: list[Sentence], bert: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", [name])
    write_parameters(tmp_path, bert)
    for file in ("data/corpus/train.jsonl", "data/development.jsonl"):
        write_sentences(file, sentences)
    write_labelled(Path("data/rounds/0/labelled.csv"), [Annotation("other:0", 0, ("dp", "ner"))])
    with pytest.raises(SystemExit, match="such as 'other:0'"):
        stage(name, 0)


@pytest.mark.parametrize(
    "text",
    [
        *("", "id,tasks\n", "id,round,tasks,words,cost\na,1,dp,1,1\n"),
        *(
            f"id,round,tasks,words,cost,units\n{row}\n"
            for row in ("a,x,dp,1,1,", "a,1,dp", "a,,dp,1,1,", "a,1,dp,x,1,", '"a,1,dp,1,1,', "a,1,dp,1,1")
        ),
        *(
            f"id,round,tasks,words,cost,units\na,1,dp,1,1,{cell}\n"
            for cell in ("dp", "dp:", "dp:0|", "dp:0  1", "dp:-1", "dp:0 ner:1", ":0", "dp:٣")
        ),
    ],
)
def test_a_malformed_labelled_set_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "l.csv").write_text(text)
    with pytest.raises(InputError):
        read_labelled(tmp_path / "l.csv")


def test_words_that_were_asked_are_gathered_by_sentence() -> None:
    more = [*ANNOTATIONS, Annotation("c", 3, ("dp", "id"), 7, 3, {"dp": (1,)})]
    assert asked_units(more) == {"c": {"ner": (0, 2), "dp": (1,)}}


def test_pool_is_what_lacks_a_task() -> None:
    sentences = [Sentence(id_, "own", ["w"]) for id_ in ('a,"b"', "c", "d")]
    assert unlabelled(sentences, ANNOTATIONS, ["dp", "ner"]).tolist() == [1, 2]


def test_scores_round_trip_keeps_float32(tmp_path: Path) -> None:
    pool = [Sentence("a", "own", ["w"] * 3), Sentence("b,c", "own", ["w"])]
    values = {"dp": np.array([1 / 3, 0.1], dtype=np.float32), "ner": np.array([np.nan, 1.0], dtype=np.float32)}
    write_scores({tmp_path / "s.csv": values}, pool)
    found = read_scores(tmp_path / "s.csv")
    assert (found.ids, found.words.tolist(), found.tasks) == (["a", "b,c"], [3, 1], ["dp", "ner"])
    np.testing.assert_array_equal(found.values.astype(np.float32), np.stack(list(values.values()), axis=1))


@pytest.mark.parametrize("text", ["", "id,dp\n", "id,tokens,dp\na,1\n", "id,tokens,dp\na,x,0.5\n", "id,tokens,dp\n\n"])
def test_a_malformed_table_of_scores_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "s.csv").write_text(text)
    with pytest.raises(InputError):
        read_scores(tmp_path / "s.csv")


def scores(confidence: list[list[float]]) -> PoolScores:
    n = len(confidence)
    return PoolScores([f"s{i}" for i in range(n)], np.ones(n, dtype=np.int64), ["dp", "ner"], np.array(confidence))


COSTS = {"dp": TaskCosts(sentence=3), "ner": TaskCosts(item=1)}
NO_ITEMS = scores([[0, 0]] * 3)
NO_ITEMS_OF_TWO = scores([[0, 0]] * 2)


@dataclass
class Buyer:
    """Buys with one strategy and decision."""

    strategy: StrategyOptions
    decision: DecisionOptions

    def make(
        self,
        number: int,
        pool: PoolScores,
        items: PoolScores,
        labelled: list[Annotation],
        offered: np.ndarray | None = None,
    ) -> tuple[list[Annotation], dict]:
        offered = for_sale(items) if offered is None else offered
        terms = {"costs": COSTS, "strategy": self.strategy, "decision": self.decision}
        return buy(pool, items, labelled, offered, round=number + 1, seed=number, **terms)


def purchase(n: int | None = None, decision: dict | None = None, **strategy: object) -> Buyer:
    wanted = checked(StrategyOptions, "strategy", STRATEGY | strategy)
    chosen = checked(DecisionOptions, "decision", decision or {"name": "top_n", "n": n})
    check_strategy(wanted, list(COSTS))
    check_decision(chosen, wanted)
    return Buyer(wanted, chosen)


def test_the_least_confident_are_bought_for_all_tasks_as_many_as_at_the_start() -> None:
    pool = scores([[0.9, 0.9], [0.1, 0.5], [0.2, 0.2]])
    before = [Annotation("x", 0, ("dp", "ner")), Annotation("y", 0, ("dp", "ner"))]
    bought, _ = purchase().make(3, pool, NO_ITEMS, before)
    assert bought == [Annotation("s2", 4, ("dp", "ner"), 4, 1), Annotation("s1", 4, ("dp", "ner"), 4, 1)]


def test_a_task_selects_alone_and_a_small_pool_is_emptied() -> None:
    pool = scores([[0.9, 0.1], [0.1, 0.5]])
    no_items = scores([[0, 0]] * 2)
    by_ner, _ = purchase(name="mt_ec", task="ner", n=1).make(0, pool, no_items, [])
    assert [annotation.id for annotation in by_ner] == ["s0"]
    assert len(purchase(n=10).make(0, pool, no_items, [])[0]) == 2


def by_length(lengths: list[int]) -> tuple[PoolScores, PoolScores]:
    """A pool in which the shorter of two sentences is less sure, and its items: none."""
    words = np.array(lengths)
    confidence = np.repeat(words[:, None] / 100, 2, axis=1)
    ids = [f"s{i}" for i in range(len(words))]
    return tuple(PoolScores(ids, words, ["dp", "ner"], values) for values in (confidence, 0 * confidence))  # type: ignore[return-value]


@pytest.mark.parametrize("name", ["mt_avg", "mt_ec", "mt_par", "mt_ind", "mt_rrf", "mt_max"])
def test_strata_buy_every_length_alike(name: str) -> None:
    pool, items = by_length([3, 30, 4, 31, 5, 32, 6, 33])
    plain, _ = purchase(n=4, name=name).make(0, pool, items, [])
    assert {annotation.id for annotation in plain} == {"s0", "s2", "s4", "s6"}
    even, _ = purchase(n=4, name=name, strata=2).make(0, pool, items, [])
    assert [annotation.id for annotation in even] == ["s0", "s1", "s2", "s3"]


@pytest.mark.parametrize("decision", ["grd_al", "blp_al", "blp"])
@pytest.mark.parametrize("family", ["joint", "udjs"])
def test_strata_hold_within_a_budget(decision: str, family: str) -> None:
    pool, items = by_length([3, 13, 4, 14, 5, 15, 6, 16])
    budget = {"name": decision, "family": family, "budget": 45, "edge": "skip" if decision == "grd_al" else "stop"}
    plain, _ = purchase(decision=budget).make(0, pool, items, [])
    even, _ = purchase(decision=budget, strata=2).make(0, pool, items, [])
    longer = [sum(int(one.id[1:]) % 2 for one in bought) for bought in (plain, even)]
    assert longer[1] >= longer[0] and longer[1] > 0
    assert sum(one.cost for one in even) <= 45


@pytest.mark.parametrize("decision", [{"name": "top_n", "n": 3}, {"name": "grd_al", "budget": 20}])
def test_clusters_take_the_most_wanted_of_each(decision: dict) -> None:
    pool, items = by_length([3] * 9)  # the price of each is 6
    pool.values[:] = np.arange(9)[:, None] / 10
    vectors = np.repeat(np.eye(3) * 9, 3, axis=0).astype(np.float16)
    vectors += np.arange(9)[:, None] / 100
    terms = {"costs": COSTS, "decision": DecisionOptions(**decision), "round": 1, "seed": 0, "vectors": vectors}
    bought, _ = buy(
        pool, items, [], for_sale(items), strategy=StrategyOptions(**STRATEGY | {"clusters": True}), **terms
    )
    assert [one.id for one in bought] == ["s0", "s3", "s6"]


@pytest.mark.parametrize("decision", [{"name": "top_n", "n": 4}, {"name": "grd_al", "budget": 45}])
def test_random_sentences_of_the_lengths_that_a_strategy_would_buy(decision: dict) -> None:
    pool, items = by_length([3, 30, 4, 3, 4, 3, 4, 30, 30, 3, 4])
    bought, again = (
        [purchase(decision=decision, **how).make(number, pool, items, [])[0] for number in range(5)]
        for how in ({}, {"name": "mt_r", "lengths_of": "mt_avg"})
    )
    assert [[one.words for one in each] for each in again] == [[one.words for one in each] for each in bought]
    assert len({tuple(one.id for one in each) for each in again}) > 1


@pytest.mark.parametrize(
    ("strategy", "without"),
    [
        ({"clusters": True}, "strategy.clusters=false"),
        ({"name": "mt_r", "lengths_of": "mt_avg"}, "strategy.lengths_of=null"),
    ],
)
@pytest.mark.parametrize(("name", "family"), [("blp_al", "joint"), ("blp", "udjs"), ("grd_al", "udjs")])
def test_what_needs_an_order(name: str, family: str, strategy: dict, without: str) -> None:
    what = rf"^strategy\.(clusters=true|lengths_of=mt_avg): .* follows no order; choose decision=top_n, .*{without}$"
    with pytest.raises(UserError, match=what):
        purchase(decision={"name": name, "family": family, "budget": 9}, **strategy)


@pytest.mark.parametrize(
    ("unit", "n", "edge", "ids"),
    [
        (None, 2, "stop", ["s0", "s1"]),
        ("words", 12, "stop", ["s0", "s1"]),
        ("words", 12, "skip", ["s0", "s1", "s3"]),
        ("words", 2, "stop", []),
        ("cost", 15, "stop", ["s0", "s1"]),  # a sentence costs its words and 3
    ],
)
def test_n_counts_sentences_words_or_cost(unit: str | None, n: int, edge: str, ids: list[str]) -> None:
    pool, items = by_length([3, 5, 7, 4])
    pool.values[:] = np.arange(4)[:, None] / 10
    bought, record = purchase(decision={"name": "top_n", "n": n, "unit": unit, "edge": edge}).make(0, pool, items, [])
    assert [one.id for one in bought] == ids
    if unit:
        assert record[unit] == sum(getattr(one, unit) for one in bought) <= n


def test_a_unit_needs_an_amount() -> None:
    with pytest.raises(UserError, match=r"^decision\.n is null: decision\.unit=words needs"):
        purchase(decision={"name": "top_n", "unit": "words"})


def test_random_selection_in_strata_is_seeded_and_has_all_lengths() -> None:
    pool, items = by_length(list(range(1, 41)))
    bought, _ = purchase(n=10, name="mt_r", strata=10).make(1, pool, items, [])
    assert sorted((int(one.id[1:])) // 4 for one in bought) == list(range(10))
    assert bought == purchase(n=10, name="mt_r", strata=10).make(1, pool, items, [])[0]
    assert bought != purchase(n=10, name="mt_r", strata=10).make(2, pool, items, [])[0]


BUDGET = {"name": "blp_al", "budget": 9}


def test_a_program_buys_what_the_budget_allows_and_greedy_stops_at_its_edge() -> None:
    pool = scores([[0.5, 0.5], [0.1, 0.1], [0.4, 0.4]])
    items = scores([[0, 0], [0, 5], [0, 0]])  # prices for both tasks: 4, 9, 4
    by_program, record = purchase(decision=BUDGET).make(0, pool, items, [])
    assert [(a.id, a.cost) for a in by_program] == [("s0", 4), ("s2", 4)]
    assert record["spent"] == 8 and record["status"] == "optimal"
    greedily, record = purchase(decision=BUDGET | {"name": "grd_al"}).make(0, pool, items, [])
    assert [(a.id, a.cost) for a in greedily] == [("s1", 9)] and record == {"spent": 9, "pool": 3, "sentences": 1}


def test_disjoint_sets_never_buy_what_is_annotated() -> None:
    pool = scores([[0.5, 0.0], [0.0, 0.9], [0.9, 0.8]])  # dp alone costs 4, ner 1, both 4
    disjoint = purchase(decision=BUDGET | {"family": "udjs", "budget": 5})
    bought, _ = disjoint.make(1, pool, NO_ITEMS, [Annotation("s1", 0, ("dp",))])
    assert [(a.id, a.tasks, a.cost) for a in bought] == [("s0", ("dp", "ner"), 4), ("s2", ("ner",), 1)]


@pytest.mark.parametrize("name", ["grd_al", "blp_al", "blp"])
@pytest.mark.parametrize(
    ("family", "reason"),
    [
        ("joint", "the cheapest of 2 sentences costs 4, the budget is 3"),
        ("stcs", "the cheapest of 2 sentences costs 4, the budget is 3"),
        ("udjs", "the cheapest of 2 sentences costs 4, the budget is 3"),
        ("eqb_djs", "the cheapest of 2 sentences costs 4, a task's share of the budget is 1"),
    ],
)
def test_a_purchase_of_nothing_says_why(name: str, family: str, reason: str) -> None:
    pool, annotations = scores([[0.5, 0.5], [0.1, 0.1]]), []
    if family in ("udjs", "eqb_djs"):  # dp alone costs 4, ner 1
        annotations = [Annotation(id_, 0, ("ner",)) for id_ in pool.ids]
    strategy = {"name": "mt_ec" if family == "stcs" else "mt_avg"}
    poor = purchase(decision={"name": name, "family": family, "budget": 3}, **strategy)
    bought, record = poor.make(0, pool, NO_ITEMS_OF_TWO, annotations)
    assert bought == [] and record["nothing"] == reason


@pytest.mark.parametrize("name", ["top_n", "grd_al", "blp_al", "blp"])
@pytest.mark.parametrize("family", ["joint", "udjs", "eqb_djs"])
def test_an_empty_pool_sells_nothing(name: str, family: str) -> None:
    empty = PoolScores([], np.zeros(0, dtype=np.int64), ["dp", "ner"], np.zeros((0, 2)))
    decision = {"name": name} | ({} if name == "top_n" else {"budget": 9, "family": family})
    bought, record = purchase(decision=decision).make(0, empty, empty, [Annotation("s0", 0, ("dp", "ner"))])
    assert bought == [] and record["nothing"] == "the pool is empty"


def test_a_model_that_is_certain_of_all_leaves_a_program_nothing_to_buy() -> None:
    _, record = purchase(decision=BUDGET).make(0, scores([[1.0, 1.0], [1.0, 1.0]]), NO_ITEMS_OF_TWO, [])
    assert record["nothing"] == "the models are wholly certain of all that is left"


def test_a_whole_budget_at_once() -> None:
    pool = scores([[0.5, 0.5], [0.1, 0.1], [0.4, 0.4]])
    bought, record = purchase(decision={"name": "blp", "budget": 4, "rounds_at_once": 2}).make(0, pool, NO_ITEMS, [])
    assert record["spent"] == 8 and len(bought) == 2


@pytest.mark.parametrize(
    ("decision", "strategy", "message"),
    [
        ({"name": "blp_al"}, {}, "decision.budget is null"),
        (BUDGET, {"name": "mt_par"}, "needs a strategy with a score"),
        (BUDGET | {"family": "stcs"}, {}, "needs mt_ec"),
        (BUDGET | {"family": "udjs"}, {"weights": [1, 2]}, "takes no weights"),
    ],
)
def test_a_decision_that_the_strategy_cannot_serve_is_refused(decision: dict, strategy: dict, message: str) -> None:
    with pytest.raises(UserError, match=message):
        purchase(decision=decision, **strategy)


@pytest.mark.parametrize(
    ("strategy", "message"),
    [
        ({"name": "mt_foo"}, "choose from st_r, st_ec"),
        ({"name": "mt_ec", "task": "sf"}, "choose from dp, ner"),
        ({"task": "dp"}, "leave strategy.task null"),
        ({"name": "mt_max", "weights": [1, 1]}, "takes no weights"),
        ({"weights": [1]}, "one number >= 0 for each of dp, ner"),
        ({"weights": [0, 0]}, "not all 0"),
        ({"confidence": "dropout_agreement"}, "mt_avg needs entropy"),
        ({"foo": 1}, "unknown key"),
    ],
)
def test_impossible_strategies_are_refused_in_one_line(strategy: dict, message: str) -> None:
    with pytest.raises(UserError, match=message) as error:
        purchase(**strategy)
    assert "\n" not in str(error.value)


NAN = float("nan")
MISSING = scores([[0, NAN], [0, 2], [NAN, NAN], [0, 1]])  # s0 has no ner layer; nobody knows anything of s2
SURE = [[0.1, 0.1], [0.3, 0.3], [0.8, 0.8], [0.6, 0.2]]


def test_a_sentence_is_for_sale_for_what_it_has() -> None:
    assert for_sale(MISSING).tolist() == [[True, False], [True, True], [True, True], [True, True]]
    have = [{"dp": {"heads": [0], "deprels": ["root"]}}, {"ner": ["O"]}, {}]
    pool = [Sentence(f"s{i}", "own", ["w"], labels) for i, labels in enumerate(have)]
    tasks = ["dp", "ner"]
    assert unlabelled(pool, [Annotation("s0", 0, ("dp",))], tasks).tolist() == [1, 2]
    assert unlabelled(pool, [Annotation("s1", 0, ("dp",))], tasks).tolist() == [0, 1, 2]
    assert unlabelled(pool, [Annotation("s2", 0, ("dp",))], tasks).tolist() == [0, 1, 2]


@pytest.mark.parametrize("strategy", [name for name, rule in STRATEGIES.items() if rule.model == "multi"])
def test_every_strategy_buys_a_sentence_for_what_it_has_and_pays_that(strategy: str) -> None:
    chosen = {"name": strategy, "confidence": STRATEGIES[strategy].confidence}
    bought, _ = purchase(n=4, **chosen).make(0, scores(SURE), MISSING, [])
    found = {annotation.id: (annotation.tasks, annotation.cost) for annotation in bought}
    both = ("dp", "ner")  # dp costs 1 + 3, ner 1 and its items; the word is read once
    assert found == {"s0": (("dp",), 4), "s1": (both, 6), "s2": (both, 4), "s3": (both, 5)}


@pytest.mark.parametrize("family", ["joint", "stcs", "udjs", "eqb_djs"])
@pytest.mark.parametrize("decision", ["grd_al", "blp_al", "blp"])
def test_every_decision_buys_a_sentence_for_what_it_has_and_pays_that(decision: str, family: str) -> None:
    strategy = {"name": "mt_ec", "task": "dp"} if family == "stcs" else {}
    buyer = purchase(decision={"name": decision, "family": family, "budget": 100}, **strategy)
    bought, record = buyer.make(0, scores(SURE), MISSING, [Annotation("s1", 0, ("dp",))])
    found = {annotation.id: (set(annotation.tasks), annotation.cost) for annotation in bought}
    assert found["s0"] == ({"dp"}, 4)
    if family == "stcs" and decision != "grd_al":  # a program has nothing to gain where dp is there already
        assert "s1" not in found
    else:
        assert found["s1"] == ({"ner"}, 3)
    assert sum(annotation.cost for annotation in bought) == record["spent"]
    if family != "eqb_djs":  # which buys for one task what it has bought for another at another price
        assert found["s2"] == ({"dp", "ner"}, 4) and found["s3"] == ({"dp", "ner"}, 5)


@pytest.mark.parametrize(
    "decision", [{"name": "top_n", "n": 9}, {"name": "grd_al", "budget": 99}, {"name": "blp_al", "budget": 99}]
)
def test_a_sentence_of_which_nothing_is_asked_is_not_there(decision: dict) -> None:
    asked = np.array([[True, False], [False, False], [True, True]])
    bought, record = purchase(decision=decision).make(0, scores([[0.1, 0.1]] * 3), NO_ITEMS, [], asked)
    assert {one.id: (one.tasks, one.cost) for one in bought} == {"s0": (("dp",), 4), "s2": (("dp", "ner"), 4)}
    assert (record["pool"], record["sentences"]) == (2, 2)


def test_what_is_not_for_sale_has_nothing_to_be_gained() -> None:
    """By ner alone s0 would come first; by the mean, before s1."""
    by_ner, _ = purchase(n=3, name="mt_ec", task="ner").make(0, scores(SURE), MISSING, [])
    assert [annotation.id for annotation in by_ner] == ["s3", "s1", "s2"]
    by_mean, _ = purchase(n=2).make(0, scores(SURE), MISSING, [])
    assert [annotation.id for annotation in by_mean] == ["s1", "s3"]


def test_prices_by_predicted_items_change_nothing_in_what_is_for_sale() -> None:
    predicted = scores([[0, 5]] * 4)
    bought, _ = purchase(n=4).make(0, scores(SURE), predicted, [], for_sale(MISSING))
    assert {a.id: (a.tasks, a.cost) for a in bought}["s0"] == (("dp",), 4)
    freely, _ = purchase(n=4).make(0, scores(SURE), predicted, [])
    assert all(annotation.tasks == ("dp", "ner") and annotation.cost == 9 for annotation in freely)


def test_nothing_is_bought_where_nothing_is_for_sale() -> None:
    done = [Annotation(f"s{i}", 0, ("dp", "ner")) for i in range(4)]
    assert purchase(n=4).make(0, scores(SURE), MISSING, done)[0] == []
    assert purchase(decision=BUDGET | {"name": "grd_al"}).make(0, scores(SURE), MISSING, done)[0] == []


def test_sizes_of_the_initial_set() -> None:
    assert initial_size(SampleOptions(initial=0.02), 2023) == 40
    assert initial_size(SampleOptions(initial=0.29), 100) == 29
    assert initial_size(SampleOptions(initial=50), 100) == 50
    for everything in (1.0, 1, 100):  # DVC can't tell 1 from 1.0, so both are a share
        assert initial_size(SampleOptions(initial=everything), 100) == 100
    for impossible in (SampleOptions(initial=101), SampleOptions(initial=0.001), SampleOptions(initial=1.5)):
        with pytest.raises(UserError):
            initial_size(impossible, 100)


def test_draws_are_seeded_ordered_and_capped() -> None:
    items = list(range(100))
    first = draw(items, 10, seed=1, which=0)
    assert first == draw(items, 10, 1, 0) == sorted(set(first)) and len(first) == 10
    assert first != draw(items, 10, 2, 0) and first != draw(items, 10, 1, 1)
    assert draw(items, 1000, 1, 0) == items


@given(st.integers(1, 12), st.integers(0, 9))
def test_a_draw_by_clusters_has_one_of_each_first(size: int, seed: int) -> None:
    cluster = np.random.default_rng(seed).permutation(np.arange(12) % 4)
    found = [int(cluster[item]) for item in draw(range(12), size, seed, which=0, cluster=cluster)]
    assert len(set(found)) == min(size, 4)
    everywhere = {tuple(draw(range(12), 4, other, which=0, cluster=cluster)) for other in range(10)}
    assert len(everywhere) > 1  # chance decides within each


def test_a_draw_has_every_kind_that_there_is() -> None:
    common, rare, size = "a", "b", 5
    for seed in range(20):
        place = seed * 3
        items = [(i, {common, rare} if i == place else {common}) for i in range(60)]
        drawn = draw(items, size, seed, which=0, kinds=lambda item: item[1])
        assert len(drawn) == size and (place, {common, rare}) in drawn and drawn == sorted(drawn)
        plain = draw(items, size, seed, which=0)
        assert len(set(map(repr, drawn)) - set(map(repr, plain))) == ((place, {common, rare}) not in plain)


def test_a_draw_too_small_for_all_kinds_keeps_those_it_has() -> None:
    assert len(draw(["a", "b", "c"], 2, 1, 0, kinds=set)) == 2
    assert draw([], 2, 1, 0, kinds=set) == []


def test_spending_counts_sentences_by_kind() -> None:
    bought = [
        Annotation("a", 0, ("sf", "id"), 0, 6),
        Annotation("b", 1, ("sf",), 5, 4),
        Annotation("c", 1, ("sf",), 4, 3),
        Annotation("b", 2, ("id",), 3, 4),
    ]
    expected = {"labelled": 3, "annotated": {"id+sf": 2, "sf": 1}, "words": 13, "spent": 12}
    assert spending(bought) == expected
