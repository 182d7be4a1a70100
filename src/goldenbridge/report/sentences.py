"""The sentences of a run: the key figures, what is assumed, what cannot be seen."""

from __future__ import annotations

from collections.abc import Iterator

from goldenbridge import __version__
from goldenbridge.report.finding import span
from goldenbridge.report.summary import Summary
from goldenbridge.report.terms import terms
from goldenbridge.report.wording import (
    amount,
    chance,
    counted,
    listed,
    percent,
    signed,
    starting_capital,
    the,
)
from goldenbridge.scenario.vary import how_many


def version() -> str:
    """The engine's version."""
    return __version__


Figure = tuple[str, str, str]
"""What, the number, and the number in words (or its unit)."""


def figures(summary: Summary) -> Iterator[Figure]:
    """The key figures."""
    outlook, year, within = summary.outlook, summary.year, span(summary)
    settled = outlook.within("settled", year)
    yield f"Settled within {within}", percent(settled), chance(settled)
    if settled > 0:
        broken = float(outlook.will_break[year]) / settled
        yield "  … of which the peace will break", percent(broken), chance(broken)
    yield from _harm(summary)
    yield from _leaders(summary)
    even = outlook.even_chance()
    told = f"after {outlook.weeks}" if even is None else f"{summary.period} {even}"
    yield "Even chance that it is over by", told, ""


def _harm(summary: Summary) -> Iterator[Figure]:
    outlook, year, within = summary.outlook, summary.year, span(summary)
    if "deaths" in outlook.amounts:
        yield f"Deaths within {within}", amount(float(outlook.amounts["deaths"][year])), ""
        later = float(outlook.after["deaths"][year])
        if later >= 1:
            yield "  … later, where a peace signed by then breaks", amount(later), ""
    for name, harm in summary.document.harms.items():
        if name in outlook.amounts:
            number = amount(float(outlook.amounts[name][year]))
            unit = "" if harm.unit.lower() in harm.name.lower() else harm.unit
            yield f"{starting_capital(harm.name)} within {within}", number, unit


def _leaders(summary: Summary) -> Iterator[Figure]:
    """In office after a year, removed meanwhile, or judged by the end: they add to 1."""
    outlook, year, it = summary.outlook, summary.year, summary.document.called
    for party, curve in outlook.in_office.items():
        p = float(curve[year])
        yield f"{office_of(summary, party)} in office after {span(summary)}", percent(p), chance(p)
        p = float(outlook.removed[party][year])
        yield f"  … removed in the course of the {it}", percent(p), chance(p)
        p = max(1.0 - float(curve[year]) - p, 0.0)
        yield f"  … out of office over how the {it} ended", percent(p), chance(p)


def office_of(summary: Summary, party: str) -> str:
    """The office with its country, which is named once."""
    known = summary.document.parties[party]
    office = known.leader.office if known.leader and known.leader.office else "the leader"
    names = [name for name in (known.name, known.adjective) if name]
    if not any(name in office for name in names):
        office = f"{office} of {the(known.name)}"
    return starting_capital(office)


def risks(summary: Summary) -> Iterator[Figure]:
    """Named chances beside the benefits."""
    for name, curve in summary.risks.items():
        p = float(curve[summary.year])
        known = summary.document.risks[name].name or name
        yield f"Risk of {known}", percent(p, 1), chance(p)


def about_risks(summary: Summary) -> str:
    """What the numbers of the risks are and are not; nothing where there are none."""
    if not summary.risks:
        return ""
    return (
        f"Risks are added up over {span(summary)}; the parties of the model do not react to them."
    )


def about_deals(summary: Summary) -> Iterator[str]:
    """One sentence where a signed combination looks absurd."""
    whole: dict[str, list[str]] = {}
    document = summary.document
    if not summary.deals:
        return
    for term in terms(summary.compiled, summary.deals[0].package):
        level = document.issues[term.issue].levels[term.level]
        for party, value in level.substance.items():
            others = [float(v) for other, v in level.substance.items() if other != party]
            if float(value) >= 0.95 and others and max(others) <= 0.25:
                whole.setdefault(party, []).append(term.issue_name)
    if len(whole) > 1:
        told = "; ".join(f"{summary.name_of(p)} on {listed(x)}" for p, x in whole.items())
        yield (
            "Why opposite extremes stand in one deal: each side has its way on what it weighs more "
            f"than the other does ({told}). The model trades by weight and does not ask whether "
            "terms fit together in kind."
        )


def assumptions(summary: Summary, *, ranges: bool = False) -> Iterator[str]:
    """What the run hangs on, ending with the four numbers. `ranges`: shown above, one by one."""
    document, facts = summary.document, summary.assumed
    count = how_many(document)
    policies = [
        f"{lever.name or key} {float(lever.value):g}" for key, lever in document.levers.items()
    ]
    if policies:
        yield f"Policies (0 none, 1 all that could be done): {', '.join(policies)}."
    yield (
        f"{counted(count, 'number')} of this scenario {'is' if count == 1 else 'are'} uncertain; "
        f"here each stands at its middle value, {_ranged(ranges)}. Terms are scored and weighed by "
        "the scenario's author."
    )
    costs = [f"{summary.name_of(p)} {100 * c:.0f}" for p, c in facts.costs.items()]
    shown = counted(summary.outlook.weeks, summary.period)
    yield (
        f"Cost: {shown} of {summary.document.called} as they are now cost, in points of 100 of "
        f"what is at stake, {listed(costs)}."
    )
    yield _strength(summary)
    yield _gap(summary)
    yield from _breaches(summary)


def _ranged(ranges: bool) -> str:
    if ranges:
        return 'but for those moved one at a time under "What it hangs on"'
    return "so no range is given"


def _strength(summary: Summary) -> str:
    chances = dict(summary.assumed.forward)
    if "truth" not in chances:
        it = summary.document.called
        return f"Strength: nothing moves the front; {it} here means that there is no agreement."
    truth = percent(chances.pop("truth"))
    seen = [f"{percent(p)} in {summary.name_of(party)}'s eyes" for party, p in chances.items()]
    attacker = summary.document.parties[summary.document.attacker].name
    return (
        f"Strength: the next move of the front goes {attacker}'s way with {truth} in truth, "
        f"{listed(seen)}."
    )


def _gap(summary: Summary) -> str:
    gap = summary.assumed.gap
    if gap is None:
        return "Gap: no package at all would be ratified at home today."
    if gap <= 0:
        return "Gap: none; some package is worth more than fighting on to every side already today."
    return (
        f"Gap: the nearest package is today {100 * gap:.1f} points of 100 short for the side that "
        "would gain least from it."
    )


def _breaches(summary: Summary) -> Iterator[str]:
    if not summary.assumed.breaches:
        return
    gains: dict[str, list[str]] = {}
    for breach in summary.assumed.breaches:
        for party, gain in breach.gain.items():
            if gain > 0:
                told = summary.document.packages[breach.package].name or breach.package
                gains.setdefault(party, []).append(f"{told} ({signed(100 * gain)})")
    if not gains:
        yield "Peace: of the packages known by name none would pay anybody to break later."
    for party, packages in gains.items():
        yield (
            f"Peace: {summary.name_of(party)} would gain by breaking, in points of 100: "
            f"{'; '.join(packages)}."
        )


def limits(summary: Summary) -> str:
    """What the model cannot see."""
    day = summary.document.calendar.cutoff
    return (
        f"What it cannot see: anything after {day.day} {day:%B %Y}, private information and bluff, "
        "shocks from outside, and whether terms are just. The real course of a "
        f"{summary.document.called} is one draw."
    )
