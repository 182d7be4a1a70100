"""The buffer: is there a continuous non-aligned line between two alignments, and who breaks it.

States are nodes, borders edges. The line holds if no border joins a state of side a to one of side
b. The fewest more that would have to be non-aligned are a minimum vertex cover of the borders that
break it; those borders join the two sides only, so the graph is bipartite and the cover is found by
a matching (König's theorem). The fewest other states that part two states are a minimum vertex cut
(Menger 1927). NetworkX returns an empty cut both where none exists and where none is needed, so
both cases are asked for first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import networkx as nx

from goldenbridge.scenario.beside import States

Border = tuple[str, str]
Set = tuple[str, ...]

MOST = 200
"""Sets of equal size listed at most."""
NONE = "none"


@dataclass(frozen=True, slots=True)
class Fewest:
    """The smallest sets of states that would do, each sorted; `size` 0: nothing is needed.

    more  whether there are further sets of that size than are listed
    """

    size: int
    sets: tuple[Set, ...]
    more: bool = False

    @property
    def in_every(self) -> Set:
        """States that stand in every one of the sets listed."""
        common = set.intersection(*map(set, self.sets)) if self.sets else set()
        return tuple(sorted(common))


@dataclass(frozen=True, slots=True)
class Moved:
    """What one state's change of side does.

    broken  borders that would break the line then; `closed` and `opened` against today
    """

    state: str
    before: str
    after: str
    broken: int
    opened: tuple[Border, ...]
    closed: tuple[Border, ...]


@dataclass(frozen=True, eq=False)
class Buffer:
    """A map of states; alignment is "a", "b" or "none".

    fixed  states that cannot change
    """

    graph: nx.Graph[str]
    alignment: Mapping[str, str]
    fixed: frozenset[str] = frozenset()

    @cached_property
    def breaking(self) -> tuple[Border, ...]:
        """Borders between the two sides, the state of side a first; sorted."""
        return tuple(sorted(self._breaking(self.alignment)))

    @property
    def holds(self) -> bool:
        """Whether there is a continuous non-aligned line now."""
        return not self.breaking

    def _breaking(self, alignment: Mapping[str, str]) -> set[Border]:
        found = set()
        for one, other in self.graph.edges:
            sides = alignment[one], alignment[other]
            if sides == ("a", "b"):
                found.add((one, other))
            elif sides == ("b", "a"):
                found.add((other, one))
        return found

    @cached_property
    def hopeless(self) -> tuple[Border, ...]:
        """Borders that break the line between two states that cannot change."""
        return tuple(pair for pair in self.breaking if self.fixed.issuperset(pair))

    @cached_property
    def fewest_more(self) -> Fewest | None:
        """Fewest aligned states that must step out so that the line holds; None: not possible."""
        if self.hopeless:
            return None
        broken: nx.Graph[str] = nx.Graph(self.breaking)
        forced = {b if a in self.fixed else a for a, b in self.breaking if {a, b} & self.fixed}
        broken.remove_nodes_from(forced)
        left = [a for a, _ in self.breaking if a in broken]
        matching = nx.bipartite.maximum_matching(broken, left) if broken.size() else {}
        size = len(forced) + len(matching) // 2
        sets, more = _covers(list(broken.edges), size - len(forced), frozenset(forced))
        return Fewest(size, sets, more)

    def parting(self, one: str, other: str) -> Fewest | None:
        """Fewest more states that must step out so that non-aligned ones part these two alone.

        Non-aligned states part already. None where it is not possible.
        """
        aligned: nx.Graph[str] = self.graph.subgraph(
            [key for key, side in self.alignment.items() if side != NONE or key in (one, other)]
        ).copy()
        return fewest_between(aligned, one, other, self.fixed)

    def moved(self) -> tuple[Moved, ...]:
        """What changes when one state that can change takes another side."""
        today = set(self.breaking)
        found = []
        for state in sorted(self.graph):
            if state in self.fixed:
                continue
            for after in ("a", NONE, "b"):
                if after == self.alignment[state]:
                    continue
                then = self._breaking({**self.alignment, state: after})
                found.append(
                    Moved(
                        state,
                        self.alignment[state],
                        after,
                        len(then),
                        opened=tuple(sorted(then - today)),
                        closed=tuple(sorted(today - then)),
                    )
                )
        return tuple(found)


def buffer(states: States) -> Buffer:
    """The map of a scenario."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(states.members)
    for key, state in states.members.items():
        graph.add_edges_from((key, other) for other in state.borders)
    return Buffer(
        graph,
        {key: state.alignment for key, state in states.members.items()},
        frozenset(key for key, state in states.members.items() if not state.can_change),
    )


