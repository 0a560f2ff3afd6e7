from __future__ import annotations

import random
from collections import Counter

import pytest

from mtal.demo.lexicon import Vocabulary, parse_entry, parse_lexicon

NOTATION = """
[shared]
Hill Penny           # a comment
[surname new=0.5]
+shared Novak
< Mc<root> <root>son
[root]
Al Bo
[thing]
car knife(knives) box
"""


@pytest.mark.parametrize(
    ("text", "tag", "form"),
    [
        ("take(took,taken)", "VBD", "took"),
        ("take(took,taken)", "VBN", "taken"),
        ("take(took,taken)", "VBG", "taking"),
        ("buy(bought)", "VBN", "bought"),
        ("knife(knives)", "NNS", "knives"),
        ("be(was,been,VBZ=is,VBD+P=were)", "VBD+P", "were"),
        ("be(was,been,VBZ=is,VBD+P=were)", "VBD", "was"),
        ("walk", "VBD+P", "walked"),
        ("stop+", "VBG", "stopping"),
    ],
)
def test_forms_of_an_entry(text, tag, form):
    assert parse_entry(text).form(tag) == form


def test_fields_of_an_entry():
    assert parse_entry("deal(dealt)|with").fields == ("with",)
    assert parse_entry("deal").fields == ()
    with pytest.raises(ValueError, match="not a lexicon entry"):
        parse_entry("(x)")


def test_notation():
    classes = parse_lexicon(NOTATION.splitlines())
    assert [e.lemma for e in classes["surname"].entries] == ["Hill", "Penny", "Novak"]
    assert classes["surname"].patterns == ["Mc<root>", "<root>son"]
    assert classes["surname"].new == 0.5


def test_patterns_make_new_words():
    vocabulary = Vocabulary(parse_lexicon(NOTATION.splitlines()), "nw")
    rng = random.Random(0)
    drawn = Counter(vocabulary.draw("surname", rng, {}, set()).lemma for _ in range(2000))
    assert set(drawn) == {"Hill", "Penny", "Novak", "McAl", "McBo", "Alson", "Boson"}
    made = sum(drawn[name] for name in ("McAl", "McBo", "Alson", "Boson"))
    assert 900 < made < 1100


def test_draws_follow_the_ranks():
    classes = parse_lexicon(["[few]", "a b c"])
    rng = random.Random(0)
    drawn = Counter(Vocabulary(classes, "nw").draw("few", rng, {}, set()).lemma for _ in range(6000))
    expected = {"a": 1 / 1.5, "b": 1 / 2.5, "c": 1 / 3.5}
    for word, weight in expected.items():
        assert drawn[word] / 6000 == pytest.approx(weight / sum(expected.values()), abs=0.03)


def test_domains_differ_and_stay_themselves():
    classes = parse_lexicon(["[many]", " ".join(f"w{i}" for i in range(60))])

    def sample(domain: str) -> Counter:
        rng = random.Random(3)
        vocabulary = Vocabulary(classes, domain)
        return Counter(vocabulary.draw("many", rng, {}, set()).lemma for _ in range(3000))

    assert sample("nw") == sample("nw")
    assert set(sample("nw")) != set(sample("tc"))
    assert set(sample("nw")) & set(sample("tc"))


def test_a_document_keeps_to_its_cast():
    classes = parse_lexicon(["[many cast=2]", " ".join(f"w{i}" for i in range(200))])
    rng, cast = random.Random(0), {}
    drawn = Counter(Vocabulary(classes, "nw").draw("many", rng, cast, set()).lemma for _ in range(1000))
    assert len(cast["many"]) == 2
    assert sum(drawn[entry.lemma] for entry in cast["many"]) > 700


def test_a_sentence_seldom_repeats_such_a_word():
    classes = parse_lexicon(["[many cast=2]", " ".join(f"w{i}" for i in range(200))])
    rng, vocabulary = random.Random(0), Vocabulary(classes, "nw")
    repeats = 0
    for _ in range(300):
        used: set[str] = set()
        cast: dict = {}
        repeats += len({vocabulary.draw("many", rng, cast, used).lemma for _ in range(2)}) == 1
    assert repeats < 15
