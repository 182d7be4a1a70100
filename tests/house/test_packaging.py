"""What `pip install` would bring: every file of the package, and no more than it says it needs."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def tracked(*under: str) -> list[str]:
    """Paths of tracked files that are there, relative to the root."""
    command = ["git", "ls-files", "-z", "--", *under]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [name for name in listed.split("\0") if name and (ROOT / name).is_file()]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """A wheel built from the tracked files alone, without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    for name in tracked("src", "pyproject.toml", "README.md", "LICENSE"):
        (folder / "tree" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / "tree" / name)
    build = [sys.executable, "-m", "pip", "wheel", "-qq", "--no-deps", "--no-build-isolation"]
    subprocess.run([*build, "--no-index", "-w", folder, folder / "tree"], check=True)
    (file,) = folder.glob("goldenbridge-*.whl")
    return zipfile.ZipFile(file)


def test_the_wheel_holds_every_file_of_the_source(wheel: zipfile.ZipFile) -> None:
    held = set(wheel.namelist())
    wanted = {name.removeprefix("src/") for name in tracked("src")}
    assert wanted - held == set()
    assert any(name.endswith("ukraine-2022/scenario.yaml") for name in held)
    assert "goldenbridge/py.typed" in held


def test_the_wheel_brings_nothing_else(wheel: zipfile.ZipFile) -> None:
    tops = {name.split("/")[0] for name in wheel.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {
        "goldenbridge",
        "goldenbridge_site",
    }


def test_the_command_is_there(wheel: zipfile.ZipFile) -> None:
    (entry,) = (name for name in wheel.namelist() if name.endswith("entry_points.txt"))
    assert "goldenbridge = goldenbridge.cli:main" in wheel.read(entry).decode()


def test_what_the_package_needs_is_what_is_pinned() -> None:
    text = (ROOT / "requirements.in").read_text()
    listed = {line for line in text.splitlines() if line and not line.startswith("#")}
    # setuptools is what builds it; a run does not need it.
    assert listed - {"setuptools"} == set(PROJECT["dependencies"])


def test_the_version_is_said_once() -> None:
    source = (ROOT / "src/goldenbridge/__init__.py").read_text()
    (version,) = re.findall(r'^__version__ = "(.+)"$', source, re.M)
    assert version == PROJECT["version"]
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text()
