"""The Python of the pages runs as it stands."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tools.docs.blocks import Block, blocks


@pytest.mark.parametrize("block", list(blocks("python")), ids=lambda block: block.name)
def test_a_block_of_python_runs(block: Block, tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-W", "error::DeprecationWarning:__main__", "-c", block.text],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
