"""One package in full on the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from goldenbridge.bridges.breakeven import BreakEven
from goldenbridge.bridges.five_years import five_years
from goldenbridge.bridges.going_on import GoingOn
from goldenbridge.bridges.package import Side, Term, Whole
from goldenbridge.bridges.spoilers import spoilers
from goldenbridge.game.compile import Compiled
from goldenbridge.report import ahead
from goldenbridge.report.assumptions import called
from goldenbridge.report.layout import QUIET, sides, wrapped
from goldenbridge.report.outcomes import way_on
from goldenbridge.report.terms import titles
from goldenbridge.report.wording import amount, counted, dated, listed, percent, signed

WIDE = 100


def print_package(
    whole: Whole,
    console: Console,
    name: str = "",
    even: list[BreakEven] | None = None,
    following: list[str] | None = None,
) -> None:
    """The whole answer, one blank line between blocks."""
    width = min(WIDE, console.width)
    told = _Told(whole, width)
    for block in (
        told.heading(name),
        told.finding(),
        told.sides(),
        told.why(),
        told.home(),
        told.terms(),
        told.words(),
        told.first(),
        told.peace(),
        told.spoilers(),
        told.even(even),
        told.next(following or []),
    ):
        lines = list(block)
        for line in lines:
            console.print(line, soft_wrap=True, highlight=False, markup=False)
        if lines:
            console.print()


class _Told:
    """The blocks of the answer."""

    def __init__(self, whole: Whole, width: int) -> None:
        self.whole, self.width = whole, width
        self.compiled: Compiled = whole.ground.shown(whole.packages)
        self.document = self.compiled.scenario.document
        self.week = whole.acceptance.number
        self.period = self.document.calendar.period
        self.when = dated(self.period, self.week)

    def name(self, party: str) -> str:
        """A party in words."""
        return self.document.parties[party].name or party

    def level(self, issue: str, level: str) -> str:
        """A level in words, short."""
        given = self.document.issues[issue].levels[level]
        return given.short or given.name or level

    def heading(self, name: str) -> Iterator[Text]:
        """Title and week."""
        day = self.compiled.date_of(self.week)
        when = f"signed {self.when}, {day.day} {day:%B %Y}"
        yield sides(name or titles(self.compiled, [0])[0], when, self.width, "bold")
        yield sides(self.document.title, "", self.width, QUIET)
        yield Text("─" * self.width, style=QUIET)

    def finding(self) -> Iterator[Text]:
        """Whether every side could sign, and who lacks what."""
        whole = self.whole
        share = percent(whole.everybody)
        wars = f"the wars not yet over {self.when}"
        if whole.signable:
            text = f"Every side could sign this: all would in {share} of {wars}."
        else:
            text = f"Not every side would sign this: all would in {share} of {wars}."
        yield from wrapped(text, self.width, style="bold")
        unwilling, unratified = whole.acceptance.lacking(whole.signing, 0)
        parts = [self.name(party) for party in unwilling]
        parts += [f"{self.name(p)}'s vote at home" for p in unratified if p not in unwilling]
        if parts:
            yield from wrapped(f"It lacks {listed(parts)}.", self.width)

    def sides(self) -> Iterator[Text]:
        """What it delivers, how it looks, who would sign."""
        heads = ["delivers", "looks", "credited", "going on", "margin", "accepts", "leader stays"]
        columns = [8, 7, 8, 8, 7, 7, 7]
        meaning = "points of 100 of what the side hoped for"
        yield sides("What it delivers and how it looks", meaning, self.width, "bold")
        room = max(16, self.width - 4 - sum(columns) - 2 * len(columns))
        yield Text(
            " " * (2 + room)
            + "".join(f"  {h[:c]:>{c}}" for h, c in zip(heads, columns, strict=True)),
            style=QUIET,
        )
        for party, side in self.whole.sides.items():
            cells = [
                _points(side.substance), _points(side.appearance), _points(side.credited),
                _points(side.going_on), signed(100 * side.margin), percent(side.accepts),
                "" if side.stays is None else percent(side.stays),
            ]  # fmt: skip
            yield Text(
                f"  {self.name(party):<{room}}"
                + "".join(f"  {x:>{c}}" for x, c in zip(cells, columns, strict=True))
            )
        for one in self.whole.onlookers.values():
            cells = [_points(float(one.substance[0])), _points(float(one.appearance[0]))]
            told = "".join(f"  {x:>{c}}" for x, c in zip(cells, columns, strict=False))
            yield Text(f"  {one.name:<{room}}{told}", style=QUIET)
        for party, side in self.whole.sides.items():
            yield from wrapped(self._spin(party, side), self.width, "  ", "    ")

    def _spin(self, party: str, side: Side) -> str:
        name, spin = self.name(party), 100 * side.spin
        if abs(spin) < 0.05:
            return f"{name}: it looks as it is."
        if spin < 0:
            return f"{name}: it looks {-spin:.1f} points worse than it is, which counts in full."
        left = 100 * (side.credited - side.substance)
        return (
            f"{name}: {signed(spin)} points of it are wording, of which {left:.1f} are still "
            "credited at home."
        )

    def why(self) -> Iterator[Text]:
        """What each side expects from going on, split by ending."""
        yield sides(
            "Why: what each side expects from going on", "chance × worth, points of 100",
            self.width, "bold",
        )  # fmt: skip
        for views in self.whole.why.values():
            for view in views:
                label, style = self._view(view)
                yield from wrapped(
                    f"{label}: {self._account(view)}.", self.width, "  ", "    ", style
                )

    def _view(self, view: GoingOn) -> tuple[str, str]:
        name = self.name(view.of)
        if view.of == view.seen_by:
            return name, ""
        if view.seen_by == "truth":
            return f"{name}, as assumed to be true", QUIET
        return f"{name}, as {self.name(view.seen_by)} sees it", QUIET

    def _account(self, view: GoingOn) -> str:
        parts = sorted(view.parts.items(), key=lambda item: -abs(item[1].worth))
        told = [
            f"{way_on(key, self.document)} {percent(part.chance)} ({signed(100 * part.worth)})"
            for key, part in parts
            if part.chance >= 0.005
        ]
        rest = sum(part.worth for _, part in parts if part.chance < 0.005)
        if abs(rest) >= 0.0005:
            told.append(f"the rest ({signed(100 * rest)})")
        told.append(f"held meanwhile {signed(100 * view.held)}")
        told.append(f"costs of waiting {signed(-100 * view.costs)}")
        return f"{100 * view.total:.1f} in all = " + ", ".join(told)

    def home(self) -> Iterator[Text]:
        """Votes at home and the way into force."""
        voted = {p: s for p, s in self.whole.sides.items() if s.needs is not None}
        if not voted and not any(side.steps for side in self.whole.sides.values()):
            return
        yield Text("At home", style="bold")
        for party, side in self.whole.sides.items():
            name = self.name(party)
            if side.needs is not None:
                audience = self.document.parties[party].audience
                who = audience.name if audience is not None and audience.name else "its audience"
                text = (
                    f"{name}: {who} would ratify in {percent(side.passes)} of these wars; "
                    f"credited {_points(side.credited)}, needed {_points(side.needs)} "
                    f"({signed(100 * (side.credited - side.needs))})."
                )
                yield from wrapped(text, self.width, "  ", "    ")
            for step in side.steps:
                weeks = _weeks(step.low, step.high)
                yield from wrapped(
                    f"{name}: {step.text}: {weeks}.", self.width, "  ", "    ", QUIET
                )
        steps = [side.steps for side in self.whole.sides.values() if side.steps]
        if steps:
            low = max(sum(step.low for step in some) for some in steps)
            high = max(sum(step.high for step in some) for some in steps)
            yield from wrapped(f"Into force after {_weeks(low, high)}.", self.width, "  ")

    def terms(self) -> Iterator[Text]:
        """Each term: whether it is kept, and what then."""
        meaning = "chance; worth to each side if kept → if not"
        yield sides("In five years: is each term kept?", meaning, self.width, "bold")
        for term in sorted(self.whole.terms, key=lambda term: term.honour):
            yield from self._term(term)
        yield from wrapped(f"All of them kept: {percent(self.whole.kept)}.", self.width, "  ")

    def _term(self, term: Term) -> Iterator[Text]:
        issue = self.document.issues[term.issue].name or term.issue
        text = f"{percent(term.honour):>4}  {issue}: {self.level(term.issue, term.level)}"
        if term.high > term.low:
            text += f" ({percent(term.low)} to {percent(term.high)})"
        yield from wrapped(text + ".", self.width, "  ", "        ")
        more = []
        if term.held_by:
            more.append(f"In the hands of {term.held_by}.")
        if term.backed_by:
            more.append(f"Made firmer by {listed([self._words(pair) for pair in term.backed_by])}.")
        if term.fallback is not None:
            worth = listed(
                [
                    f"{self.name(p)} {_points1(term.kept[p])} → {_points1(term.after[p])}"
                    for p in term.kept
                ]
            )
            after = self.level(term.issue, term.fallback)
            more.append(f"Else ({percent(1.0 - term.honour)}): {after}; {worth}.")
        if more:
            yield from wrapped(" ".join(more), self.width, "        ", style=QUIET)

    def _words(self, pair: str) -> str:
        issue, _, level = pair.partition("=")
        return self.level(issue, level)

    def first(self) -> Iterator[Text]:
        """Which term is broken first."""
        whole = self.whole
        found = five_years(whole.ground.terms, whole.packages.levels[0])
        yield from ahead.five_years(self.compiled, found, self.width)

    def spoilers(self) -> Iterator[Text]:
        """Who outside the signatories could wreck it."""
        found = spoilers(self.whole.acceptance, self.whole.chosen)
        yield from ahead.spoilers(found, self.width)

    def words(self) -> Iterator[Text]:
        """What wording and secrecy gain now, and what they may cost."""
        lines = []
        for term in self.whole.terms:
            issue = self.document.issues[term.issue].name or term.issue
            for party, gain in term.gain_now.items():
                if gain >= 0.0005:
                    cost = term.cost_later[party]
                    lines.append(
                        f"{issue}: to {self.name(party)} the wording is worth {_points1(gain)} at "
                        f"home now; not being kept would cost it {_points1(cost)} on average."
                    )
            if term.leak is not None:
                lines.append(self._secret(issue, term, term.leak))
        if lines:
            yield sides("Wording and secrets", "points of 100", self.width, "bold")
        for line in lines:
            yield from wrapped(line, self.width, "  ", "    ")

    def _secret(self, issue: str, term: Term, leak: float) -> str:
        price = [
            f"{self.name(p)} {signed(-100 * x)}" for p, x in term.price.items() if abs(x) > 5e-4
        ]
        gain = [f"{self.name(p)} {signed(100 * x)}" for p, x in term.secret_gain.items()]
        return (
            f"{issue} is secret, with a chance of {percent(leak)} that it comes out. A leak would "
            f"move how it looks: {listed(price) or 'not at all'}. What secrecy is worth against "
            f"certain disclosure: {listed(gain)}."
        )

    def peace(self) -> Iterator[Text]:
        """Whether the peace would stand, and who would gain by breaking it."""
        whole = self.whole
        yield Text("Would the peace stand?", style="bold")
        text = f"Durability: {percent(whole.durability)} that it still stands after five years."
        yield from wrapped(text, self.width, "  ")
        for party, side in whole.sides.items():
            if side.gains is None:
                continue
            text = f"{self.name(party)}: breaking it would bring {signed(100 * side.gains)} points"
            if side.penalty > 0:
                text += f", a penalty of {100 * side.penalty:.1f} counted in"
            if side.breaks > 0:
                text += f"; it would gain in {percent(side.breaks)} of these wars"
            yield from wrapped(text + ".", self.width, "  ", "    ")
        if any(side.breaks > 0 for side in whole.sides.values()):
            yield from self._remedies()
        if whole.deaths is not None:
            told = whole.deaths
            text = (
                f"Deaths expected from now on: {_toll(told.before + told.after)}, of them "
                f"{_toll(told.before)} until it is signed {self.when} and {_toll(told.after)} in a "
                "new war where the peace breaks"
            )
            soon = told.after_within_104w
            if told.after > 0.0:
                text += f" ({_toll(soon) if soon > 0.0 else 'none'} of these within two years)"
            text += "."
            yield from wrapped(text, self.width, "  ")

    def _remedies(self) -> Iterator[Text]:
        found = self.whole.remedies
        if not found:
            text = "No change of a single term would take that gain away."
            yield from wrapped(text, self.width, "  ", "    ")
            return
        told = []
        for one in found[:3]:
            issue = self.document.issues[one.issue].name or one.issue
            told.append(
                f"{issue}: {self.level(one.issue, one.level)} (every side signs in "
                f"{percent(one.everybody)}, durability {percent(one.durability)})"
            )
        text = f"Nobody would gain with {'; or '.join(told)}."
        yield from wrapped(text, self.width, "  ", "    ")

    def even(self, even: list[BreakEven] | None) -> Iterator[Text]:
        """Where the answer turns."""
        if even is None:
            return
        meaning = "where the answer turns; least margin at both ends, points of 100"
        yield sides("The shakiest assumptions", meaning, self.width, "bold")
        now = "every side could sign" if self.whole.signable else "not every side would sign"
        for one in even:
            what = called(one.path, self.document)
            text = f"{what}: {one.middle:g} ({one.low:g} to {one.high:g}; {one.path}): "
            if one.turns is None:
                text += f"{now} over the whole range"
            else:
                text += f"the answer turns at {one.turns:.4g}"
            text += f" ({signed(100 * one.at_low)} and {signed(100 * one.at_high)})."
            yield from wrapped(text, self.width, "  ", "    ")

    def next(self, following: list[str]) -> Iterator[Text]:
        """What to do next."""
        text = (
            "Every other assumption stands at its middle value, or as it was set. Analysis, not "
            "advice."
        )
        if following:
            text += f" Next: {' · '.join(following)}"
        yield from wrapped(text, self.width, style=QUIET)


def _points(x: float) -> str:
    return f"{100 * x:.0f}"


def _points1(x: float) -> str:
    return f"{100 * x:.1f}"


def _weeks(low: float, high: float) -> str:
    if low == high:
        return counted(round(low), "week")
    return f"{low:g} to {high:g} weeks"


def _toll(x: float) -> str:
    return amount(x) if x >= 10 or x == 0.0 else f"{x:.1f}"
