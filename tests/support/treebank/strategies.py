"""Random trees: any label anywhere, all kinds of empty elements, indices that fit and indices that don't."""

from __future__ import annotations

from hypothesis import strategies as st

FUNCTIONS = "SBJ LGS PRD CLF NOM TPC VOC DTV ETC HLN TTL CLR ADV BNF DIR EXT LOC MNR PRP TMP UNF odd".split()
PHRASES = (
    "ADJP ADVP CAPTION CIT CONJP EDITED EMBED FRAG INTJ LST META NAC NML NP NX PP PRN PRT QP RRC S SBAR SBARQ SINV SQ"
    " UCP VP WHADJP WHADVP WHNP WHPP X TYPO PRT|ADVP"
).split()
TAGS = (
    "NN NNS NNP PRP PRP$ WP WP$ WDT WRB VB VBD VBG VBN VBP VBZ MD TO IN DT PDT JJ JJR RB RBR CC CD EX FW GW HYPH INTJ"
    " LS NFP POS RP SYM UH XX $ , . : `` '' -LRB- -RRB- EMO"
).split()
WORDS = (
    "there that which who 's 've be is been got made take have decision calls rating to of than like no longer not so"
    " Etc. 12 1,200.5 50% hundreds second % ;-D -LRB- 1\\/2 and or , . - dog"
).split()
TRACES = "* *T* *PRO* *EXP* *ICH* *PPA* *RNR* 0 *U* *?* *NOT*".split()

indices = st.integers(0, 4)


@st.composite
def labels(draw: st.DrawFn) -> str:
    """A phrase label with function tags, perhaps a co-index and a gap index."""
    functions = draw(st.lists(st.sampled_from(FUNCTIONS), max_size=2))
    label = "-".join([draw(st.sampled_from(PHRASES)), *functions])
    if draw(st.booleans()):
        label += f"-{draw(indices)}"
    return label + draw(st.sampled_from(["", "", "", "=1", "=2"]))


def _phrase(label: str, parts: list[str]) -> str:
    return f"({label} {' '.join(parts)})"


leaves = st.builds("({} {})".format, st.sampled_from(TAGS), st.sampled_from(WORDS))
empties = st.builds("(-NONE- {}{})".format, st.sampled_from(TRACES), st.just("") | indices.map("-{}".format))
phrases = st.recursive(
    leaves | leaves | empties,
    lambda below: st.builds(_phrase, labels(), st.lists(below, min_size=1, max_size=4)),
    max_leaves=24,
)
trees = st.builds(_phrase, st.sampled_from(["TOP", "", "ROOT"]), st.lists(phrases, min_size=1, max_size=3))
"""The text of one whole tree."""
