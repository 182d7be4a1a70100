"""Partial packages: issues chosen one after the other, and what has to be remembered of them.

What is remembered is a *state*: the group so far (strengths or class, front, penalties, lapse),
which exclusions may still match, and, for an issue whose honour hangs on issues not chosen yet,
its level and what has been added to its honour. Partial packages in one state have the same ways
to go on, so only their sums u and y matter. After the last issue the state is the group.

Axes: P parties, J issues, S states before an issue is chosen, L levels of that issue.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from goldenbridge.settlements.enumerate import OUT, Levels, list_combinations
from goldenbridge.settlements.issues import NONE, Bools, Floats, Ints, Issue, Terms
from goldenbridge.settlements.values import DIGITS


@dataclass(frozen=True, eq=False)
class Step:
    """One issue is chosen.

    issue   its place in the terms
    turn    (S, L)     state afterwards, OUT where an exclusion matches
    adds    (S, L, 2P) what becomes certain of u and y by the choice
    places  what a level adds to the combination's number, exclusions not skipped
    """

    issue: int
    turn: Ints
    adds: Floats
    places: Ints


def steps(terms: Terms, order: Sequence[int], *, grouped: bool) -> list[Step]:
    """The choices in this order of issues; `grouped`: the end state tells groups apart."""
    walk = _Walk(terms, list(order), grouped)
    return [walk.step(at) for at in range(len(walk.order))]


def groups(terms: Terms, order: Sequence[int]) -> tuple[list[Step], Floats]:
    """The choices in this order, groups told apart, and what each end state (G) is as a group.

    (G, 4 + P): strengths of both sides, or class and 0; front; lapse added; penalties.
    """
    walk = _Walk(terms, list(order), grouped=True)
    taken = [walk.step(at) for at in range(len(walk.order))]
    return taken, walk.rows[:, walk.group].copy()


class _Walk:
    """Builds the steps; `rows` (S, columns) holds the states reached so far.

    Columns: exclusions; strengths of both sides or class, front, lapse, penalties; then for every
    issue its level plus one while it is open (else 0), and what was added to its honour.
    """

    def __init__(self, terms: Terms, order: list[int], grouped: bool) -> None:
        self.terms, self.order, self.grouped = terms, order, grouped
        where = {issue: at for at, issue in enumerate(order)}
        entries = tuple(tuple((where[j], level) for j, level in e) for e in terms.excluded)
        self.turns = list_combinations(tuple(terms.sizes[j] for j in order), entries).turn
        self.places = _places(terms.sizes)
        self.adders = [_adders(terms, j) for j in range(len(order))]
        self.closes = [max(where[a] for a in {j, *self.adders[j]}) for j in range(len(order))]
        count = len(order)
        self.group = slice(1, 5 + terms.parties)
        self.level = slice(self.group.stop, self.group.stop + count)
        self.added = slice(self.level.stop, self.level.stop + count)
        start = np.zeros((1, self.added.stop))
        start[0, 1:4] = (1.0, 1.0, NONE) if terms.by_strength else (NONE, 0.0, NONE)
        self.rows = start if grouped else np.where(np.arange(self.added.stop) < 5, 0.0, start)

    def step(self, at: int) -> Step:
        """Choose the issue at this place of the order."""
        j = self.order[at]
        size = self.terms.sizes[j]
        states = len(self.rows)
        rows = np.repeat(self.rows, size, axis=0)
        levels = np.tile(np.arange(size), states)
        out = self.turns[at][rows[:, 0].astype(np.int64), levels]
        rows[:, 0] = out
        if self.grouped:
            self._join_group(rows, self.terms.issues[j], levels, out != OUT)
        adds = self._join_sums(rows, j, levels, at)
        turn = np.full(len(rows), OUT)
        allowed = out != OUT
        self.rows, number = np.unique(rows[allowed], axis=0, return_inverse=True)
        turn[allowed] = number.reshape(-1)
        return Step(
            j,
            turn.reshape(states, size),
            adds.reshape(states, size, -1),
            np.arange(size) * self.places[j],
        )

    def _join_group(self, rows: Floats, issue: Issue, levels: Ints, allowed: Bools) -> None:
        if issue.strength is not None:
            rows[:, 1:3] = (rows[:, 1:3] * issue.strength[levels]).round(DIGITS)
        else:
            _name(rows[:, 1], issue.security[levels], allowed, "security class", issue)
        _name(rows[:, 3], issue.front[levels], allowed, "front", issue)
        rows[:, 4] = (rows[:, 4] + issue.adds_lapse[levels]).round(DIGITS)
        paid = rows[:, 5 : self.group.stop] + issue.penalty.T[levels]
        rows[:, 5 : self.group.stop] = paid.round(DIGITS)

    def _join_sums(self, rows: Floats, j: int, levels: Ints, at: int) -> Floats:
        terms, issue = self.terms, self.terms.issues[j]
        parties = terms.parties
        adds = np.zeros((len(rows), 2 * parties))
        adds[:, parties:] = (issue.weights[:, None] * issue.shown).T[levels]
        rows[:, self.level][:, j] = levels + 1
        for other in range(len(terms.issues)):
            if self.closes[other] >= at:
                rows[:, self.added][:, other] += issue.adds_honour[levels, other]
        rows[:, self.added] = rows[:, self.added].round(DIGITS)
        for done in (other for other, last in enumerate(self.closes) if last == at):
            adds[:, :parties] += self._substance(rows, done)
            rows[:, self.level][:, done] = 0.0
            rows[:, self.added][:, done] = 0.0
        return adds

    def _substance(self, rows: Floats, j: int) -> Floats:
        issue = self.terms.issues[j]
        level = rows[:, self.level][:, j].astype(np.int64) - 1
        kept = np.clip(issue.honour + rows[:, self.added][:, j], 0.0, 1.0)
        kept = np.where(level == issue.fallback, 1.0, kept)[:, None]
        worth = (issue.weights[:, None] * issue.actual).T
        return kept * worth[level] + (1.0 - kept) * worth[[issue.fallback]]


def _name(column: Floats, named: Ints, allowed: Bools, what: str, issue: Issue) -> None:
    """Write what levels name into the column; two levels of one package that do are an error."""
    if (allowed & (named != NONE) & (column != NONE)).any():
        raise ValueError(f"two levels of a package set its {what}, one of issue {issue.name!r}")
    np.copyto(column, named, where=named != NONE)


def _adders(terms: Terms, j: int) -> set[int]:
    """Other issues whose levels add to the honour of issue j."""
    return {a for a, other in enumerate(terms.issues) if a != j and other.adds_honour[:, j].any()}


def _places(sizes: Sequence[int]) -> list[int]:
    """What one level of each issue adds to the number of a combination."""
    places = [1]
    for size in reversed(sizes[1:]):
        places.append(places[-1] * size)
    return places[::-1]


def expand(step: Step, state: Ints, sums: Floats, number: Ints) -> tuple[Ints, Floats, Ints]:
    """Every partial package with every level of this step's issue that no exclusion forbids.

    state (N,), sums (N, 2P) of u and y, number (N,) of the combination so far.
    """
    turned = step.turn[state].reshape(-1)
    added = (sums[:, None, :] + step.adds[state]).reshape(len(turned), sums.shape[1])
    counted = (number[:, None] + step.places).reshape(-1)
    allowed = turned != OUT
    if allowed.all():
        return turned, added, counted
    return turned[allowed], added[allowed], counted[allowed]


def follow(walk: Sequence[Step], levels: Levels) -> tuple[Ints, Floats]:
    """(N,) end states and (N, 2P) sums of u and y of whole packages with levels (N, J)."""
    state = np.zeros(len(levels), dtype=np.int64)
    sums = np.zeros((len(levels), walk[0].adds.shape[2]))
    for step in walk:
        level = levels[:, step.issue].astype(np.int64)
        sums += step.adds[state, level]
        state = step.turn[state, level]
    return state, sums


def only(walk: Sequence[Step], ends: Ints) -> Bools:
    """(G,) which of all end states are among these."""
    chosen = np.zeros(walk[-1].turn.max() + 1, dtype=bool)
    chosen[ends] = True
    return chosen


def leads_to(walk: Sequence[Step], ends: Bools) -> list[Bools]:
    """Per step, and after the last: (S,) can this state still end in one of these end states?"""
    reach = [ends]
    for step in reversed(walk):
        reach.append((reach[-1][step.turn] & (step.turn != OUT)).any(axis=1))
    return reach[::-1]


def most_ahead(walk: Sequence[Step], ends: Bools, sign: float = 1.0) -> list[Floats]:
    """Per step, and after the last: (S, 2P) the most that each sum can still gain.

    Only ways to these end states count; -inf where there is none. With sign -1: minus the least.
    """
    ahead = [np.repeat(np.where(ends, 0.0, -np.inf)[:, None], walk[0].adds.shape[2], axis=1)]
    for step in reversed(walk):
        gain = sign * step.adds + ahead[-1][step.turn]
        ahead.append(np.where((step.turn == OUT)[:, :, None], -np.inf, gain).max(axis=1))
    return ahead[::-1]


def rounded(sums: Floats) -> Ints:
    """Sums of u and y in units of 1e-12, so that comparing them forgives rounding."""
    return np.rint(sums * 10.0**DIGITS).astype(np.int64)


def in_merging_order(terms: Terms) -> list[int]:
    """Issues in an order that keeps partial packages few.

    First what nothing hangs on, few levels first; then what is tied by exclusions or honour, tied
    issues together; what makes groups comes last.
    """
    knot = _knots(terms)
    splits = [_splits(issue) for issue in terms.issues]
    knot_splits = {k: any(splits[j] for j, own in enumerate(knot) if own == k) for k in knot}
    tied = [knot.count(k) > 1 for k in knot]

    def rank(j: int) -> tuple[bool, bool, int, bool, bool, int]:
        gives = np.delete(terms.issues[j].adds_honour, j, axis=1).any()
        together = knot[j] if tied[j] else 0
        return knot_splits[knot[j]], tied[j], together, splits[j], not gives, terms.sizes[j]

    return sorted(range(len(terms.issues)), key=rank)


def in_searching_order(terms: Terms) -> list[int]:
    """Issues in an order in which bounds on what is still to come are soon narrow.

    What makes groups and ties first, then what moves worth or looks most.
    """
    order = in_merging_order(terms)[::-1]
    knot = _knots(terms)

    def free(j: int) -> bool:
        return knot.count(knot[j]) == 1 and not _splits(terms.issues[j])

    loose = sorted((j for j in order if free(j)), key=lambda j: -_spread(terms.issues[j]))
    return [j for j in order if not free(j)] + loose


def _spread(issue: Issue) -> float:
    """The most that levels of the issue can differ in worth or look, to any party."""
    ranges = [issue.weights * np.ptp(scores, axis=1) for scores in (issue.actual, issue.shown)]
    return float(np.max(ranges))


def _splits(issue: Issue) -> bool:
    """Whether levels of the issue lead to different groups."""
    columns = [issue.front, issue.security, issue.adds_lapse, *issue.penalty]
    if issue.strength is not None:
        columns += [*issue.strength.T]
    return any((column != column[0]).any() for column in columns)


def _knots(terms: Terms) -> list[int]:
    """(J,) the first issue of the knot that ties each issue to others, itself if untied."""
    knot = list(range(len(terms.issues)))
    ties = [{j for j, _ in entry} for entry in terms.excluded]
    ties += [{j, *_adders(terms, j)} for j in range(len(terms.issues))]
    for tie in ties:
        joined = {knot[j] for j in tie}
        knot = [min(joined) if own in joined else own for own in knot]
    return knot
