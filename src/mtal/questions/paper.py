"""The paper's research questions, its answers, and the contrasts that ask the same of our cells.

A contrast takes methods that both scales of a sweep have, as far as the question allows it.
"""

from __future__ import annotations

from mtal.questions.asked import Contrast, Expected, How, Question, Side, one

AHEAD, BEHIND, LEVEL = Expected.AHEAD, Expected.BEHIND, Expected.LEVEL

ST_LS = Side("ST-EC LS", ("ST-EC-* LS",), How.OWN)
SELECTING_LS = Side("selection, LS", ("ST-EC-* LS", "MT-AVG CMT LS"))
SELECTING_CE = Side("selection, CE", ("ST-EC-* CE", "MT-AVG CMT CE"))
BEST_MT = Side("best MT", ("MT-*",), How.BEST)
BEST_ST = Side("best ST", ("ST-*",), How.BEST)
ALL_MT, ALL_ST = Side("all MT", ("MT-*",)), Side("all ST", ("ST-*",))
MT_OF_5 = Side("all MT", ("MT-EC-DP", "MT-EC-NER", "MT-AVG", "MT-MAX"))
ST_OF_5 = Side("all ST", ("ST-EC-DP", "ST-EC-NER"))
WEIGHTED = Side("all with weights", ("MT-* β=*",))


def joint(decision: str) -> Side:
    """The joint methods that have a score to buy by, with a decision."""
    return Side(f"joint {decision}", tuple(f"MT-{name} {decision}" for name in ("AVG", "MAX", "MIN", "RRF")))


QUESTIONS = (
    Question(
        "Q1.1",
        "Does it help parsing and names to be learned by one model?",
        "Not with a shared encoder alone (SMT), which is below single-task models nearly everywhere. With gates "
        "(CMT) it does in most cases, with selection as well as without. Label smoothing (LS) is better than "
        "cross-entropy (CE), and more so with selection: by 1.8 points of LAS and 0.9 of F1 over all methods.",
        (
            Contrast("table3", one("SMT full LS"), one("ST full LS"), BEHIND),
            Contrast("table3", one("CMT full LS"), one("ST full LS"), AHEAD),
            Contrast("table3", one("MT-AVG SMT LS"), ST_LS, BEHIND),
            Contrast("table3", one("MT-AVG CMT LS"), ST_LS, AHEAD),
            Contrast("table3", SELECTING_LS, SELECTING_CE, AHEAD),
        ),
    ),
    Question(
        "Q1.2",
        "Does active learning help, and is it better done with a model of one task or of both?",
        "It helps. With multi-task models it does so more consistently: the best of them is ahead of the best "
        "single-task method in four of six domains in parsing and in five of six in names, of which three "
        "significantly.",
        (
            Contrast("figure4", Side("MT-EC", ("MT-EC-*",), How.OWN), one("MT-R"), AHEAD),
            Contrast("figure4", Side("ST-EC", ("ST-EC-*",), How.OWN), one("MT-R"), AHEAD),
            Contrast("table4", BEST_MT, BEST_ST, AHEAD),
            Contrast("table4", ALL_MT, ALL_ST, AHEAD),
        ),
    ),
    Question(
        "Q1.3",
        "For several tasks, is the confidence of one of them enough or is a joint one better?",
        "Undecided: MT-MAX is best on average, MT-EC-NER 0.26 points behind. Every multi-task method is ahead of "
        "every single-task one on average.",
        (
            Contrast("table5", one("MT-MAX"), one("MT-EC-NER"), LEVEL),
            Contrast("table5", one("MT-AVG", "MT-MAX"), Side("MT-EC by either task", ("MT-EC-DP", "MT-EC-NER")), LEVEL),
            Contrast("table5", MT_OF_5, ST_OF_5, AHEAD),
        ),
    ),
    Question(
        "Q2.1",
        "Which method is best where one task needs the other: relations, and the entities that they are between?",
        "Selection matters most for relations. MT-IND with all weight on relations is best on average; MT-AVG, "
        "MT-RRF and MT-PAR are close.",
        (
            Contrast("table7", one("MT-IND β=1"), one("MT-R"), AHEAD),
            Contrast("table7", one("MT-PAR β=0.7"), one("MT-R"), AHEAD),
            Contrast("table7", WEIGHTED, one("MT-R"), AHEAD),
            Contrast("table7", one("MT-IND β=1"), one("MT-PAR β=0.7"), AHEAD),
        ),
    ),
    Question(
        "Q2.2",
        "How should entities and relations be balanced?",
        "By all weight on relations (β=1) with MT-AVG and MT-IND; MT-RRF peaks at 0.8 and MT-PAR at 0.7. Selecting "
        "by the task that needs the other helps both.",
        (
            Contrast("figure6", Side("β=1", ("MT-* β=1",)), Side("β=0", ("MT-* β=0",)), AHEAD),
            Contrast("figure6", Side("β=1", ("MT-* β=1",)), Side("β=0.5", ("MT-* β=0.5",)), AHEAD),
            Contrast("figure6", Side("β=1", ("MT-* β=1",)), one("MT-R"), AHEAD),
        ),
    ),
    Question(
        "Q3.1",
        "Do binary linear programs buy better under a budget than greedy choice?",
        "Yes: the best of theirs, MT-MIN, is ahead of the best greedy one, MT-RRF, in all eight cases, in five of "
        "them significantly.",
        (
            Contrast("table8", one("MT-MIN BLP_AL"), one("MT-RRF GRD_AL"), AHEAD),
            Contrast("table8", joint("BLP_AL"), joint("GRD_AL"), AHEAD),
        ),
    ),
    Question(
        "Q3.2",
        "Do such programs and active learning complement each other?",
        "Mostly: a program in every round (BLP_AL) is ahead of one for the whole budget (BLP) in six of eight "
        "cases, half of these significantly. Over all methods the order is BLP_AL, BLP, GRD_AL.",
        (
            Contrast("table8", one("MT-MIN BLP_AL"), one("MT-AVG BLP"), AHEAD),
            Contrast("table8", joint("BLP_AL"), joint("BLP"), AHEAD),
            Contrast("table8", joint("BLP"), joint("GRD_AL"), AHEAD),
        ),
    ),
    Question(
        "Q3.3",
        "Should the tasks be annotated on the same sentences, or each on its own?",
        "On the same: the joint method is ahead in 14 of 16 cases, in nine of them significantly. Single-task "
        "models that buy for themselves are 8.8 (slots) and 4.7 points (intents) behind MT-MIN BLP_AL.",
        (
            Contrast("table9", one("MT-MIN BLP_AL"), one("UDJS BLP_AL"), AHEAD),
            Contrast("table9", one("MT-MIN BLP_AL"), one("EQB-DJS BLP_AL"), AHEAD),
            Contrast("table9", one("MT-MIN BLP_AL"), Side("ST-EC GRD_AL", ("ST-EC-* GRD_AL",), How.OWN), AHEAD),
        ),
    ),
)
