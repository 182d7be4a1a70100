"""What packages are worth to parties, in plain formulas, so that lists of packages can be compared.

Model, sections 2 to 5: a, H, q, W and who ratifies, for parties with or without leaders, over a few
phases and cells. Everything is drawn; fates never fall with a better look.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from goldenbridge.settlements.pressing import Outlook

SLACK = 5e-10


@dataclass(frozen=True)
class World:
    """Drawn numbers; M phases, F cells, P parties. Fronts are numbered from -1, so shifted."""

    office: np.ndarray  # (M, P), 0: no leader
    fate: np.ndarray  # (M, P, 2)
    aim: np.ndarray  # (M, P)
    face: np.ndarray  # (F, P)
    least: np.ndarray  # (F, P), -inf: no audience
    can_break: np.ndarray  # (P,)
    wait: np.ndarray  # (P,) discount over the respite
    lost_face: np.ndarray  # (P,)
    renewed: np.ndarray  # (M, P, classes, fronts + 1)
    peace: bool


def drawn_world(seed, parties, *, peace, classes=64, fronts=4):
    draw = np.random.default_rng(seed)
    phases, cells = 2, 3
    return World(
        office=draw.choice([0.0, 0.4, 0.8], (phases, parties)),
        fate=draw.choice([0.0, 0.1, 0.5], (phases, parties, 2)),
        aim=draw.uniform(0.3, 0.7, (phases, parties)),
        face=draw.choice([0.0, 0.5, 1.0], (cells, parties)),
        least=draw.choice([-np.inf, 0.1, 0.3], (cells, parties)),
        can_break=draw.random(parties) < 0.5,
        wait=draw.choice([1.0, 0.8], parties),
        lost_face=draw.choice([0.0, 0.3, 1.0], parties),
        renewed=draw.uniform(0.0, 1.2, (phases, parties, classes, fronts)),
        peace=peace,
    )


def looks(world, values, cell):
    """a_i (P, N)."""
    spin = values.apparent - values.actual
    face = world.face[cell][:, None]
    return values.actual + face * np.maximum(spin, 0.0) - np.maximum(-spin, 0.0)


def kept(world, values, phase, cell):
    """H_i (P, N)."""
    a, office = looks(world, values, cell), world.office[phase][:, None]
    survival = 1.0 / (1.0 + np.exp(-(a - world.aim[phase][:, None]) / 0.1))
    low, slope = world.fate[phase].T[:, :, None]
    fate = np.clip(low + slope * a, 0.0, 1.0)
    return office * (survival + (1.0 - survival) * fate) + (1.0 - office) * values.actual


def renewed(world, values, phase):
    """R_i (P, N)."""
    return world.renewed[phase][:, values.security, values.front + 1]


def worth(world, values, phase, cell):
    """W_i (P, N) in units of 1e-9."""
    H = kept(world, values, phase, cell)
    if not world.peace:
        return np.rint(H * 1e9).astype(np.int64)
    R = renewed(world, values, phase)
    gains = world.can_break[:, None] & (R - values.penalty > H + SLACK)
    faces = (world.lost_face[:, None] * (1.0 - values.apparent)).sum(axis=0)
    q = np.where(gains.any(axis=0), 1.0, np.clip(values.lapse + faces, 0.0, 1.0))
    wait = world.wait[:, None]
    broken = np.where(gains, R - values.penalty, R)
    W = (1.0 - q) * H + q * ((1.0 - wait) * H + wait * broken)
    return np.rint(W * 1e9).astype(np.int64)


def ratified(world, values, cell):
    """(N,) whether every audience ratifies."""
    return (looks(world, values, cell) >= world.least[cell][:, None] - SLACK).all(axis=0)


def phases_and_cells(world):
    return [(m, f) for m in range(len(world.aim)) for f in range(len(world.face))]


def exceptional(world, values):
    """(N,) whether a party that pays or cannot break would like the peace broken, somewhere."""
    bound = (values.penalty > 0.0) | ~world.can_break[:, None]
    found = np.zeros(len(values.kept), dtype=bool)
    for m, f in phases_and_cells(world):
        found |= (bound & (renewed(world, values, m) > kept(world, values, m, f))).any(axis=0)
    return found


def outlook(world, values):
    """What `pressing` looks at."""
    phases, cells = range(len(world.aim)), range(len(world.face))
    by_cell = [(m, cells) for m in phases]
    lost = world.lost_face[:, None]
    return Outlook(
        kept=np.array([[kept(world, values, m, f) for f in fs] for m, fs in by_cell]),
        units=np.array([[worth(world, values, m, f) for f in fs] for m, fs in by_cell]),
        ratified=np.array([[ratified(world, values, f) for f in fs] for _, fs in by_cell]),
        renewed=np.array([renewed(world, values, m) for m in phases]),
        penalty=values.penalty,
        lapse=np.clip(values.lapse + (lost * (1.0 - values.apparent)).sum(axis=0), 0.0, 1.0),
        worst=np.clip(values.lapse + lost.sum(), 0.0, 1.0),
        can_break=np.array([world.can_break for _ in phases]),
        wait=np.array([world.wait for _ in phases]),
    )


def breach_liked(world, values):
    """Whether a package would please a party by being broken that does not gain by breaking it."""
    for m, f in phases_and_cells(world):
        R, H = renewed(world, values, m), kept(world, values, m, f)
        gains = world.can_break[:, None] & (R - values.penalty > H + SLACK)
        if ((R > H + SLACK) & ~gains).any():
            return True
    return False


def bargains(world, packages, m, f):
    """The undominated W of a phase and cell, as a set, by definition."""
    W = worth(world, packages.values, m, f)[:, ratified(world, packages.values, f)]
    points = {tuple(column) for column in W.T.tolist()}
    return {
        p
        for p in points
        if not any(q != p and all(x >= y for x, y in zip(q, p, strict=True)) for q in points)
    }
