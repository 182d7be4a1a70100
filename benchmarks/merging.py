"""How long the terms of a scenario take to become packages, and how many are left."""

from __future__ import annotations

from collections.abc import Iterator

import goldenbridge as gb
from benchmarks.figure import Figure, seconds
from goldenbridge.game.arrays import build_game
from goldenbridge.game.compile import compile_bare
from goldenbridge.kernels.pareto import pareto_cells
from goldenbridge.settlements.equal import same_as
from goldenbridge.settlements.merge import packages
from goldenbridge.settlements.put_back import put_back
from goldenbridge.solve.exceptional import exceptional, hiding
from goldenbridge.solve.tables import ratified
from goldenbridge.solve.worth import package_worth


def measure() -> Iterator[Figure]:
    """Merging 2,304,000 combinations, putting back, and thinning out every phase and cell."""
    compiled = compile_bare(gb.load("ukraine-2022").scenario)
    terms, merged = compiled.settled.terms, compiled.settled
    yield Figure("combinations, exclusions skipped", merged.listed, "packages")
    yield Figure("left after merging", len(merged), "packages")
    least = min(seconds(lambda: packages(terms, grouped=True), repeats=9))
    yield Figure("merging", least, "s", at_most=0.3)

    game = build_game(compiled.bare)
    worth = package_worth(game)
    odd, few = exceptional(game, worth), hiding(game, worth)
    yield Figure("exceptional packages", int(odd.sum()), "packages")
    yield Figure("… behind which something may matter", int(few.sum()), "packages")
    fuller = put_back(merged, few)
    yield Figure("put back", len(fuller) - len(merged), "packages")
    yield Figure("finding them", min(seconds(lambda: hiding(game, worth))), "s")
    yield Figure("putting them back", min(seconds(lambda: put_back(merged, few))), "s")
    yield Figure("naming the equals of one package", min(seconds(lambda: same_as(merged, 0))), "s")

    cells = [(game.cells.face == f).nonzero()[0] for f in range(worth.units.shape[1])]
    pairs = [(m, f) for m in range(game.phases) for f in range(len(cells))]
    tables = [(worth.units[m, f], ratified(game, m, f, cells[f])) for m, f in pairs]
    thinned = min(seconds(lambda: [pareto_cells(*table) for table in tables], repeats=9))
    count = game.phases * game.cells.count
    yield Figure(f"dropping the superfluous in {count} phases and cells", thinned, "s")
