"""Terms of a real size: the ten issues of Ukraine in March 2022.

Scores from 0 to 10: substance attacker/defender; appearance attacker/defender. Judgements, made for
trying out the arithmetic; the library's scenario says where its own come from.
"""

from __future__ import annotations

from typing import Any

from goldenbridge.settlements.issues import Terms
from goldenbridge.settlements.read import read_terms

ISSUES = {
    "donbas 20/16": "0/10 0/10, 3/7 1/6, 4/6 3/5, 5/5 8/3, 6/5 4/5, 7/3 7/1, 9/1 9/0, 10/0 10/0",
    "crimea 12/10": "0/10 0/10, 7/5 4/6, 8/3 5/4, 4/5 2/3, 10/0 10/0",
    "nalign 14/10": "0/10 0/8, 5/7 2/6, 7/6 8/5, 9/2 9/2, 10/0 10/0",
    "forces 12/14": "0/10 0/9, 3/8 4/8, 5/6 7/5, 10/0 10/0",
    "guarantee 8/16": "10/0 7/1, 7/4 5/5, 3/9 4/9, 9/1 8/4, 0/10 0/10",
    "language 6/4": "2/8 1/8, 6/7 7/5, 7/5 8/4, 10/2 10/1",
    "south 16/18": "2/10 1/10, 3/9 3/8, 8/2 9/1, 10/0 10/0",
    "xanctions 8/4": "0/9 2/9, 6/6 6/6, 10/2 10/2",
    "rwording 2/4": "2/10 0/10, 4/9 6/7, 7/4 9/2, 10/0 10/0",
    "predress 2/4": "0/10 0/10, 6/6 6/5, 10/1 9/1",
}
FALLBACK = "d6 c2 n1 f0 g0 l0 s2 x0 r0 p0"
HONOUR = {"n2": 0.8, "n3": 0.8, "c1": 0.45, "g2": 0.35, "s0": 0.65, "l1": 0.7, "l2": 0.7, "l3": 0.7}
EXTRA: dict[str, dict[str, Any]] = {
    "s0": {"front": 6},
    "s1": {"front": 6},
    "g2": {"strength": {"defender": 1.3}, "penalty": [0.14, 0.0]},
    "g4": {"strength": {"defender": 2.0}, "penalty": [0.5, 0.0]},
    "f3": {"strength": {"defender": 0.6}},
}
EXCLUDED = ("n3 g2", "n3 g3", "n3 g4", "f1 g4")


def _issue(title: str, scores: str, others: float) -> dict[str, Any]:
    name, weights = title.split()
    levels = []
    for at, text in enumerate(scores.split(", ")):
        code = f"{name[0]}{at}"
        actual, apparent = ([float(x) / 10 for x in pair.split("/")] for pair in text.split())
        adds = {name: HONOUR.get(code, others) - others}
        level = {"name": code, "actual": actual, "apparent": apparent, "adds_honour": adds}
        levels.append(level | EXTRA.get(code, {}))
    return {
        "name": name,
        "weights": [float(weight) / 100 for weight in weights.split("/")],
        "fallback": next(code for code in FALLBACK.split() if code[0] == name[0]),
        "honour": others,
        "levels": levels,
    }


def ukraine_terms(others: float = 0.75) -> Terms:
    """All ten issues; `others` is the honour of every term that the sheet gives none for."""
    issues = [_issue(title, scores, others) for title, scores in ISSUES.items()]
    names = {issue["name"][0]: issue["name"] for issue in issues}
    excluded = [{names[code[0]]: code for code in entry.split()} for entry in EXCLUDED]
    return read_terms(issues, excluded, lapse=0.05)
