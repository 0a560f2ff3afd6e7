"""Random trees: any label anywhere, all kinds of empty elements, indices that fit and indices that don't."""

from __future__ import annotations

from hypothesis import strategies as st

from mtal.treebank.tables import HEADS

FUNCTIONS = "SBJ LGS PRD CLF NOM TPC VOC DTV ETC HLN TTL CLR ADV BNF DIR EXT LOC MNR PRP TMP UNF ODD".split()
PHRASES = sorted(set(HEADS) | {"NOUN", "RRC", "SBARQ", "TYPO", "XX", "PRT|ADVP"} - {"PPP"})
TAGS = (
    "NN NNS NNP PRP PRP$ WP WP$ WDT WRB VB VBD VBG VBN VBP VBZ MD TO IN DT PDT JJ JJR RB RBR CC CD EX FW GW HYPH INTJ LS"
    " NFP POS RP SYM UH XX $ , . : `` '' -LRB- -RRB- EMO"
).split()
WORDS = (
    "there that which who 's 've be is been got made take have decision calls rating to of than like no longer not so"
    " Etc. 12 1,200.5 50% hundreds second % :-) -LRB- 1\\/2 and or , . - dog"
).split()
TRACES = "* *T* *PRO* *EXP* *ICH* *PPA* *RNR* 0 *U* *?* *NOT*".split()

indices = st.integers(0, 4)
functions = st.lists(st.sampled_from(FUNCTIONS), max_size=2)


@st.composite
def labels(draw: st.DrawFn, names: list[str] = PHRASES) -> str:
    """A phrase label with function tags, perhaps a co-index and a gap index."""
    label = "-".join([draw(st.sampled_from(names)), *draw(functions)])
    if draw(st.booleans()):
        label += f"-{draw(indices)}"
    return label + draw(st.sampled_from(["", "", "", "=1", "=2"]))


leaves = st.builds("({} {})".format, st.sampled_from(TAGS), st.sampled_from(WORDS))
empties = st.builds("(-NONE- {}{})".format, st.sampled_from(TRACES), st.one_of(st.just(""), indices.map("-{}".format)))
phrases = st.recursive(
    st.one_of(leaves, leaves, empties),
    lambda below: st.builds(lambda label, parts: f"({label} {' '.join(parts)})", labels(), st.lists(below, min_size=1, max_size=4)),
    max_leaves=24,
)


def trees(wrappers: list[str] | None = None) -> st.SearchStrategy[str]:
    """The text of one whole tree."""
    wrapper = st.sampled_from(wrappers or ["TOP", "", "ROOT"])
    return st.builds(lambda top, parts: f"({top} {' '.join(parts)})", wrapper, st.lists(phrases, min_size=1, max_size=3))
