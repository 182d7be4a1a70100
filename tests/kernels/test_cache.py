"""Compiled code: nothing at import, kept by what the kernels say, copied for workers."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from goldenbridge.kernels import place
from goldenbridge.kernels.cache import copy_for_worker, kernels, missing

SOLVE = """
from numba.core import event
from goldenbridge import read_game, solve_bare
compiled = []
class Listener(event.Listener):
    def on_start(self, event): compiled.append(1)
    def on_end(self, event): pass
with event.install_listener("numba:compile", Listener()):
    solve_bare(read_game({game!r}))
print(len(compiled))
"""
GAME = Path(__file__).parents[1] / "known_answers" / "games" / "small.json"


def run(code: str, **variables: str) -> str:
    """What a fresh process prints."""
    environment = {**os.environ, **variables}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_nothing_compiles_at_import(tmp_path: Path) -> None:
    code = "import goldenbridge.api, goldenbridge.kernels.cache as c; print(len(c.missing()))"
    waiting = run(code, GOLDENBRIDGE_KERNELS=str(tmp_path))
    assert int(waiting) == len(kernels())


def test_a_worker_starts_with_a_copy_of_the_warm_code(tmp_path: Path) -> None:
    run(SOLVE.format(game=str(GAME)))
    variables = copy_for_worker(tmp_path / "worker")
    assert run(SOLVE.format(game=str(GAME)), **variables) == "0"


def test_another_source_has_another_folder(monkeypatch, tmp_path: Path) -> None:
    package = tmp_path / "kernels"
    package.mkdir()
    (package / "place.py").write_text("")
    (package / "one.py").write_text("1")
    monkeypatch.setattr(place, "__file__", str(package / "place.py"))
    before = place.digest.__wrapped__()
    (package / "one.py").write_text("2")
    assert place.digest.__wrapped__() != before


def test_missing_names_what_is_not_compiled_yet() -> None:
    assert set(map(id, missing())) <= set(map(id, kernels()))