def fewest_between(
    graph: nx.Graph[str], one: str, other: str, fixed: Iterable[str] = ()
) -> Fewest | None:
    """Fewest other states, none of them fixed, whose removal leaves no path; None: no cut exists.

    ValueError for a state that is not on the map, or for the same state twice.
    """
    if one == other or one not in graph or other not in graph:
        raise ValueError(f"{one!r} and {other!r} are not two states of the map")
    if graph.has_edge(one, other):
        return None
    if not nx.has_path(graph, one, other):
        return Fewest(0, ((),))
    kept = set(fixed) - {one, other}
    merged = _merged(graph, kept, one, other)
    if merged is None or merged.has_edge(one, other):
        return None
    size = _cut_size(merged, one, other)
    sets, more = _cuts(merged, one, other, size)
    return Fewest(size, sets, more)


def _merged(graph: nx.Graph[str], kept: set[str], one: str, other: str) -> nx.Graph[str] | None:
    """The map without the fixed states: whoever touches a group of them touches through it."""
    merged = graph.copy()
    for group in list(nx.connected_components(graph.subgraph(kept))):
        around = {n for k in group for n in graph[k]} - group
        merged.remove_nodes_from(group)
        merged.add_edges_from((a, b) for a in around for b in around if a != b)
    return merged


def _cut_size(graph: nx.Graph[str], one: str, other: str) -> int:
    if graph.has_edge(one, other):
        return len(graph)  # no cut, whatever its size
    if not nx.has_path(graph, one, other):
        return 0
    return len(nx.minimum_node_cut(graph, one, other))


def _cuts(graph: nx.Graph[str], one: str, other: str, size: int) -> tuple[tuple[Set, ...], bool]:
    """All minimum cuts: a state is in one if the rest without it can be cut with one state less."""

    def fits(chosen: frozenset[str], out: frozenset[str]) -> bool:
        merged = _merged(graph.subgraph(set(graph) - chosen), set(out), one, other)
        return merged is not None and _cut_size(merged, one, other) + len(chosen) <= size

    return _all_sets([n for n in sorted(graph) if n not in (one, other)], size, fits)


def _covers(edges: list[Border], size: int, forced: frozenset[str]) -> tuple[tuple[Set, ...], bool]:
    """All smallest covers of bipartite edges, each with the states that are forced anyway."""

    def fits(chosen: frozenset[str], out: frozenset[str]) -> bool:
        open_ = [edge for edge in edges if not chosen.intersection(edge)]
        if any(out.issuperset(edge) for edge in open_):
            return False
        taken = {b if a in out else a for a, b in open_ if out.intersection((a, b))}
        rest: nx.Graph[str] = nx.Graph(edge for edge in open_ if not taken.intersection(edge))
        need = sum(
            len(nx.bipartite.maximum_matching(rest.subgraph(part))) // 2
            for part in nx.connected_components(rest)
        )
        return len(chosen) + len(taken) + need <= size

    sets, more = _all_sets(sorted({n for edge in edges for n in edge}), size, fits)
    return tuple(tuple(sorted({*one, *forced})) for one in sets), more


def _all_sets(
    states: list[str], size: int, fits: Callable[[frozenset[str], frozenset[str]], bool]
) -> tuple[tuple[Set, ...], bool]:
    """All sets of this size; `fits` says whether some set holds the chosen and none left out.

    Each step decides on one state, and no branch without a set is entered, so the time grows with
    the number of sets found.
    """
    found: list[Set] = []

    def decide(at: int, chosen: frozenset[str], out: frozenset[str]) -> None:
        if len(found) > MOST:
            return
        if len(chosen) == size:
            if fits(chosen, frozenset(states) - chosen):
                found.append(tuple(sorted(chosen)))
            return
        if at == len(states):
            return
        for with_, without in (({states[at]}, set()), (set(), {states[at]})):
            more, left = chosen | with_, out | without
            if fits(more, left):
                decide(at + 1, more, left)

    decide(0, frozenset(), frozenset())
    return tuple(found[:MOST]), len(found) > MOST
