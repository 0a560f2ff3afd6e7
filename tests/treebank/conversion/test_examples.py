"""The conversion of hand-made sentences, one phenomenon each; worked out by hand from the rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtal.treebank import Dependencies, to_dependencies
from support.treebank.reading import parse

EXAMPLES = {
    "control": (
        "(TOP (S (NP-SBJ-1 (PRP We)) (VP (VBD hoped) (S (NP-SBJ (-NONE- *PRO*-1)) (VP (TO to) (VP (VB sleep)))))"
        " (. .)))",
        "We/2:nsbj+4:nsbj hoped/0:root to/4:aux sleep/2:comp ./2:p",
    ),
    "raising": (
        "(TOP (S (NP-SBJ-1 (NNS Prices)) (VP (VBD appeared) (S (NP-SBJ (-NONE- *-1)) (VP (TO to) (VP (VB fall)))))"
        " (. .)))",
        "Prices/4:nsbj appeared/4:raise to/4:aux fall/0:root ./4:p",
    ),
    "passive and agent": (
        "( (S (NP-SBJ-1 (DT The) (NN bridge)) (VP (VBD was) (VP (VBN built) (NP (-NONE- *-1))"
        " (PP (IN by) (NP-LGS (NNS monks))))) (. .)))",
        "The/2:det bridge/4:obj was/4:aux built/0:root by/6:case monks/4:nsbj ./4:p",
    ),
    "copula": (
        "(TOP (S (NP-SBJ (PRP It)) (VP (VBZ is) (NP-PRD (DT an) (JJ old) (NN boat))) (. .)))",
        "It/5:nsbj is/5:cop an/5:det old/5:attr boat/0:root ./5:p",
    ),
    "relative pronoun": (
        "(TOP (S (NP-SBJ (NP (DT the) (NN boy)) (SBAR (WHNP-1 (WP who)) (S (NP-SBJ (-NONE- *T*-1)) (VP (VBZ sings)))))"
        " (VP (VBZ smiles)) (. .)))",
        "the/2:det boy/5:nsbj+4:nsbj who/4:r-nsbj sings/2:relcl smiles/0:root ./5:p",
    ),
    "relative clause without pronoun": (
        "(TOP (S (NP-SBJ (NP (DT the) (NN song)) (SBAR (WHNP-1 (-NONE- 0)) (S (NP-SBJ (PRP he))"
        " (VP (VBD sang) (NP (-NONE- *T*-1)))))) (VP (VBD ended)) (. .)))",
        "the/2:det song/5:nsbj+4:obj he/4:nsbj sang/2:relcl ended/0:root ./5:p",
    ),
    "coordination with a shared subject": (
        "(TOP (S (NP-SBJ (PRP They)) (VP (VP (VBP mow) (NP (NN grass))) (, ,) (VP (VBP rake) (NP (NNS leaves)))"
        " (CC and) (VP (VBP rest) (ADVP-TMP (RB often)))) (. .)))",
        "They/2:nsbj+5:nsbj+8:nsbj mow/0:root grass/2:obj ,/2:p rake/2:conj leaves/5:obj and/5:cc rest/2:conj"
        " often/8:adv=tmp ./2:p",
    ),
    "light verb": (
        "(TOP (S (NP-SBJ (NNP Ida)) (VP (VBD made) (NP (NP (DT a) (JJ wise) (NN decision)) (PP (IN on) (NP (PRP it)))))"
        " (. .)))",
        "Ida/5:nsbj made/5:lv a/5:det wise/5:adv decision/0:root on/7:case it/5:ppmod ./5:p",
    ),
    "existential": (
        "(TOP (S (NP-SBJ (EX There)) (VP (VBZ remains) (NP (CD one) (NN problem))) (. .)))",
        "There/2:expl remains/0:root one/4:num problem/2:nsbj ./2:p",
    ),
    "two objects and a time": (
        "(TOP (S (NP-SBJ (PRP He)) (VP (VBD sent) (NP (NNP Ola)) (NP (CD two) (NNS letters)) (NP-TMP (NNP Monday)))"
        " (. .)))",
        "He/2:nsbj sent/0:root Ola/2:dat two/5:num letters/2:obj Monday/2:advnp=tmp ./2:p",
    ),
    "extraposed subject": (
        "(TOP (S (NP-SBJ (NP (PRP It)) (SBAR (-NONE- *EXP*-2))) (VP (VBZ seems) (ADJP-PRD (JJ odd))"
        " (SBAR-2 (IN that) (S (NP-SBJ (PRP you)) (VP (VBD left))))) (. .)))",
        "It/3:expl seems/3:cop odd/0:root that/6:mark you/6:nsbj left/3:csbj ./3:p",
    ),
    "topic": (
        "(TOP (S (S-TPC-1 (NP-SBJ (NN rain)) (VP (VBZ helps))) (, ,) (NP-SBJ (PRP she))"
        " (VP (VBD said) (SBAR (-NONE- 0) (S (-NONE- *T*-1)))) (. .)))",
        "rain/2:nsbj helps/5:comp ,/5:p she/5:nsbj said/0:root ./5:p",
    ),
    "modal adjective": (
        "(TOP (S (NP-SBJ-1 (PRP I)) (VP (VBP am) (RB not) (ADJP-PRD (JJ able) (S (NP-SBJ (-NONE- *PRO*-1))"
        " (VP (TO to) (VP (VB fly)))))) (. .)))",
        "I/6:nsbj am/6:aux not/6:neg able/6:modal to/6:aux fly/0:root ./6:p",
    ),
    "apposition": (
        "(TOP (NP (NP (NNP Lund)) (, ,) (NP (NP (DT a) (NN town)) (PP (IN in) (NP (NNP Sweden))))))",
        "Lund/0:root ,/1:p a/4:det town/1:appo in/6:case Sweden/4:ppmod",
    ),
    "quantity": (
        "(TOP (S (NP-SBJ (QP (JJR more) (IN than) (CD ten) (NNS thousand)) (NNS birds))"
        " (VP (VBD landed) (PP-LOC (IN on) (NP (DT the) (NN roof)))) (. .)))",
        "more/4:attr than/1:com ten/4:com thousand/5:num birds/6:nsbj landed/0:root on/9:case the/9:det"
        " roof/6:ppmod=loc ./6:p",
    ),
    "question": (
        "(TOP (SBARQ (WHADVP-1 (WRB Where)) (SQ (VBZ does) (NP-SBJ (PRP she)) (VP (VB live) (ADVP-LOC (-NONE- *T*-1))))"
        " (. ?)))",
        "Where/4:adv=loc does/4:aux she/4:nsbj live/0:root ?/4:p",
    ),
    "compound over a hyphen": (
        "(TOP (S (NP-SBJ (DT the) (NNP Old) (HYPH -) (NNP Town) (NN wall)) (VP (VBZ stands)"
        " (ADVP (RB very) (RB firmly))) (. .)))",
        "the/5:det Old/5:com -/5:p Town/5:com wall/6:nsbj stands/0:root very/8:com firmly/6:adv ./6:p",
    ),
    "several roots": ("(TOP (`` ``) (S (NP-SBJ (PRP I)) (VP (VBP swim))))", "``/0:root I/3:nsbj swim/0:root"),
    "a single preposition": ("(TOP (PP (IN After)))", "After/0:case"),
}


def shown(graph: Dependencies) -> str:
    """`word/head:label`, with secondary arcs behind `+` and the semantic feature behind `=`."""
    rows = zip(graph.tokens, graph.heads, graph.deprels, graph.secondary, graph.sem, strict=True)
    return " ".join(
        f"{word}/{head}:{label}" + "".join(f"+{h}:{name}" for h, name in deep) + (f"={sem}" if sem else "")
        for word, head, label, deep, sem in rows
    )


@pytest.mark.parametrize("name", EXAMPLES)
def test_example(name: str, tmp_path: Path) -> None:
    text, expected = EXAMPLES[name]
    [tree] = parse(tmp_path, text)
    before = str(tree)
    assert shown(to_dependencies(tree, eventive_nouns={"decision"})) == expected
    assert shown(to_dependencies(tree, eventive_nouns={"decision"})) == expected
    assert str(tree) == before


def test_light_verbs_follow_the_list_of_nouns(tmp_path: Path) -> None:
    text = "(TOP (S (NP-SBJ (PRP We)) (VP (VBD took) (NP (NNS walks))) (. .)))"
    [tree] = parse(tmp_path, text)
    assert to_dependencies(tree, eventive_nouns=set()).deprels == ["nsbj", "root", "obj", "p"]
    assert to_dependencies(tree, eventive_nouns={"walk"}).deprels == ["nsbj", "lv", "root", "p"]
    assert to_dependencies(tree).deprels == ["nsbj", "lv", "root", "p"]


def test_a_tree_without_words_gives_nothing(tmp_path: Path) -> None:
    [tree] = parse(tmp_path, "(TOP (S (NP-SBJ (-NONE- *PRO*)) (VP (-NONE- *?*))))")
    assert to_dependencies(tree) == Dependencies([], [], [], [], [], [])
