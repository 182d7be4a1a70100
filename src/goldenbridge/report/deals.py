"""The deals most often signed: what they share, where they differ, whose they are to grant."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from goldenbridge.report.layout import QUIET, beside, sides, wrapped
from goldenbridge.report.sentences import about_deals
from goldenbridge.report.summary import Summary
from goldenbridge.report.terms import Term, terms
from goldenbridge.report.wording import listed, percent

COLUMN = 30
"""Widest label of a term."""
WORDS = {1: "Its terms", 2: "Both say", 3: "All three say"}


def deals(summary: Summary, width: int) -> Iterator[Text]:
    """At most three packages, each with its chance and its peace; then the terms."""
    weeks = f"{summary.outlook.weeks} {summary.period}s"
    if not summary.deals:
        yield Text("Deals", style="bold")
        yield from wrapped(f"No package is signed within {weeks}.", width, "  ")
        return
    about = f"chance within {weeks} · that the peace then stands five years"
    yield sides("Deals most often signed", about, width, "bold")
    for k, deal in enumerate(summary.deals):
        holds = 1.0 - deal.will_break / deal.chance
        numbers = f"  {k + 1}  {percent(deal.chance):>4} · {percent(holds):>4}  "
        yield from wrapped(summary.deal_titles[k], width, numbers, " " * len(numbers))
    yield from _terms(summary, width)
    for sentence in about_deals(summary):
        yield from wrapped(sentence, width, "  ", style=QUIET)


def _terms(summary: Summary, width: int) -> Iterator[Text]:
    chosen = [terms(summary.compiled, deal.package) for deal in summary.deals]
    by_issue = list(zip(*chosen, strict=True))
    shared = [of[0] for of in by_issue if len({term.level for term in of}) == 1]
    differing = [of for of in by_issue if len({term.level for term in of}) > 1]
    column = 6 + min(COLUMN, max(len(of[0].issue_name) for of in by_issue))
    if shared:
        yield Text(f"  {WORDS[len(chosen)]}")
        for term in shared:
            yield from beside(f"  {term.issue_name}", term.name, width, column, QUIET)
    if differing:
        yield Text("  They differ on")
        for of in differing:
            told = "; ".join(_by_level(of))
            yield from beside(f"  {of[0].issue_name}", told, width, column, QUIET)
    if told := _others(by_issue):
        yield from wrapped(told, width, "  ", style=QUIET)


def _by_level(of: tuple[Term, ...]) -> Iterator[str]:
    """The levels that deals choose on one issue, each behind the numbers of its deals."""
    by_level: dict[str, list[str]] = {}
    for k, term in enumerate(of):
        by_level.setdefault(term.name, []).append(str(k + 1))
    for name, numbers in by_level.items():
        yield f"{listed(numbers)}: {name}"


def _others(by_issue: list[tuple[Term, ...]]) -> str:
    """One line for the terms that lie in others' hands."""
    hands: dict[str, list[str]] = {}
    for of in by_issue:
        if of[0].in_hands_of:
            hands.setdefault(of[0].in_hands_of, []).append(of[0].issue_name)
    told = [f"{listed(issues)} (with {who})" for who, issues in hands.items()]
    return f"In others' hands: {listed(told)}." if told else ""
