"""Terms that several tests look at."""

from __future__ import annotations

import pytest

from goldenbridge.settlements.issues import Terms
from settlements.ukraine import ukraine_terms


@pytest.fixture(scope="session")
def ukraine() -> Terms:
    """2,304,000 combinations, of which 1,935,360 are left."""
    return ukraine_terms()
