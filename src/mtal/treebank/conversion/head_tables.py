"""A phrase's head and its conjuncts, the two tables of stage C (docs/conversion.md, "Stage C: heads")."""

from __future__ import annotations

# phrase -> (side to scan from, groups in order). `-X` is a function tag, `NN*` any tag that begins with NN, `any` all.
HEADS: dict[str, tuple[str, str]] = {
    "ADJP": ("R", "-PRD ; JJ* VB* NN* ; ADJP ; IN ; RB ADVP ; CD QP ; FW NP ; any"),
    "ADVP": ("R", "VB* ; RP ; RB* JJ* ; ADJP ; ADVP ; QP ; IN ; NN ; CD ; NP ; any"),
    "CAPTION": ("L", "NNP* ; NN* ; NP ; CD ; any"),
    "CIT": ("L", "NNP* ; NN* ; NP ; CD ; any"),
    "CONJP": ("R", "CC ; VB* ; NN* ; RB* ; TO IN ; any"),
    "EDITED": ("R", "VP ; VB* ; NN* PRP NP ; IN PP ; S* ; any"),
    "EMBED": ("R", "S* ; FRAG NP ; any"),
    "FRAG": ("R", "-PRD ; VP ; VB* ; S SQ SINV SBARQ ; NN* NP ; PP ; SBAR ; JJ* ADJP ; RB ADVP ; INTJ ; any"),
    "INTJ": ("L", "VB* ; NN* ; UH ; INTJ ; any"),
    "LST": ("L", "LS CD ; NN ; any"),
    "META": ("L", "NP ; VP S ; any"),
    "NAC": ("R", "NN* ; NP ; S SINV ; any"),
    "NML": ("R", "NN* NML ; CD NP QP JJ* VB* ; any"),
    "NP": ("R", "NN* NML ; NX ; PRP ; FW ; CD ; NP ; -NOM ; QP JJ* VB* ; ADJP ; S ; SBAR ; any"),
    "NX": ("R", "NN* ; NX ; NP ; any"),
    "PP": ("R", "PP ; NP NML WHNP NN* ; S* ; ADJP ADVP JJ* RB* ; VP ; UCP ; FRAG ; any"),
    "PPP": ("L", "RP ; TO ; IN ; VB* ; PP ; NN* ; JJ ; RB ; any"),
    "PRN": ("R", "VP ; NP ; S SBARQ SINV SQ ; SBAR ; any"),
    "PRT": ("L", "RP ; PRT ; any"),
    "QP": ("R", "CD ; NN* ; JJ ; DT PDT ; RB ; NP QP ; any"),
    "RRC": ("R", "-PRD ; VP ; VB* ; NP NN* ; ADJP ; PP ; any"),
    "S": ("R", "-PRD ; VP ; VB* ; S SQ SINV SBARQ ; SBAR ; NP ; PP ; any"),
    "SBAR": ("R", "VP ; S SQ SINV ; SBAR* ; FRAG NP ; any"),
    "SBARQ": ("R", "VP ; SQ SBARQ ; S SINV ; FRAG NP ; any"),
    "SINV": ("R", "VP ; VB* ; MD ; S SINV ; NP ; any"),
    "SQ": ("R", "-PRD ; VP ; VB* ; SQ ; S ; MD ; NP ; any"),
    "UCP": ("R", "any"),
    "VP": ("L", "-PRD ; VP ; VB* ; MD TO ; JJ* NN* IN ; NP ; ADJP QP ; S ; any"),
    "WHADJP": ("R", "JJ* VBN ; WHADJP ADJP ; any"),
    "WHADVP": ("R", "RB* WRB ; WHADVP ; any"),
    "WHNP": ("R", "NN* ; WP WHNP ; NP NML CD ; JJ* VBG ; WHADJP ADJP ; DT ; any"),
    "WHPP": ("R", "PP ; WHNP WHADVP ; NP ; any"),
    "X": ("R", "any"),
}
PREDICATIVE_PP = "PPP"
OTHER_PHRASES = ("R", "any")

# phrase -> tags of its conjuncts.
CONJUNCTS: dict[str, str] = {
    "S": "S SINV SQ SBARQ",
    "SBAR": "SBAR*",
    "SBARQ": "SBAR*",
    "SINV": "S SINV",
    "SQ": "S SQ SBARQ",
    "ADJP": "ADJP JJ* VBN VBG",
    "ADVP": "ADVP RB*",
    "INTJ": "INTJ UH",
    "NAC": "NP",
    "NML": "NP NML NN* PRP",
    "NP": "NP NML NN* PRP",
    "NX": "NX",
    "PP": "PP IN VBG",
    "PRT": "PRT RP",
    "QP": "QP CD",
    "VP": "VP VB*",
    "WHADJP": "JJ* VBN VBG",
    "WHADVP": "RB* WRB IN",
    "WHNP": "NN* WP",
}
