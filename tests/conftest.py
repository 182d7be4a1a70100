"""Shared by all tests: the engine as one function, and how hard properties are tried."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import Phase, settings

pytest_plugins = ["plugin_requirements", "plugin_sites"]

Answer = dict[str, Any]

# Shrinking a whole game takes minutes: the quick profiles show a failing game as it was drawn.
AS_DRAWN = (Phase.explicit, Phase.reuse, Phase.generate)

settings.register_profile("quick", max_examples=15, deadline=None, phases=AS_DRAWN)
settings.register_profile(
    "default", max_examples=80, deadline=None, derandomize=True, phases=AS_DRAWN
)
settings.register_profile("thorough", max_examples=3000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


@pytest.fixture(scope="session")
def solve_file() -> Callable[[Answer], Answer]:
    """The engine's answer to the ``game`` part of a game file, in the shape of ``expected``."""
    from both import engine

    return engine
