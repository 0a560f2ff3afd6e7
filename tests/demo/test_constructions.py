"""Every construction that the demo corpus promises stands in it, by patterns on the trees."""

from __future__ import annotations

import re

import pytest

from support.minitree import documents, flat

# Patterns on trees written on one line.
CONSTRUCTIONS = {
    "passive": r"\(VBN \w+\) \(NP \(-NONE- \*-\d\)\)",
    "passive with agent": r"\(NP \(-NONE- \*-\d\)\) \(PP \(IN by\) \(NP-LGS",
    "passive of a ditransitive": r"\(NP \(-NONE- \*-\d\)\) \(PP-DTV",
    "passive with get": r"\(VB\w (?:got|gets?|getting)\) \(VP \(VBN",
    "raising": r"\((?:VB\w (?:seem|appear|tend|happen)\w*)\) \(S \(NP-SBJ(?:-\d)? \(-NONE- \*-\d",
    "raising in the passive": r"\(VBN expected\) \(S \(NP-SBJ(?:-\d)? \(-NONE- \*-\d",
    "subject control": r"\(VB\w? (?:want|try|tri|decid|plan)\w*\) \(S \(NP-SBJ(?:-\d)? \(-NONE- \*PRO\*-\d",
    "object control": r"\(VB\w? (?:ask|forc|persuad|urg|order)\w*\) \(NP-\d .*?\) \(S \(NP-SBJ(?:-\d)? \(-NONE- \*PRO",
    "ECM": r"\(VB\w? (?:expect|believ|consider)\w*\) \(S \(NP-SBJ(?:-\d)? \((?!-NONE-)",
    "going to": r"\(VBG going\) \(S \(NP-SBJ",
    "have to": r"\(VB\w ha\w+\) \(S \(NP-SBJ(?:-\d)? \(-NONE- \*-\d",
    "gerund complement": r"\(VB\w? \w+\) \(S \(NP-SBJ(?:-\d)? \(-NONE- \*PRO\*-\d\)\) \(VP \(VBG",
    "bare infinitive": r"\(VB\w? (?:let|ma[kd]e|help)\w*\) \(S \(NP-SBJ",
    "small clause": r"\(S \(NP-SBJ(?:-\d)? [^-].*?\) \((?:ADJP|NP)-PRD",
    "that clause": r"\(SBAR \(IN that\) \(S",
    "clause without that": r"\(SBAR \(-NONE- 0\) \(S",
    "embedded question": r"\(SBAR \(WHNP-\d \(WP what\)\)",
    "whether": r"\(SBAR \(IN whether\)",
    "subject relative": r"\(SBAR \(WHNP-\d \(W(?:P who|DT which|DT that)\)\) \(S \(NP-SBJ(?:-\d)? \(-NONE- \*T\*",
    "object relative": r"\(SBAR \(WHNP-\d \(-NONE- 0\)\) \(S \(NP-SBJ",
    "where relative": r"\(WHADVP-\d \(WRB where\)\)",
    "whose": r"\(WP\$ whose\)",
    "preposition with which": r"\(WHPP-\d \(IN \w+\) \(WHNP \(WDT which",
    "long-distance gap": r"\(SBAR \(-NONE- 0\) \(S \(NP-SBJ(?:-\d)? [^*]*\) \(VP \(VBD \w+\) \(NP \(-NONE- \*T\*",
    "reduced relative": r"\(VP \(VBN \w+\) \(NP \(-NONE- \*\)\)",
    "RRC": r"\(RRC \(ADVP-TMP",
    "infinitival relative": r"\(SBAR \(WHNP-\d \(-NONE- 0\)\) \(S \(NP-SBJ \(-NONE- \*PRO\*\)\)",
    "noun with a clause": r"\(NN (?:fact|claim|idea|belief|news|hope|rumor)\)\) \(SBAR",
    "noun with an infinitive": r"\(NN (?:plan|effort|attempt|desire|right|chance)\) \(S \(NP-SBJ",
    "copula with adjective": r"\(VB\w \w+\) \(ADJP-PRD",
    "copula with noun": r"\(VB\w \w+\) \(NP-PRD",
    "copula with preposition": r"\((?:PP-PRD|PP-LOC-PRD)",
    "able to": r"\(ADJP-PRD \(JJ (?:able|ready|willing|eager)\) \(S \(NP-SBJ(?:-\d)? \(-NONE- \*PRO\*-\d",
    "likely to": r"\(ADJP-PRD \(JJ (?:likely|sure|unlikely|certain|bound)\) \(S \(NP-SBJ(?:-\d)? \(-NONE- \*-\d",
    "comparative": r"\(JJR \w+\) \(PP \(IN than",
    "there is": r"\(NP-SBJ \(EX [Tt]here\)\)",
    "extraposition": r"\(NP-SBJ \(NP \(PRP [Ii]t\)\) \((?:S|SBAR) \(-NONE- \*EXP\*-\d",
    "clausal subject": r"\(S-NOM-SBJ",
    "sentential subject": r"\(SBAR-SBJ",
    "cleft": r"\(S-CLF",
    "modal": r"\(MD \w+\) \(VP",
    "negation": r"\(RB n't\)",
    "perfect": r"\(VB\w ha[sd]\w*\) \(VP \(VBN",
    "progressive": r"\(VB\w (?:is|are|was|were)\) \(VP \(VBG",
    "light verb": r"\(VB\w? (?:make|made|making|makes)\) \(NP \(DT \w+\)(?: \(JJ [\w-]+\))? \(NN decision\)",
    "particle": r"\(PRT \(RP",
    "particle behind the object": r"\) \(PRT \(RP \w+\)\)",
    "two objects": r"\(VB\w? (?:giv|gave|send|sent|offer|show|sold|sell)\w*\) \(NP (?:[^()]|\([^()]*\))*\) \(NP",
    "beneficiary": r"\(PP-BNF \(IN for",
    "put somewhere": r"\(PP-PUT",
    "instrument": r"\(PP-MNR \(IN with",
    "noun attachment": r"\(PP \(IN with\)",
    "direction": r"\(PP-DIR \(IN to",
    "extent": r"\(NP-EXT \(CD",
    "adverbial clause": r"\(SBAR-ADV \(IN (?:[Ii]f|[Aa]lthough)",
    "temporal clause": r"\(SBAR-TMP",
    "because": r"\(SBAR-PRP \(IN (?:because|since|as)",
    "purpose": r"\(S-PRP \(NP-SBJ",
    "participial clause": r"\(S-ADV \(NP-SBJ",
    "quotation": r"\(`` ``\) \(S-TPC-1",
    "inverted quotation": r"\(SINV \(`` ``\) \(S-TPC-1",
    "inversion after never": r"\(SINV \(ADVP-TMP \(RB",
    "locative inversion": r"\(SINV \(PP-LOC-TPC",
    "topicalisation": r"\(S \(NP-TPC-1",
    "gapping": r"=\d",
    "right node raising": r"\*RNR\*-\d",
    "extraposed relative": r"\*ICH\*-\d",
    "parenthetical": r"\(PRN \(, ,\) \(S",
    "apposition": r"\(NP \(NNP \w+\) \(NNP [\w']+\)\) \(, ,\) \(NP \(NP",
    "coordinated nouns": r"\(NNS \w+\) \(CC (?:and|or)\) \(NNS \w+\)",
    "coordinated phrases": r"\(CC and\) \(NP",
    "three nouns": r"\(NNS \w+\) \(, ,\) \(NNS \w+\) \(, ,\) \(NNS \w+\) \(CC and\)",
    "coordinated verb phrases": r"\(CC (?:and|but)\) \(VP",
    "coordinated clauses": r"\(CC (?:and|but|so|or)\) \(S",
    "coordinated adjectives": r"\(JJ \w+\) \(CC and\) \(JJ \w+\)",
    "unlike coordination": r"\(UCP-PRD",
    "either or": r"\(CC either\)",
    "not only": r"\(CONJP \(RB not\) \(RB only",
    "question": r"\(SQ \(VBD [Dd]id\)",
    "wh question": r"\(SBARQ \(WHNP-\d",
    "why question": r"\(SBARQ \(WHADVP-\d \(WRB Why",
    "tag question": r"\(, ,\) \(SQ",
    "imperative": r"\(S \(NP-SBJ \(-NONE- \*\)\) \(VP \(VB",
    "vocative": r"\(NP-VOC",
    "interjection": r"\(INTJ \(UH",
    "repair": r"\(EDITED",
    "fragment": r"\(TOP \(FRAG",
    "list item": r"\(LST \(LS",
    "possessive": r"\(POS 's\)",
    "plural possessive": r"\(POS '\)",
    "compound": r"\(NN \w+\) \(NN \w+\)",
    "NML": r"\(NML",
    "hyphen": r"\(HYPH -\) \(VBN based\)",
    "age": r"\(HYPH -\) \(NN year\)\) \(HYPH -\) \(JJ old\)",
    "QP": r"\(QP \(JJR more\) \(IN than\) \(CD",
    "money": r"\(QP \(\$ \$\) \(CD [\d.]+\) \(CD \w+\)\) \(-NONE- \*U\*\)",
    "percent": r"\(NN %\)",
    "brackets": r"\(-LRB- -LRB-\)",
    "title": r"\(NP-TTL",
    "emoticon": r"\(NFP",
}


@pytest.fixture(scope="module")
def text(corpus) -> str:
    return "\n".join(flat(tree) for trees, _ in documents(corpus).values() for tree in trees)


@pytest.mark.parametrize("name", CONSTRUCTIONS)
def test_construction_occurs(name, text):
    assert re.search(CONSTRUCTIONS[name], text)


def test_function_tags_and_empty_elements(text):
    tags = set(re.findall(r"-([A-Z]{3})\b", text))
    assert set("SBJ PRD TMP LOC DIR MNR CLR ADV PRP LGS DTV TPC EXT BNF PUT NOM VOC".split()) <= tags
    empty = set(re.findall(r"\(-NONE- ([^\s()]+?)(?:-\d+)?\)", text))
    assert empty == {"0", "*", "*T*", "*PRO*", "*U*", "*EXP*", "*ICH*", "*RNR*", "*?*"}
