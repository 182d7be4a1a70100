"""What must not be in any file of the repository, and what every clone must find."""

from __future__ import annotations

import re
import stat
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# Written in pieces so that this file does not hold what it forbids.
FORBIDDEN = {
    "an address of a package registry": re.compile(
        r"index-"
        + r"url\s*[=\s]\s*\S*://|://\S+/sim"
        + r"ple(?:/|\b)|find-"
        + r"links\s*[=\s]\s*\S*/",
        re.IGNORECASE,
    ),
    "a path into somebody's home or workplace": re.compile(
        r"(?<![\w.~-])/(?:home/[a-z]\w*|Users/[A-Za-z]\w*|root|wo" + r"rk|workspace)/[\w.]"
    ),
    "a private key": re.compile("-----BEGIN " + "[A-Z ]*PRIVATE KEY-----"),
    "a mark of an unfinished merge": re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE),
}


def tracked() -> list[Path]:
    """The files that a clone would hold."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    files = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [file for file in files if file.is_file()]


def offences(text: str) -> list[str]:
    """What is wrong with a file's text, in words, with the line."""
    return [
        f"line {text.count(chr(10), 0, found.start()) + 1} holds {what}: {found.group()!r}"
        for what, pattern in FORBIDDEN.items()
        for found in pattern.finditer(text)
    ]


def test_no_tracked_file_names_a_registry_or_a_private_place() -> None:
    wrong = {}
    for file in tracked():
        text = file.read_bytes().decode("utf-8", errors="replace")
        if found := offences(text):
            wrong[str(file.relative_to(ROOT))] = found
    assert not wrong


@pytest.mark.parametrize(
    "text",
    [
        "--extra-index-" + "url https://packages.example.org/",
        "pip install -i http://packages.example.org/sim" + "ple/",
        "cp /ho" + "me/somebody/notes.txt .",
        "<<<<<<" + "< HEAD",
    ],
)
def test_the_search_finds_what_it_looks_for(text: str) -> None:
    assert offences(text)


def test_requirements_are_pinned_with_hashes_and_without_addresses() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        lines = (ROOT / name).read_text().replace("\\\n", " ").splitlines()
        pins = [line for line in lines if line and not line.lstrip().startswith("#")]
        assert len(pins) > 20
        assert not [line for line in pins if "==" not in line or "--hash=sha256:" not in line]
        assert "://" not in "".join(pins)


def test_what_a_run_needs_is_pinned_alike_for_tests() -> None:
    def versions(name: str) -> dict[str, str]:
        return dict(re.findall(r"^([a-z0-9][a-z0-9._-]*)==(\S+)", (ROOT / name).read_text(), re.M))

    run, dev = versions("requirements.txt"), versions("requirements-dev.txt")
    assert run == {name: dev.get(name) for name in run}


def test_scripts_can_be_started() -> None:
    for name in (".ci/run", "tools/setup", "tools/pin", "tools/serve-demo"):
        assert (ROOT / name).stat().st_mode & stat.S_IXUSR, name
