"""`tools/setup`: what it says where something is missing, and that what is half made is mended.

A clone is imitated by a folder with the script and small requirements; the interpreter and pip are
the real ones or stand-ins that fail like the real thing, and nothing is fetched.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SH = shutil.which("sh") or "/bin/sh"


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A small project that `tools/setup` can make an environment for without a network."""
    folder = tmp_path / "a clone"
    (folder / "tools").mkdir(parents=True)
    shutil.copy(ROOT / "tools" / "setup", folder / "tools" / "setup")
    for name in ("requirements.txt", "requirements-dev.txt", "pyproject.toml"):
        (folder / name).write_text("# nothing\n")
    return folder


@pytest.fixture
def stand_in(tmp_path: Path) -> Callable[[str, str], Path]:
    """A folder that holds one command, a shell script of the given text."""

    def make(name: str, script: str) -> Path:
        folder = tmp_path / f"bin-{name}"
        folder.mkdir(exist_ok=True)
        file = folder / name
        file.write_text(f"#!/bin/sh\n{script}\n")
        file.chmod(0o755)
        return folder

    return make


def setup(clone: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the script in a folder."""
    return subprocess.run(
        [SH, "tools/setup", "requirements.txt"],
        cwd=clone,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


# A Python whose environments hold a pip that only writes down what it was asked to do.
WORKS = """
case "$*" in
*version_info*|*ensurepip*) exit 0 ;;
--version) echo "Python 3.11.9" ;;
"-m venv --clear .venv")
    rm -rf .venv
    mkdir -p .venv/bin
    cat > .venv/bin/python <<'END'
#!/bin/sh
case "$*" in -c*) exit 0 ;; esac
[ -e fail ] && exit 1
echo "$*" >> installed
END
    chmod +x .venv/bin/python ;;
*) exit 9 ;;
esac
"""


def test_a_python_that_is_too_old_is_named(clone: Path, stand_in: Callable[..., Path]) -> None:
    old = stand_in("python3", '[ "$1" = --version ] && echo "Python 3.9.2" && exit 0; exit 1')
    answer = setup(clone, PYTHON=str(old / "python3"))
    assert answer.returncode != 0
    assert "3.11 or newer" in answer.stderr
    assert "Python 3.9.2" in answer.stderr
    assert not (clone / ".venv").exists()


def test_no_python_at_all_is_said(clone: Path, tmp_path: Path) -> None:
    bare = tmp_path / "bare"
    bare.mkdir()
    for tool in ("cat", "cksum", "dirname", "rm", "sed"):
        (bare / tool).symlink_to(str(shutil.which(tool)))
    answer = setup(clone, PATH=str(bare))
    assert answer.returncode != 0
    assert "needs Python 3.11 or newer" in answer.stderr
    assert "apt install python3" in answer.stderr


def test_a_python_without_venv_names_the_package(
    clone: Path, stand_in: Callable[..., Path]
) -> None:
    script = 'case "$*" in *ensurepip*) exit 1 ;; *"%d.%d"*) echo 3.12 ;; esac'
    answer = setup(clone, PYTHON=str(stand_in("python3", script) / "python3"))
    assert answer.returncode != 0
    assert "apt install python3-venv (or python3.12-venv)" in answer.stderr


def test_it_installs_with_hashes_once(clone: Path, stand_in: Callable[..., Path]) -> None:
    python = str(stand_in("python3", WORKS) / "python3")
    assert setup(clone, PYTHON=python).returncode == 0
    asked = (clone / "installed").read_text()
    assert "--require-hashes -r requirements.txt" in asked
    assert "--no-deps --no-build-isolation -e ." in asked
    again = setup(clone, PYTHON=python)
    assert again.returncode == 0
    assert again.stderr == ""
    assert (clone / "installed").read_text() == asked


def test_what_was_stopped_in_the_middle_is_made_anew(
    clone: Path, stand_in: Callable[..., Path]
) -> None:
    python = str(stand_in("python3", WORKS) / "python3")
    (clone / "fail").touch()
    assert setup(clone, PYTHON=python).returncode != 0
    (clone / ".venv" / "left behind").touch()
    (clone / "fail").unlink()
    assert setup(clone, PYTHON=python).returncode == 0
    assert not (clone / ".venv" / "left behind").exists()
    assert (clone / ".venv" / ".holds").exists()


def test_other_requirements_are_added_to_what_is_there(
    clone: Path, stand_in: Callable[..., Path]
) -> None:
    python = str(stand_in("python3", WORKS) / "python3")
    assert setup(clone, PYTHON=python).returncode == 0
    (clone / ".venv" / "kept").touch()
    (clone / "requirements.txt").write_text("# something new\n")
    assert setup(clone, PYTHON=python).returncode == 0
    assert (clone / ".venv" / "kept").exists()
    assert (clone / "installed").read_text().count("requirements.txt") == 2


def test_a_moved_folder_gets_a_new_environment(clone: Path, stand_in: Callable[..., Path]) -> None:
    python = str(stand_in("python3", WORKS) / "python3")
    assert setup(clone, PYTHON=python).returncode == 0
    (clone / ".venv" / "left behind").touch()
    moved = clone.rename(clone.parent / "elsewhere")
    assert setup(moved, PYTHON=python).returncode == 0
    assert not (moved / ".venv" / "left behind").exists()
