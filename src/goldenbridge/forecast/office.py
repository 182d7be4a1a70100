"""In office: the leader of phase 0, asked week by week (model, section 6)."""

from __future__ import annotations

import numpy as np

from goldenbridge.forecast.forward import Forward, first_in_office
from goldenbridge.game.arrays import survival
from goldenbridge.game.game import Floats


def in_office(forward: Forward) -> Floats:
    """(shown+1, P): chance that the first leader is in office at the start of each week.

    War on and not removed, plus, for wars ended before, survival of the end; 0 without a leader.
    """
    game = forward.game
    office = np.zeros((game.shown + 1, game.parties))
    for i in range(game.parties):
        after = forward.signed_in_office[:, i].copy()
        for m in range(game.phases):
            if not first_in_office(game, m, i):
                continue
            office[:, i] += forward.in_phase[:, m]
            stays = survival(game.ending_credit[m, i], game.leaders, m, i)
            others = forward.ended[:, m] + np.delete(forward.fell[:, m], i, axis=1).sum(axis=1)
            if stays.size:
                after += np.einsum("tef,ef->t", others, stays)
        office[1:, i] += np.cumsum(after)
    return office
