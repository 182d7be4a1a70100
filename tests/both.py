"""The two implementations, each as a function from a game to the fields of ``expected``."""

from __future__ import annotations

from typing import Any

from plain.result import solve as twin

Answer = dict[str, Any]

__all__ = ["built", "engine", "twin"]


def engine(game: Answer) -> Answer:
    """The engine's answer to the ``game`` part of a game file."""
    # Imported late: collecting the tests must not load the compiler.
    import goldenbridge
    from goldenbridge.game.file import read_game

    answer: Answer = goldenbridge.solve_bare(read_game(game))
    return answer


def built(game: Answer) -> Any:
    """The arrays of the ``game`` part of a game file."""
    from goldenbridge.game.arrays import build_game
    from goldenbridge.game.file import read_game

    return build_game(read_game(game))
