"""What a drawn game may contain. Every feature is on or off by chance unless it is forbidden."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Menu:
    """Bounds of a drawn game; ``False`` forbids a feature, ``True`` leaves it to chance.

    ``coarse`` True draws numbers on grids of 0.05 or 0.1, so that ties abound; False draws them
    on a grid of 1/10402, so that nothing ties that is not the same; None lets chance choose.
    """

    parties: tuple[int, int] = (1, 4)
    periods: tuple[int, int] = (1, 5)
    beyond: int = 4
    packages: tuple[int, int] = (0, 9)
    extra_tracks: int = 2
    states: int = 60
    coarse: bool | None = None
    leaders: bool = True
    hazards: bool = True
    successors: bool = True
    beliefs: bool = True
    audiences: bool = True
    faces: bool = True
    spin: bool = True
    peace: bool = True
    issues: bool = True
    mediator: bool = True
    rotation: bool = True
    all_veto: bool = False
    sloping_fates: bool = True
    falling_fates: bool = True
    contests: bool = True
    drift_ends: bool = True
    levers: bool = True
    named_collapse: bool = True
    talks: bool = True
    ties: bool = True
    long_horizon: bool = True


FINE = Menu(coarse=False, ties=False, long_horizon=False)
