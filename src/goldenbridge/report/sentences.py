"""The sentences of a run: the finding, the key figures, what is assumed, what cannot be seen."""

from __future__ import annotations

from collections.abc import Iterator

from goldenbridge import __version__
from goldenbridge.report.summary import Summary
from goldenbridge.report.terms import terms
from goldenbridge.report.wording import amount, chance, counted, listed, percent, starting_capital


def version() -> str:
    """The engine's version."""
    return __version__


def finding(summary: Summary) -> Iterator[str]:
    """How it may end, who dies meanwhile, which deal is nearest and who blocks it."""
    outlook, year = summary.outlook, summary.year
    settled = outlook.within("settled", year)
    span = _span(summary)
    yield (
        f"{starting_capital(chance(settled))} ({percent(settled)}) that it is settled within {span}; "
        f"{_over(summary)}"
    )
    yield from _who_dies(summary)
    yield _within_reach(summary)


def _span(summary: Summary) -> str:
    full = 52 if summary.period == "week" else 365
    return "a year" if summary.year == full else counted(summary.year, summary.period)


def _over(summary: Summary) -> str:
    even = summary.outlook.even_chance()
    if even is None:
        return (
            f"an even chance that it is over lies beyond {summary.period} {summary.outlook.weeks}."
        )
    return f"an even chance that it is over comes in {summary.period} {even}."


def _who_dies(summary: Summary) -> Iterator[str]:
    outlook = summary.outlook
    if "deaths" not in outlook.amounts:
        return
    first = float(outlook.amounts["deaths"][summary.year])
    last = float(outlook.amounts["deaths"][-1])
    later = float(outlook.after["deaths"][-1])
    told = f"About {amount(first)} deaths are to be expected within {_span(summary)}"
    if summary.year < outlook.weeks:
        told += f", {amount(last)} within {counted(outlook.weeks, summary.period)}"
    if later >= 1:
        told += f", and {amount(later)} more in new wars where a signed peace breaks"
    yield told + "."


def _within_reach(summary: Summary) -> str:
    share = float(summary.outlook.reach[0])
    blocked = summary.consent.blocked[:, 0]
    if share > 0.5:
        return "A deal that every side could sign is within reach at once."
    who = [
        summary.name_of(party.name)
        for party, x in zip(summary.outlook.forward.game.bare.parties, blocked, strict=True)
        if x > 0.5
    ]
    if not who:
        return "No deal is within reach at once, and no single party's consent would open one."
    return (
        f"No deal is within reach at once; the consent of {listed(who, 'or')} alone would open one."
    )


def figures(summary: Summary) -> Iterator[tuple[str, str, str]]:
    """(what, number, in words) of the key figures."""
    outlook, year, span = summary.outlook, summary.year, _span(summary)
    settled = outlook.within("settled", year)
    yield f"Settled within {span}", percent(settled), chance(settled)
    if settled > 0:
        broken = float(outlook.will_break[year]) / settled
        yield "  … of which the peace will break", percent(broken), chance(broken)
    if "deaths" in outlook.amounts:
        yield f"Deaths within {span}", amount(float(outlook.amounts["deaths"][year])), ""
    for name, harm in summary.document.harms.items():
        if name in outlook.amounts:
            number = amount(float(outlook.amounts[name][year]))
            yield f"{starting_capital(harm.name)} within {span}", number, harm.unit
    for party, curve in outlook.in_office.items():
        p = float(curve[year])
        who = summary.document.parties[party].leader
        office = who.office if who and who.office else "the leader"
        label = f"{starting_capital(office)} of {summary.name_of(party)} in office after {span}"
        yield label, percent(p), chance(p)
    for party, curve in outlook.removed.items():
        p = float(curve[year])
        yield f"  … removed while the war goes on, {summary.name_of(party)}", percent(p), chance(p)
    even = outlook.even_chance()
    label = "Even chance that it is over by"
    if even is None:
        yield label, f"after {outlook.weeks}", ""
    else:
        yield label, f"{summary.period} {even}", ""


