"""A compiled conflict made ready to be solved, and what of that another one may share.

Conflicts that differ in one number share most of the way to their solution. `prepared` and `solved`
take another conflict's work where nothing that it was made from differs, so the result is the same,
bit for bit, as from the start.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np

from goldenbridge.game.arrays import build_game
from goldenbridge.game.bare import BareGame
from goldenbridge.game.compile import Compiled
from goldenbridge.game.game import Bools, Game
from goldenbridge.settlements.put_back import put_back
from goldenbridge.solve.backward import solve
from goldenbridge.solve.exceptional import hiding
from goldenbridge.solve.solution import Solution
from goldenbridge.solve.worth import Worth, package_worth


@dataclass(frozen=True, eq=False)
class Prepared:
    """A compiled conflict with its arrays and payoffs, ready to be solved.

    compiled  with the packages that it is played over
    first     as it was compiled, before packages were put back
    hidden    the packages of `first` behind which others may stand; None where none can
    """

    compiled: Compiled
    game: Game
    worth: Worth
    first: Compiled
    hidden: Bools | None = None


def prepared(compiled: Compiled, like: Prepared | None = None) -> Prepared:
    """Arrays and payoffs; packages that merging dropped too early are put back (model, 5).

    like  another conflict made ready: what it put back stands where the same would be put back
    """
    game = build_game(compiled.bare)
    worth = package_worth(game)
    if not (compiled.settled.merged and game.new_war is not None):
        return Prepared(compiled, game, worth, compiled)
    hidden = hiding(game, worth)
    fuller = _put_back(compiled, hidden, like)
    if len(fuller.settled) == len(compiled.settled):
        return Prepared(compiled, game, worth, compiled, hidden)
    known = _classes(compiled) >= _classes(fuller)
    game = build_game(fuller.bare)
    worth = package_worth(game, worth.renewed if known else None)
    return Prepared(fuller, game, worth, compiled, hidden)


def _classes(compiled: Compiled) -> set[int]:
    """Security classes that a package names: each costs a pass over a new war."""
    return set(compiled.bare.packages.security.tolist())


def _put_back(compiled: Compiled, hidden: Bools, like: Prepared | None) -> Compiled:
    """The conflict with the packages that were dropped too early."""
    same = (
        like is not None
        and like.hidden is not None
        and like.first.settled is compiled.settled
        and np.array_equal(hidden, like.hidden)
    )
    if like is None or not same:
        return compiled.with_packages(put_back(compiled.settled, hidden))
    known = like.compiled
    return replace(
        compiled,
        bare=replace(compiled.bare, packages=known.bare.packages),
        settled=known.settled,
        named=known.named,
        whole=known.whole,
    )


def solved(ready: Prepared, like: tuple[Prepared, Solution] | None = None) -> Solution:
    """Solve what is ready.

    like  another conflict with its solution: decisions stand where no more than rates of harm and
          risk, which nobody's decisions depend on, differ
    """
    if like is not None and decides_alike(ready.compiled.bare, like[0].compiled.bare):
        return replace(like[1], game=ready.game)
    return solve(ready.game, worth=ready.worth)


def decides_alike(one: BareGame, two: BareGame) -> bool:
    """Whether two games over the same packages differ in rates at most."""
    return one.packages is two.packages and all(
        getattr(one, field.name) == getattr(two, field.name)
        for field in fields(BareGame)
        if field.name not in ("packages", "rates")
    )
