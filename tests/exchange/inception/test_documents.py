"""INCEpTION: what comes back wrong, whose it is, and what an independent reader finds in what is handed out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import cassis
import pytest
from hypothesis import given

from mtal.errors import InputError
from mtal.exchange import Batch, Item, hand_out, playing, take_in
from mtal.exchange.inception.layers import ARROWS, ASKED, CORE, POS, SENTENCE, SPANS, TOKEN
from mtal.exchange.playing import accepted
from support.annotated import QUICK, batches, example
from support.annotators import check_fault

Document = dict[str, Any]
METADATA = f"{CORE}metadata.type.DocumentMetaData"
ENTITY, DEPENDENCY, RELATION = SPANS["ner"].type, ARROWS["dp"].type, ARROWS["re"].type


def of(document: Document, kind: str, number: int = 0) -> dict[str, Any]:
    """One annotation of a type."""
    return [each for each in document["%FEATURE_STRUCTURES"] if each["%TYPE"] == kind][number]


def gone(document: Document, kind: str, number: int = 0) -> None:
    removed = of(document, kind, number)
    document["%FEATURE_STRUCTURES"].remove(removed)
    document["%VIEWS"]["_InitialView"]["%MEMBERS"].remove(removed["%ID"])


def more(document: Document, kind: str, number: int = 0, **changed: Any) -> None:
    """Another annotation like one that is there."""
    document["%FEATURE_STRUCTURES"].append({**of(document, kind, number), "%ID": 999, **changed})
    document["%VIEWS"]["_InitialView"]["%MEMBERS"].append(999)


def reworded(document: Document) -> None:
    sofa = of(document, "uima.cas.Sofa")
    sofa["sofaString"] = sofa["sofaString"].replace("Ada", "Ida")


def written(document: Document, folder: Path, name: str = "export.json") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(document), "utf-8")
    return path


def returned(batch: Batch, folder: Path) -> Document:
    """The document as it comes back with everything accepted."""
    (path,) = accepted(batch, "inception", folder)
    return json.loads(path.read_text("utf-8"))


FAULTS: list[tuple[Callable[[Document], Any], str, str]] = [
    (lambda d: of(d, ENTITY).update(begin=4), "the span 'da Lovelace' begins inside the word 'Ada'", "s-1 ner"),
    (lambda d: of(d, ENTITY).update(end=50), "lies outside the text, which has 41 characters", "s-1 ner"),
    (lambda d: of(d, ENTITY).update(end=3), "the span from 2 to 2 lies outside", "s-1 ner"),
    (lambda d: of(d, ENTITY).pop("value"), "the span 'Ada Lovelace' of the layer Named entity has no", "s-1 ner"),
    (lambda d: of(d, ENTITY).update(value="GPE"), "ner: the label 'GPE' isn't one of the labels", "s-1 ner"),
    (lambda d: of(d, ENTITY).update(value=7), "a label is 7 instead of a name", "s-1 ner"),
    (lambda d: more(d, ENTITY, value="ORG", begin=7), "overlaps another one", "s-1 ner"),
    (lambda d: gone(d, ASKED, 1), "task 2: no sentence id: the annotation 'Asked' is gone", "s-2 *"),
    (lambda d: more(d, ASKED, 1), "annotator answered this before", ""),
    (lambda d: of(d, ASKED, 1).update(sentence="s-9"), "there is no sentence 's-9' in the batch", "s-2 *"),
    (lambda d: of(d, ASKED, 1).update(sentence=4), "there is no sentence 4 in the batch", "s-2 *"),
    (lambda d: of(d, ASKED).update(hash="0"), "the hash of the words of sentence s-1 changed", "s-1 *"),
    (reworded, "the text of sentence s-1 changed: 'Ida", "s-1 *"),
    (lambda d: of(d, ASKED).pop("@intents"), "no intent is chosen", "s-1 id"),
    (lambda d: gone(d, POS), "word 1 ('😀') has no tag", "s-1 pos"),
    (lambda d: of(d, POS).update(end=6), "the tag '$' is on several words", "s-1 pos"),
    (lambda d: more(d, POS, PosValue="NN"), "word 1 ('😀') has two tags", "s-1 pos"),
    (lambda d: gone(d, DEPENDENCY), "both have no head; a tree has one root", "s-1 dp"),
    (lambda d: more(d, DEPENDENCY, DependencyType="nsubj"), "word 1 ('😀') has two heads", "s-1 dp"),
    (lambda d: of(d, DEPENDENCY).pop("DependencyType"), "an arrow of the layer Dependency has no label", "s-1 dp"),
    (lambda d: of(d, DEPENDENCY).update({"@Governor": of(d, TOKEN, 9)["%ID"]}), "lies outside the text", "s-1 dp"),
    (lambda d: of(d, DEPENDENCY).update({"@Governor": of(d, POS, 0)["%ID"]}), "both have no head", "s-1 dp"),
    (lambda d: of(d, RELATION).pop("@Governor"), "an arrow has an end that is nowhere", "s-1 re"),
    (lambda d: of(d, RELATION).update({"@Dependent": 4}), "has an end that is no entity, 1 ('😀')", "s-1 re"),
]


@pytest.mark.parametrize(("change", "message", "lost"), FAULTS, ids=[row[1] for row in FAULTS])
def test_one_fault_and_the_rest_is_taken(change: Callable, message: str, lost: str, tmp_path: Path) -> None:
    document = returned(example(), tmp_path)
    change(document)
    path = written(document, tmp_path)
    check_fault(take_in(example(), "inception", [path], annotator="annotator"), path, message, lost, example())


UNSOUND: list[tuple[Callable[[Document], Any], str]] = [
    (
        lambda d: of(d, ENTITY).update(end=600),
        "outside the text or inside a character: offset [600] which is not valid",
    ),
    (lambda d: of(d, ENTITY).update(begin=1), "outside the text or inside a character: offset [1] which is not valid"),
    (lambda d: of(d, ENTITY).update(begin=None), "not a sound UIMA CAS: TypeError: "),
    (lambda d: of(d, ENTITY).update({"%TYPE": "no.such.Type"}), "TypeNotFoundError: Type with name [no.such.Type]"),
    (lambda d: of(d, "uima.cas.Sofa").pop("sofaString"), "a UIMA CAS without a text"),
    (lambda d: d.update({"%HEADER": {"%OFFSET_ENCODING": "UTF-32"}}), "places are counted in 'UTF-32', not in UTF-16"),
    (lambda d: d.pop("%VIEWS"), "not a UIMA CAS; export as UIMA CAS JSON 0.4.0"),
    (lambda d: [gone(d, kind) for kind in (ASKED, ASKED, SENTENCE, SENTENCE)], "a document without sentences"),
]


@pytest.mark.parametrize(("change", "message"), UNSOUND, ids=[row[1] for row in UNSOUND])
def test_of_an_unsound_document_nothing_is_taken(change: Callable, message: str, tmp_path: Path) -> None:
    document = returned(example(), tmp_path)
    change(document)
    path = written(document, tmp_path)
    with pytest.raises(InputError) as caught:
        take_in(example(), "inception", [path])
    assert str(caught.value).startswith(f"{path}: ")
    assert message in str(caught.value)


def test_a_player_ticks_every_sentence(tmp_path: Path) -> None:
    (path,) = playing.accepted(example(), "inception", tmp_path)
    assert json.loads(path.read_text("utf-8")) == returned(example(), tmp_path / "other")
    assert len(take_in(example(), "inception", [path]).answers) == 2


def test_what_is_not_ticked_waits(tmp_path: Path) -> None:
    document = returned(example(), tmp_path)
    of(document, ASKED, 0)["done"] = False
    of(document, ASKED, 1).pop("done")
    taken = take_in(example(), "inception", [written(document, tmp_path)])
    assert (taken.answers, taken.faults) == ([], [])
    assert list(taken.unanswered) == ["s-1", "s-2"]


@pytest.mark.parametrize(
    ("named", "annotator"),
    [
        ({"documentTitle": "round-1.json", "documentId": "ann"}, "ann"),
        ({"documentTitle": "round-1.json", "documentId": "round-1.json"}, "zoe"),
        ({"documentTitle": "round-1.json"}, "zoe"),
        ({"documentId": 7}, "zoe"),
    ],
)
def test_answers_are_of_whom_the_document_names(named: dict[str, Any], annotator: str, tmp_path: Path) -> None:
    document = returned(example(), tmp_path)
    features = {name: {"%NAME": name, "%RANGE": "uima.cas.String"} for name in ("documentTitle", "documentId")}
    document["%TYPES"][METADATA] = {"%NAME": METADATA, "%SUPER_TYPE": "uima.tcas.DocumentAnnotation", **features}
    more(document, SENTENCE, **{"%TYPE": METADATA}, **named)
    of(document, METADATA).pop("id")
    taken = take_in(example(), "inception", [written(document, tmp_path, "zoe.json")])
    assert ([answer.annotator for answer in taken.answers], taken.faults) == ([annotator] * 2, [])


def test_types_that_nothing_is_of_may_be_left_out(tmp_path: Path) -> None:
    batch = Batch("b", [Item(example().items[1].sentence, ("ner", "re", "ner_span"))], {})
    document = returned(batch, tmp_path)
    used = {each["%TYPE"] for each in document["%FEATURE_STRUCTURES"]} | {POS}
    document["%TYPES"] = {name: type_ for name, type_ in document["%TYPES"].items() if name in used}
    assert ENTITY not in document["%TYPES"]
    taken = take_in(batch, "inception", [written(document, tmp_path)])
    assert taken.answers[0].labels == {"ner": ["O", "O"], "re": {"entities": [], "relations": []}}


def test_universal_tags_go_to_their_own_feature(tmp_path: Path) -> None:
    item = Item(example().items[1].sentence, ("pos",), {"pos": ["NOUN", "VERB"]})
    batch = Batch("b", [item], {"pos": ["NOUN", "VERB"]})
    document = returned(batch, tmp_path)
    assert [of(document, POS, i)["coarseValue"] for i in (0, 1)] == ["NOUN", "VERB"]
    of(document, POS, 1)["coarseValue"] = "NOUN"
    of(document, POS, 1)["PosValue"] = "XX"
    assert take_in(batch, "inception", [written(document, tmp_path)]).answers[0].labels == {"pos": ["NOUN", "NOUN"]}


@given(batch=batches())
@QUICK
def test_places_are_those_of_the_words(batch: Batch) -> None:
    """Read by dkpro-cassis, and by hand in UTF-16, as the tool counts."""
    with TemporaryDirectory() as folder:
        text = hand_out(batch, "inception", folder)[0].read_text("utf-8")
    words = [word for item in batch.items for word in item.sentence.tokens]
    sentences = [" ".join(item.sentence.tokens) for item in batch.items]
    cas, document = cassis.load_cas_from_json(text), json.loads(text)
    assert [each.get_covered_text() for each in cas.select(TOKEN)] == words
    assert [each.get_covered_text() for each in cas.select(SENTENCE)] == sentences
    assert [each.get_covered_text() for each in cas.select(ASKED)] == sentences
    wide = of(document, "uima.cas.Sofa")["sofaString"].encode("utf-16-le")
    found = [each for each in document["%FEATURE_STRUCTURES"] if each["%TYPE"] == TOKEN]
    assert [wide[2 * each["begin"] : 2 * each["end"]].decode("utf-16-le") for each in found] == words
    ids = [each["%ID"] for each in document["%FEATURE_STRUCTURES"]]
    assert len(set(ids)) == len(ids)


def test_annotations_hang_together_as_the_tool_wants_them(tmp_path: Path) -> None:
    """Tags on their tokens, arrows where the word is that they lead to, the root's on itself."""
    cas = cassis.load_cas_from_json(hand_out(example(), "inception", tmp_path)[0].read_text("utf-8"))
    tokens = cas.select(TOKEN)
    assert [token.pos for token in tokens] == cas.select(POS)
    assert all((token.begin, token.end) == (token.pos.begin, token.pos.end) for token in tokens)
    for arrow in [*cas.select(DEPENDENCY), *cas.select(RELATION)]:
        assert (arrow.begin, arrow.end) == (arrow.Dependent.begin, arrow.Dependent.end)
    (root,) = [arrow for arrow in cas.select(DEPENDENCY) if arrow.Governor is arrow.Dependent]
    assert (root.get_covered_text(), root.DependencyType) == ("Lovelace", "root")
    assert [(arrow.Governor.get_covered_text(), arrow.value) for arrow in cas.select(RELATION)][:1] == [
        ("New York", "WORKS FOR")
    ]
    assert [each.asked for each in cas.select(ASKED)] == ["id sf ner pos dp ner_span re", "ner"]


@pytest.mark.parametrize(("name", "file"), [("round-1", "round-1"), ("../a b", "..-a-b")])
def test_a_document_is_called_as_its_batch(name: str, file: str, tmp_path: Path) -> None:
    """The tool refuses a second document of the same name."""
    written = hand_out(Batch(name, example().items, example().labels), "inception", tmp_path)
    assert [path.name for path in written] == [f"inception-{file}.json", "inception.layers.json"]
