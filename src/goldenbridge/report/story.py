"""One drawn history as a story: what happened, week by week, and how it ended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rich.console import Console
from rich.text import Text

from goldenbridge.game.compile import Compiled
from goldenbridge.game.game import Game
from goldenbridge.replay.draw import Histories, levels
from goldenbridge.report.heading import heading
from goldenbridge.report.layout import LEAST, QUIET, beside, wrapped
from goldenbridge.report.terminal import WIDE, print_blocks
from goldenbridge.report.terms import terms, title
from goldenbridge.report.wording import amount, counted, starting_capital
from goldenbridge.scenario.tracks import Track
from goldenbridge.solve.solution import Solution


@dataclass(frozen=True, slots=True)
class Event:
    """What happened in a period."""

    period: int
    date: date
    what: str


@dataclass(frozen=True, slots=True)
class Story:
    """A history in words. `ended` is None where the war goes on."""

    compiled: Compiled
    period: str
    shown: int
    events: tuple[Event, ...]
    ended: int | None
    deaths: float | None


def story(compiled: Compiled, solution: Solution, drawn: Histories, which: int = 0) -> Story:
    """Tell one of the histories drawn; its states must have been kept."""
    teller = _Teller(compiled, solution.game, drawn, which)
    shown, week = solution.game.shown, int(drawn.week[which])
    names = solution.game.rate_names
    deaths = float(drawn.amounts[names.index("deaths"), which]) if "deaths" in names else None
    return Story(
        compiled=compiled,
        period=compiled.scenario.document.calendar.period,
        shown=shown,
        events=tuple(teller.events()),
        ended=week if teller.over else None,
        deaths=deaths,
    )


class _Teller:
    def __init__(self, compiled: Compiled, game: Game, drawn: Histories, which: int) -> None:
        self.compiled, self.game, self.drawn, self.which = compiled, game, drawn, which
        self.document = compiled.scenario.document
        self.parties = list(self.document.parties)
        self.it = self.document.called
        self.over = bool(drawn.package[which] >= 0 or drawn.ending[which] >= 0)

    def events(self) -> Iterator[Event]:
        last = int(self.drawn.week[self.which])
        yield self._event(0, self._where(0, ends=True))
        for t in range(min(last + 1, self.game.shown)):
            for sentence in self._of(t, last):
                yield self._event(t, sentence)
        if not self.over:
            yield self._event(
                self.game.shown, f"The {self.it} goes on. {self._where(self.game.shown)}"
            )

    def _event(self, t: int, what: str) -> Event:
        return Event(t, self.compiled.date_of(t), what)

    def _of(self, t: int, last: int) -> Iterator[str]:
        """The sentences of a period: talks, a signature, a fall, moves of the tracks."""
        ends = self.over and t == last
        if self.drawn.proposer[t, self.which] >= 0:
            if ends and self.drawn.package[self.which] >= 0:
                yield from self._signed(t)
                return
            yield f"Talks, {self._proposer(t)} to propose: no terms that every side would sign."
        for j, party in enumerate(self.parties):
            if self.drawn.removed[j, self.which] == t:
                yield from self._removed(party, ends)
        if ends:
            yield self._ended()
            return
        changes = list(self._changes(t))
        if changes:
            yield " ".join(changes)

    def _proposer(self, t: int) -> str:
        who = int(self.drawn.proposer[t, self.which])
        if who < len(self.parties):
            return self.document.parties[self.parties[who]].name
        mediator = self.document.talks.mediator
        return (mediator.name if mediator else "") or "the mediator"

    def _signed(self, t: int) -> Iterator[str]:
        package = int(self.drawn.package[self.which])
        yield f"Talks. Terms put forward by {self._proposer(t)} are signed by every side."
        yield f"The deal: {title(self.compiled, package)}."
        told = "; ".join(f"{t.issue_name}: {t.name}" for t in terms(self.compiled, package))
        yield f"{told}."
        yield (
            "This peace breaks within five years."
            if self.drawn.breaks[self.which]
            else "This peace still stands after five years."
        )

    def _removed(self, party: str, ends: bool) -> Iterator[str]:
        known = self.document.parties[party]
        office = known.leader.office if known.leader and known.leader.office else "the leader"
        told = f"{starting_capital(office)} of {known.name} is removed."
        if not ends:
            m = int(self.drawn.phases[self._next(party), self.which])
            told += (
                f" {starting_capital(self._successor(party, m))} takes over; the {self.it} goes on."
            )
        yield told

    def _next(self, party: str) -> int:
        return int(self.drawn.removed[self.parties.index(party), self.which]) + 1

    def _successor(self, party: str, m: int) -> str:
        for (i, k), phase in self.game.successor_phase.items():
            if phase == m and self.parties[i] == party:
                name = self.game.bare.parties[i].successors[k].name
                known = self.document.parties[party].successors.get(name)
                return (known.name if known else "") or name
        return "a successor"

    def _ended(self) -> str:
        name, _ = self.game.ending_names[int(self.drawn.ending[self.which])]
        attacker = self.document.parties[self.document.attacker].name
        known = self.document.endings.get(name)
        words = {
            "victory": f"{attacker} wins",
            "defeat": f"{attacker} loses",
            "withdrawal": f"the {self.it} ends by withdrawal",
            "collapse": f"the {self.it} ends as a leadership falls",
        }
        own = known.name if known and known.name else name
        told = starting_capital(words.get(name, own))
        return f"{told}. Nothing is signed."

    def _changes(self, t: int) -> Iterator[str]:
        before = levels(self.game, int(self.drawn.states[t, self.which]))
        after = levels(self.game, int(self.drawn.states[t + 1, self.which]))
        for (name, track), old, new in zip(self._tracks(), before, after, strict=True):
            if old != new:
                way = f"{track.name or name} {'up' if new > old else 'down'} to {new}"
                yield f"{way} of {track.levels - 1}{_end(track, new)}."

    def _tracks(self) -> list[tuple[str, Track]]:
        return list(self.document.tracks.items())

    def _where(self, t: int, *, ends: bool = False) -> str:
        """Where every track stands; with `ends`, what its lowest and highest level mean."""
        state = levels(self.game, int(self.drawn.states[t, self.which]))
        told = [
            f"{track.name or name} {level} of {track.levels - 1}"
            f"{_ends(track) if ends else _end(track, level)}"
            for (name, track), level in zip(self._tracks(), state, strict=True)
        ]
        return f"{'Where it stands' if self.it != 'war' else 'At war'}: {'; '.join(told)}."


def _end(track: Track, level: int) -> str:
    """What an outermost level means."""
    words = {0: track.bottom, track.levels - 1: track.top}.get(level, "")
    return f" ({words})" if words else ""


def _ends(track: Track) -> str:
    """What both outermost levels mean."""
    named = {0: track.bottom, track.levels - 1: track.top}
    told = ", ".join(f"{level}: {words}" for level, words in named.items() if words)
    return f" ({told})" if told else ""


def print_story(told: Story, console: Console, seed: int, steps: Sequence[str]) -> None:
    """The story on the terminal: period, date, what happened."""
    width = max(LEAST, min(WIDE, console.width))
    print_blocks(
        (_head(told, width, seed), _lines(told, width), _close(told, width, steps)), console
    )


def _head(told: Story, width: int, seed: int) -> Iterator[Text]:
    title = f"{told.compiled.scenario.document.title}: one history, seed {seed}"
    yield from heading(told.compiled, title, width)
    yield from wrapped(_summary(told), width)


def _summary(told: Story) -> str:
    if told.ended is None:
        over = f"still goes on after {counted(told.shown, told.period)}"
    else:
        over = f"ends in {told.period} {told.ended}"
    dead = "" if told.deaths is None else f"; about {amount(told.deaths)} die meanwhile"
    return f"In this one drawn history the {told.compiled.scenario.document.called} {over}{dead}."


def _lines(told: Story, width: int) -> Iterator[Text]:
    last = -1
    for event in told.events:
        label = f"{event.period:>4}  {event.date:%d %b %Y}" if event.period != last else ""
        yield from beside(label, event.what, width, 24)
        last = event.period


def _close(told: Story, width: int, steps: Sequence[str]) -> Iterator[Text]:
    yield from wrapped(
        "One draw of many: it shows what can happen, not what is likely. Analysis, not advice.",
        width, style=QUIET,
    )  # fmt: skip
    yield from wrapped(f"Next: {' · '.join(steps)}", width, style=QUIET)
