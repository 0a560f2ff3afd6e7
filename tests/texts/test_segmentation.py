"""Sentences and words of plain text in several scripts."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from mtal.corpora.characters import is_seen
from mtal.errors import UserError
from mtal.texts.segmentation import Segmenter, cleaned

Of = Callable[[str], Segmenter]

DIVIDED: list[tuple[str, str, str]] = [
    ("en", "Dr. Smith, e.g., came. She left.", "Dr. Smith , e.g. , came . | She left ."),
    ("en", "He is from the U.S. now. J. Doe won 3.5%!", "He is from the U.S. now . | J. Doe won 3.5 % !"),
    ("en", '"Go!" Bo said. "Now?" he asked.', '" Go ! " | Bo said . | " Now ? " | he asked .'),
    ("en", "Off. (Yes.) – So [it is.] No", "Off . | ( Yes . ) | – So [ it is . ] | No"),
    ("en", "It isn't... But\twell\n\nGo", "It is n't ... But well Go"),
    ("xx", "Il dit : « Va ! » Puis « Oui. » Non.", "Il dit : « Va ! » | Puis « Oui . » | Non ."),
    ("de", "Er ging z.B. weg. »Los!« Am 3. Mai.", "Er ging z.B. weg . | » Los ! « | Am 3. Mai ."),
    ("xx", "Dr. Smith left.", "Dr . | Smith left ."),
    ("ar", "القطة جلست. هل رأيتها؟ نعم، رأيتها!", "القطة جلست . | هل رأيتها ؟ | نعم ، رأيتها !"),
    ("he", 'ד"ר כהן גר בתל־אביב. מה שָׁלוֹם?', 'ד"ר כהן גר בתל־אביב . | מה שָׁלוֹם ?'),
    ("hi", "राम घर गया। क्या? हाँ।", "राम घर गया । | क्या ? | हाँ ।"),
    ("fa", "او رفت. می\u200cخواهم بروم؟", "او رفت . | می\u200cخواهم بروم ؟"),
    ("zh", "我爱北京。iPhone 15很好？", "我 爱 北 京 。 | iPhone 15 很 好 ？"),
    ("xx", "私です。「行こう！」彼は", "私 で す 。 | 「 行 こ う ！ 」 | 彼 は"),
    ("xx", "한국어는 좋다. 정말?", "한국어는 좋다 . | 정말 ?"),
    ("xx", "สวัสดี\u200bครับ", "สวัสดี ครับ"),
    ("xx", "So 👋🏽 👩‍👩‍👧❤️ 🇳🇴🇸🇪 1️⃣!", "So 👋🏽 👩‍👩‍👧 ❤️ 🇳🇴 🇸🇪 1️⃣ !"),
    ("en", "10\u00a0000\u202f€ im\u00adportant \ufeff\u200d\x08.", "10 000 € important ."),
]


@pytest.mark.parametrize(("language", "text", "expected"), DIVIDED)
def test_sentences_and_words(language: str, text: str, expected: str, segmenter: Of) -> None:
    found = list(segmenter(language).sentences(text))
    assert " | ".join(" ".join(words) for words in found) == expected
    assert segmenter(language).words(text) == [word for words in found for word in words]


def test_nothing_comes_of_nothing(segmenter: Of) -> None:
    for text in ("", " \t\n", "\u200b\ufeff", "\u200d \x00"):
        assert list(segmenter("en").sentences(text)) == []
        assert segmenter("en").words(text) == []


TEXTS = st.text(
    st.sampled_from("ab. ?!\"'()«»-–,:1’\t\n\u00a0\u200b\u200d\u00ad。我「」।؟עب\u0301👋🏽🇳") | st.characters()
)


@pytest.mark.parametrize("language", ["xx", "en", "ar", "zh"])
@settings(deadline=None, max_examples=100)
@given(text=TEXTS.filter(lambda text: not any(map(surrogate, text))))
def test_words_hold_all_of_the_text_and_no_white_space(language: str, text: str, segmenter: Of) -> None:
    found = list(segmenter(language).sentences(text))
    words = [word for sentence in found for word in sentence]
    assert all(found) and all(is_seen(word) and word.split() == [word] for word in words)
    seen = [letter for letter in cleaned(text) if is_seen(letter)]
    assert [letter for word in words for letter in word if is_seen(letter)] == seen


def surrogate(character: str) -> bool:
    return unicodedata.category(character) == "Cs"


@pytest.mark.parametrize("text", ["a" * 5000, "." * 2000, "我" * 2000, "(" * 2000, "a. " * 2000, "\u0301" * 2000])
def test_odd_text_is_divided(text: str, segmenter: Of) -> None:
    assert list(segmenter("xx").sentences(text))


@pytest.mark.parametrize("language", ["qq", "", "../x", "english"])
def test_an_unknown_language_is_refused(language: str) -> None:
    with pytest.raises(UserError, match=r"not known; give its code \(en, de, zh\), or xx for many"):
        Segmenter(language)


NEEDED = {
    "ja": r"language ja: its words need another package, pip install 'spacy\[ja\]'; take xx \(characters\), or bring",
    "ko": r"language ko: .* 'spacy\[ko\]'; take xx \(words by spaces\), or bring text .* \(format words\)",
    "th": r"language th: .* 'spacy\[th\]'; or bring text whose words are divided \(format words\)",
    "vi": r"language vi: .* 'pyvi'; take xx \(words by spaces\), or",
}


@pytest.mark.parametrize("language", NEEDED)
def test_what_a_language_needs_is_told_in_one_line(language: str) -> None:
    try:
        Segmenter(language)
    except UserError as error:
        assert re.match(NEEDED[language], str(error)) and "\n" not in str(error)
    else:
        pytest.skip("the package is there")


def test_other_names_of_a_language_mean_the_same(segmenter: Of) -> None:
    assert list(segmenter("zho").sentences("iPhone很好")) == [["iPhone", "很", "好"]]


def test_neither_torch_nor_spacy_is_loaded_before_text_comes() -> None:
    code = "import sys, mtal.texts.pool; assert not {'torch', 'spacy'} & set(sys.modules)"
    source = str(Path(__file__).parents[2] / "src")
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60, env={**os.environ, "PYTHONPATH": source})
