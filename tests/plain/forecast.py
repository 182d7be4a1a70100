"""Section 6: the forward sweep of the mass, under the true parameters and solved decisions."""

from __future__ import annotations

from typing import Any

from plain.payoffs import ending_apparent, survival
from plain.phases import phase_after
from plain.removal import first_removed
from plain.states import Game, State, ending_at, linear
from plain.talks import recognition
from plain.war import reset

Mass = list[dict[State, float]]


class Forecast:
    """What is counted while the mass moves; entries of every list are periods."""

    def __init__(self, game: Game, solved: dict[str, Any]) -> None:
        shown, parties = game["shown"], game["parties"]
        self.game = game
        self.solved = solved
        self.mass: list[Mass] = []
        self.at_war: list[float] = []
        self.settled = [0.0] * shown
        self.breaks = [0.0] * shown
        self.by_phase = [0.0] * len(solved["phases"])
        self.by_package: dict[int, float] = {}
        self.breaks_by_package: dict[int, float] = {}
        self.ended = {name: [0.0] * shown for name in game["endings"]}
        self.goes_on = [[[0.0] * shown for _ in p["successors"]] for p in parties]
        self.removed_ends = [[[0.0] * shown for _ in p["successors"]] for p in parties]
        self.collapsed = [[0.0] * shown for _ in parties]
        self.rates = {name: [0.0] * shown for name in game["rates"]}
        self.rates_after = {name: [0.0] * shown for name in game["rates"]}
        self.office: list[list[float]] = []
        self.kept_office = [0.0] * len(parties)

    def run(self) -> Forecast:
        states = self.solved["wars"][0]["states"]
        mass: Mass = [dict.fromkeys(states, 0.0) for _ in self.solved["phases"]]
        mass[0][tuple(self.game["start"])] = 1.0
        for t in range(self.game["shown"]):
            self.note(mass)
            mass = self.period(t, mass)
        self.note(mass)
        return self

    def note(self, mass: Mass) -> None:
        """What is so at the start of a period."""
        self.mass.append(mass)
        self.at_war.append(sum(sum(of_phase.values()) for of_phase in mass))
        held = list(self.kept_office)
        for phase, of_phase in zip(self.solved["phases"], mass, strict=True):
            for i, party in enumerate(self.game["parties"]):
                if party["leader"] is not None and phase["fallen"] != i:
                    held[i] += sum(of_phase.values())
        self.office.append(held)

    def period(self, t: int, mass: Mass) -> Mass:
        after: Mass = [dict.fromkeys(of_phase, 0.0) for of_phase in mass]
        for m, of_phase in enumerate(mass):
            for s, here in of_phase.items():
                if here > 0.0:
                    fights = here - self.talk(t, m, s, here)
                    self.fight(t, m, s, fights, after)
        return after

    def talk(self, t: int, m: int, s: State, here: float) -> float:
        """Count the deals struck in ``s``; the mass that settles."""
        talks = self.solved["phases"][m]["talks"]
        total = 0.0
        for chance, k in zip(
            recognition(self.game, t), self.solved["choice"][t][m][s], strict=True
        ):
            if k < 0 or chance == 0.0:
                continue
            share = here * talks * chance
            offer = self.solved["offers"][m][s][k]
            total += share
            self.settled[t] += share
            self.breaks[t] += share * offer["q"]
            self.by_phase[m] += share
            self.by_package[k] = self.by_package.get(k, 0.0) + share
            self.breaks_by_package[k] = self.breaks_by_package.get(k, 0.0) + share * offer["q"]
            for name, amount in offer["amounts"].items():
                self.rates_after[name][t] += share * offer["q"] * amount
            self.count_office(m, offer["a"], share, None)
        return total

    def fight(self, t: int, m: int, s: State, fights: float, after: Mass) -> None:
        """Amounts, removals in the order of the parties, then the motion of the tracks."""
        for name, form in self.game["rates"].items():
            self.rates[name][t] += fights * linear(self.game, form, s)
        fought = self.solved["wars"][m]
        first, nobody = first_removed(fought["hazard"][s])
        for j, chance in enumerate(first):
            if chance > 0.0:
                self.remove(t, m, s, j, fights * chance, after)
        for there, p in fought["true_moves"][s].items():
            share = fights * nobody * p
            ending = ending_at(self.game, there)
            if ending is None:
                after[m][there] += share
            else:
                self.end(t, m, ending, there, share, None)

    def remove(self, t: int, m: int, s: State, j: int, share: float, after: Mass) -> None:
        successors = self.game["parties"][j]["successors"]
        if m != 0 or not successors:
            self.collapsed[j][t] += share
            self.end(t, m, "collapse", s, share, j)
            return
        weights = sum(successor["weight"] for successor in successors)
        for n, successor in enumerate(successors):
            chosen = share * successor["weight"] / weights
            ends = chosen * successor["ends"]
            self.removed_ends[j][n][t] += ends
            self.goes_on[j][n][t] += chosen - ends
            if ends > 0.0:
                self.end(t, m, successor["ending"], s, ends, j)
            there = reset(self.game, s, successor["resets"])
            after[phase_after(self.game, j, n)][there] += chosen - ends

    def end(self, t: int, m: int, ending: str, s: State, share: float, fallen: int | None) -> None:
        self.ended[ending][t] += share
        parties = self.solved["phases"][m]["parties"]
        looks = [
            ending_apparent(self.game, parties, i, ending, s, fallen) for i in range(len(parties))
        ]
        self.count_office(m, looks, share, fallen)

    def count_office(self, m: int, looks: list[float], share: float, fallen: int | None) -> None:
        """First leaders who outlive an end that looks like ``looks`` to their audience."""
        gone = {fallen, self.solved["phases"][m]["fallen"]}
        for i, party in enumerate(self.game["parties"]):
            if party["leader"] is not None and i not in gone:
                self.kept_office[i] += share * survival(party["leader"], looks[i])