def risks(summary: Summary) -> Iterator[str]:
    """Named chances beside the benefits; the parties do not react to them."""
    for name, curve in summary.risks.items():
        known = summary.document.risks[name]
        p = float(curve[summary.year])
        yield (
            f"Risk of {known.name}: {percent(p, 1)} added up over {_span(summary)} "
            f"({chance(p)}). The parties of the model do not react to it."
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
        told = listed([f"{document.parties[p].name} on {listed(x)}" for p, x in whole.items()])
        yield (
            f"Why opposite extremes stand in one deal: each side has its way on what it weighs more "
            f"than the other does ({told}). The model trades by weight and does not ask whether "
            "terms fit together in kind."
        )


def assumptions(summary: Summary) -> Iterator[str]:
    """What the run hangs on, ending with the four numbers."""
    document, facts = summary.document, summary.assumed
    count = sum(1 for _ in _uncertain(summary))
    policies = [f"{lever.name} {float(lever.value):g}" for lever in document.levers.values()]
    if policies:
        yield f"Policies (0 none, 1 all that could be done): {', '.join(policies)}."
    yield (
        f"{counted(count, 'number')} of this scenario {'is' if count == 1 else 'are'} uncertain; "
        "here each stands at its middle value, so no range is given. Terms are scored and weighed by "
        "the scenario's author."
    )
    costs = [f"{summary.name_of(p)} {100 * c:.0f}" for p, c in facts.costs.items()]
    shown = counted(summary.outlook.weeks, summary.period)
    yield (
        f"Cost: {shown} of war as they are now cost, in points of 100 of what is at stake, "
        f"{listed(costs)}."
    )
    yield _strength(summary)
    yield _gap(summary)
    yield from _breaches(summary)


def _strength(summary: Summary) -> str:
    chances = dict(summary.assumed.forward)
    if "truth" not in chances:
        return "Strength: nothing moves the front; war here means that there is no agreement."
    truth = percent(chances.pop("truth"))
    seen = [f"{percent(p)} in {summary.name_of(party)}'s eyes" for party, p in chances.items()]
    attacker = summary.document.parties[summary.document.attacker].name
    return (
        f"Strength: the next move of the front goes {attacker}'s way with {truth} in truth, "
        f"{listed(seen)}."
    )


def _uncertain(summary: Summary) -> Iterator[object]:
    from goldenbridge.scenario.vary import uncertain

    yield from uncertain(summary.compiled.scenario)


def _gap(summary: Summary) -> str:
    gap = summary.assumed.gap
    if gap is None:
        return "Gap: no package at all would be ratified at home today."
    if gap <= 0:
        return "Gap: none; some package is worth more than fighting on to every side already today."
    return (
        f"Gap: today the nearest package is {100 * gap:.1f} points of 100 short for the side that "
        "would gain least from it."
    )


def _breaches(summary: Summary) -> Iterator[str]:
    if not summary.assumed.breaches:
        return
    gains: dict[str, list[str]] = {}
    for breach in summary.assumed.breaches:
        for party, gain in breach.gain.items():
            if gain > 0:
                told = summary.document.packages[breach.package].name
                gains.setdefault(party, []).append(f"{told} ({100 * gain:+.1f})")
    if not gains:
        yield "Peace: of the packages known by name none would pay anybody to break later."
    for party, packages in gains.items():
        yield (
            f"Peace: {summary.name_of(party)} would gain by breaking, in points of 100, "
            f"{listed(packages)}."
        )


def warnings(summary: Summary) -> Iterator[str]:
    """Where the author should look twice."""
    for warned in summary.compiled.warned:
        yield f"{warned.path}: {warned.what}"
    settled = summary.outlook.outcomes["settled"]
    if settled[min(1, len(settled) - 1)] > 0.5:
        yield "It settles in the first period in most cases: war may cost too much or be seen too alike."
    elif settled[-1] < 0.05 and len(summary.outlook.forward.game.bare.parties) > 1:
        yield "It is hardly ever settled within the periods shown."


def limits(summary: Summary) -> str:
    """What the model cannot see."""
    day = summary.document.calendar.cutoff
    return (
        f"What it cannot see: anything after {day.day} {day:%B %Y}, private information and bluff, "
        "shocks from outside, and whether terms are just. The real course of a war is one draw."
    )


def next_steps(name: str) -> str:
    """What to do next."""
    return f"goldenbridge run {name} --set sanctions=0.8 · goldenbridge explain tracks"
