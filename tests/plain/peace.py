"""Section 4: what a signature is worth when the peace may break."""

from __future__ import annotations

from plain.payoffs import worth
from plain.phases import Phase
from plain.removal import first_removed
from plain.states import Game, State, clip, ending_of_track, linear, track_number
from plain.war import Values, at_horizon, stay, war

SLACK = 5e-10


def new_war_start(game: Game, front: int | None) -> State:
    """Every track recovered; the front as the package set it, off an absorbing end."""
    k = track_number(game, game["front"])
    start = list(game["peace"]["recovered"])
    if front is not None:
        start[k] = front
        if ending_of_track(game, k, tuple(start)) is not None:
            start[k] += 1 if front == 0 else -1
    return tuple(start)


def new_war(
    game: Game, phase: Phase, security: dict[str, float]
) -> tuple[Values, dict[str, dict[State, float]]]:
    """R at every state the new war may start from, and the amounts it is expected to bring."""
    fought = war(game, phase, security, renewed=True)
    ends = at_horizon(game, phase)
    values = ends
    amounts = {name: dict.fromkeys(fought["states"], 0.0) for name in game["rates"]}
    for _ in range(game["peace"]["periods"]):
        values = {**ends, **stay(game, fought, [values])}
        for name, form in game["rates"].items():
            later = amounts[name]
            now = dict.fromkeys(fought["states"], 0.0)
            for s in fought["live"]:
                _, nobody = first_removed(fought["hazard"][s])
                moved = sum(p * later[x] for x, p in fought["true_moves"][s].items())
                now[s] = linear(game, form, s) + nobody * moved
            amounts[name] = now
    return values, amounts


def new_wars(
    game: Game, phase: Phase
) -> tuple[list[list[float]], list[dict[str, float]]] | tuple[None, None]:
    """R[k][party] and amounts[k][rate] of the war that follows if package k is broken."""
    if game["peace"] is None:
        return None, None
    packages = game["packages"]
    used = sorted(set(packages["class"]))
    passes = {c: new_war(game, phase, game["peace"]["classes"][c]) for c in used}
    R, amounts = [], []
    for c, front in zip(packages["class"], packages["front"], strict=True):
        start = new_war_start(game, front)
        R.append(passes[c][0][start])
        amounts.append({name: by_state[start] for name, by_state in passes[c][1].items()})
    return R, amounts


def gains(game: Game, party: Game, R: float, penalty: float, H: float) -> bool:
    return bool(party["can_break"] and R - penalty > H + SLACK)


def chance_of_lapse(game: Game, k: int) -> float:
    packages = game["packages"]
    lapse = packages["lapse"][k]
    for i, c in enumerate(game["peace"]["lost_face"]):
        lapse += c * (1.0 - packages["apparent"][i][k])
    return clip(lapse)


def sign(
    game: Game, phase: Phase, k: int, a: list[float], R: list[float] | None
) -> tuple[list[float], list[float], float]:
    """H, W (not yet rounded) and q of package ``k`` with apparent values ``a``."""
    packages = game["packages"]
    parties = phase["parties"]
    H = [worth(party, packages["actual"][i][k], a[i]) for i, party in enumerate(parties)]
    if R is None:
        return H, list(H), 0.0
    gainers = [
        gains(game, party, R[i], packages["penalty"][i][k], H[i]) for i, party in enumerate(parties)
    ]
    q = 1.0 if any(gainers) else chance_of_lapse(game, k)
    W = []
    for i, party in enumerate(parties):
        wait = party["discount"] ** game["peace"]["respite"]
        broken = R[i] - packages["penalty"][i][k] if gainers[i] else R[i]
        W.append((1.0 - q) * H[i] + q * ((1.0 - wait) * H[i] + wait * broken))
    return H, W, q
