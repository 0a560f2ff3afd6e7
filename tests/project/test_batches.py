"""A batch as it is handed out, and the plan that stays."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtal.corpora.sentence import Sentence
from mtal.errors import InputError
from mtal.exchange.folder import write_folder
from mtal.project.asked import Asked, By, Part
from mtal.project.batches import keep_work, last_batch, least_sure_first, made, mixed, read_asked, write_plan
from mtal.project.choosing import Wanted
from mtal.trained.model import Prediction

LABELS = {"ner": ["PER"], "pos": ["N", "V"]}
WORDS = ["Ann", "left"]


def wanted(name: str, tasks: tuple[str, ...] = ("ner", "pos"), part: Part = "training", by: By = "strategy") -> Wanted:
    return Wanted(Sentence(name, "d", WORDS), part, by, tasks, 7)


def found(ner: float = 0.5, pos: float = 0.5) -> Prediction:
    return Prediction(WORDS, {"ner": ["B-PER", "O"], "pos": ["N", "V"]}, {"ner": ner, "pos": pos})


def test_the_least_sure_comes_first_and_what_nothing_is_known_of_before() -> None:
    chosen = [wanted("a"), wanted("b", ("pos",)), wanted("c"), wanted("d", part="test"), wanted("e", part="test")]
    sure = {"a": found(0.9, 0.1), "b": found(0.0, 0.6), "c": found(0.1, 0.3)}
    assert [each.sentence.id for each in least_sure_first(chosen, sure)] == ["d", "e", "c", "a", "b"]


@given(st.lists(st.integers(0, 99), unique=True), st.integers(0, 5))
def test_mixed_is_all_of_it_and_the_same_every_time(names: list[int], number: int) -> None:
    chosen = [wanted(f"s-{name}") for name in names]
    again = mixed(chosen, number)
    assert again == mixed(chosen, number)
    assert sorted(each.sentence.id for each in again) == sorted(each.sentence.id for each in chosen)


def test_what_is_for_testing_stands_anywhere() -> None:
    chosen = [wanted(f"t-{i}", part="test") for i in range(20)] + [wanted(f"s-{i}") for i in range(20)]
    assert 4 < sum(each.part == "test" for each in mixed(chosen, 0)[:20]) < 16


def test_what_is_filled_in() -> None:
    chosen = [wanted("a"), wanted("b", ("pos",)), wanted("t", ("ner",), "test", "chance"), wanted("r", by="chance")]
    known = {"b": {"ner": ["O", "O"], "pos": ["V", "V"]}, "t": {"pos": ["V", "N"]}}
    sure = {name: found() for name in "abr"}
    batch = made(chosen, sure, known, LABELS, reason="chosen by mt_avg", name="round-1")
    a, b, t, r = batch.items
    assert (a.filled_in, a.rank, a.reason) == (found().labels, 1, "chosen by mt_avg")
    assert b.filled_in == {"ner": ["O", "O"], "pos": ["N", "V"]}, "what people said of ner, what is predicted for pos"
    assert (t.filled_in, t.confidence) == ({"pos": ["V", "N"]}, {}), "nothing predicted"
    assert (r.rank, r.reason) == (4, "drawn at random")
    assert batch.labels == LABELS and all(item.sentence.labels == {} for item in batch.items)


WANTED = st.builds(
    wanted,
    st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=4),
    st.sampled_from([("ner",), ("pos",), ("ner", "pos")]),
    st.sampled_from(["test", "development", "training"]),
    st.sampled_from(["chance", "strategy"]),
)


@given(st.lists(WANTED, unique_by=lambda each: each.sentence.id, max_size=6), st.integers(0, 9), st.data())
def test_batch_and_plan_together_are_what_was_asked(chosen: list[Wanted], number: int, data: st.DataObject) -> None:
    sure = {each.sentence.id: found() for each in chosen if data.draw(st.booleans())}
    batch = made(chosen, sure, {}, LABELS, reason="", name="b")
    with TemporaryDirectory() as folder:
        write_plan(Path(folder, "plan.csv"), number, chosen)
        again = read_asked(Path(folder, "plan.csv"), batch)
    assert again == [
        Asked(
            number,
            each.sentence.id,
            each.part,
            each.by,
            list(each.tasks),
            WORDS,
            "d",
            7,
            {task: found().labels[task] for task in each.tasks} if each.sentence.id in sure else {},
        )
        for each in chosen
    ]


@pytest.mark.parametrize(
    "text", ["", "batch,id,part,by,cost\n", "batch,id,part,by,cost\n0,b,test,chance,1\n", "id\na\n"]
)
def test_the_plan_of_another_batch_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "plan.csv"
    path.write_text(text.replace("HEAD", "batch,id,part,by,cost"))
    batch = made([wanted("a")], {}, {}, LABELS, reason="", name="b")
    with pytest.raises(InputError, match="not the plan of the batch beside it; dvc checkout"):
        read_asked(path, batch)


def test_the_number_of_the_last_batch(tmp_path: Path) -> None:
    assert last_batch(tmp_path / "plan.csv") == 0
    write_plan(tmp_path / "plan.csv", 3, [])
    assert last_batch(tmp_path / "plan.csv") == 0
    write_plan(tmp_path / "plan.csv", 3, [wanted("a")])
    assert last_batch(tmp_path / "plan.csv") == 3


def test_work_that_lies_where_the_next_batch_goes_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder = Path("batch")
    assert keep_work(folder, 0) is None
    batch = made([wanted("a")], {}, {}, LABELS, reason="", name="round-0")
    for place in (Path("kept/batch-0"), Path("kept/batch-0.1")):
        write_folder(folder, batch, "csv", "Batch 0")
        assert keep_work(folder, 0) is None, "nobody touched it"
        (folder / "batch.csv").write_text("mine")
        (folder / "export").mkdir()
        (folder / "export/of-ann.csv").write_text("hers")
        assert keep_work(folder, 0) == place
        assert (place / "batch.csv").read_text() == "mine" and (place / "export/of-ann.csv").read_text() == "hers"
        assert not (folder / "batch.csv").exists()
