"""Compiled code: nothing at import, kept by what the kernels say, copied for workers."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from goldenbridge import load, read_game, solve_bare
from goldenbridge.bridges.acceptance import Acceptance
from goldenbridge.bridges.search import search
from goldenbridge.kernels import ahead, place
from goldenbridge.kernels.cache import copy_for_worker, doors, signature

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
    assert int(waiting) == len(list(doors()))


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


def test_every_kernel_is_compiled_ahead_by_two_processes(tmp_path: Path) -> None:
    code = """
from goldenbridge.kernels.ahead import compile_all
from goldenbridge.kernels.cache import missing
waiting, said = len(missing()), []
compile_all(lambda: said.append(1))
print(waiting - len(said), len(missing()))
"""
    assert run(code, GOLDENBRIDGE_KERNELS=str(tmp_path)) == "0 0"
    assert run(SOLVE.format(game=str(GAME)), GOLDENBRIDGE_KERNELS=str(tmp_path)) == "0"


def test_one_process_compiles_what_the_other_could_not(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    class Kernel:
        def __init__(self, name: str) -> None:
            self.name = name

        def compile(self, types: object) -> None:
            asked.append(self.name)

    left = {"backward": [Kernel("sweep")], "mass": [Kernel("forward")]}

    def waiting(homes: Sequence[str] = ahead.HOMES) -> list[Kernel]:
        return [k for home in homes for k in left.get(home, []) if k.name not in asked]

    def refused(*anything: object, **more: object) -> None:
        raise OSError("no process")

    monkeypatch.setattr(ahead, "missing", waiting)
    monkeypatch.setattr(ahead, "signature", lambda kernel: ())
    monkeypatch.setattr(ahead.subprocess, "Popen", refused)
    monkeypatch.setattr(ahead, "_cores", lambda: 2)
    ahead.compile_all()
    assert sorted(asked) == ["forward", "sweep"]


@pytest.mark.parametrize("game", ["small", "mediator", "terms", "everything", "leaders"])
def test_kernels_are_called_with_the_types_they_are_compiled_for(game: str) -> None:
    solve_bare(read_game(GAME.with_stem(game)))
    only_as_declared()


def test_searching_calls_them_with_the_same_types() -> None:
    found = search(Acceptance(load("cuba-1962").forecast().ground, 0), 0.02)
    assert len(found.number)
    only_as_declared()


def only_as_declared() -> None:
    for kernel in doors():
        assert set(kernel.signatures) <= {signature(kernel)}, kernel.py_func.__name__


def test_code_loaded_quickly_gives_the_same_and_more_can_be_compiled(tmp_path: Path) -> None:
    code = f"""
import numpy as np
from goldenbridge.kernels.cache import load_quickly
load_quickly()
from goldenbridge import read_game, solve_bare
print(solve_bare(read_game({str(GAME)!r}))["at_war"][:3])
from numba import njit
print(njit(lambda x: np.sort(x)[0])(np.array([3.0, 1.0])))
"""
    quick = run(code)
    assert run(code.replace("load_quickly()", "")) == quick
    assert quick.endswith("1.0")
