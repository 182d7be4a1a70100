"""`run`, `compare`, `replay` and `game` as people type them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from goldenbridge.api import load
from goldenbridge.cli import main
from goldenbridge.cli.next_steps import after_run
from goldenbridge.report.drivers import Driver, Effect
from goldenbridge.report.files import FILES
from goldenbridge.report.look_twice import warnings
from goldenbridge.report.summary import summary

Capture = pytest.CaptureFixture[str]
WAR = str(Path(__file__).parents[1] / "report" / "war.yaml")
GAMES = Path(__file__).parents[1] / "known_answers" / "games"


def answer(capsys: Capture, *words: str) -> dict[str, object]:
    assert main([*words, "--json"]) == 0
    return dict(json.loads(capsys.readouterr().out))


def refused(capsys: Capture, *words: str) -> str:
    assert main(list(words)) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "Traceback" not in printed.err
    return printed.err


def test_a_run_writes_all_its_files_or_none(tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "deep" / "result"
    for _ in range(2):  # a second run takes the place of the first
        assert main(["run", WAR, "--out", str(out)]) == 0
        assert {file.name for file in out.iterdir()} == set(FILES)
    assert [place.name for place in out.parent.iterdir()] == ["result"]
    assert (out / "outcomes.png").read_bytes().startswith(b"\x89PNG")
    assert "style=" not in (out / "outcomes.svg").read_text()
    capsys.readouterr()

    (out / "mine.txt").write_text("kept")
    assert main(["run", WAR, "--out", str(out)]) == 0
    assert (out / "mine.txt").read_text() == "kept"
    capsys.readouterr()

    file = tmp_path / "file"
    file.write_text("")
    assert "cannot be written" in refused(capsys, "run", WAR, "--out", str(file))
    assert file.read_text() == ""


def test_what_to_do_next_can_be_done(capsys: Capture) -> None:
    for step in after_run(WAR, load(WAR).scenario.document):
        program, *words = step.split()
        assert program == "goldenbridge"
        assert main(words) == 0, step
    capsys.readouterr()


def test_a_comparison_agrees_with_runs_of_its_policies(capsys: Capture) -> None:
    told = answer(capsys, "compare", WAR, "--with", "arms=0.9", "--with", "arms=0.1,sanctions=1")
    rows = {row["name"]: row["values"] for row in told["rows"]}  # type: ignore[attr-defined]
    run = answer(capsys, "run", WAR, "--set", "arms=0.1", "--set", "sanctions=1")
    figures: dict[str, float] = run["figures"]  # type: ignore[assignment]
    assert rows["settled"][2] == figures["settled_within_52w"]
    assert rows["deaths"][2] == figures["deaths_by_52w"]
    kinds = [row["kind"] for row in told["rows"]]  # type: ignore[attr-defined]
    assert kinds == sorted(kinds, key=lambda kind: kind == "risk")


def test_policies_and_weeks_that_do_not_exist_are_refused(capsys: Capture) -> None:
    assert "weapons" in refused(capsys, "compare", WAR, "--with", "weapons=1")
    assert "--state" in refused(capsys, "run", WAR, "--from-week", "99")
    assert "--state" in refused(capsys, "replay", WAR, "--state", "front")


def test_the_same_seed_tells_the_same_history(capsys: Capture) -> None:
    first, again, other = (answer(capsys, "replay", WAR, "--seed", seed) for seed in "112")
    assert first == again
    assert first["events"] != other["events"]


def test_drivers_are_sorted_and_stand_at_both_ends(capsys: Capture) -> None:
    run = answer(capsys, "run", WAR, "--drivers")
    base: float = run["figures"]["settled_within_52w"]  # type: ignore[index]
    drivers: list[dict[str, dict[str, float]]] = run["drivers"]  # type: ignore[assignment]
    assert len(drivers) == 13
    moved = []
    for driver in drivers:
        ends = [base, driver["at_low"]["settled"], driver["at_high"]["settled"]]
        moved.append(max(ends) - min(ends))
    assert moved == sorted(moved, reverse=True)
    assert moved[0] > 0.01


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"talks.chance": 1, "parties.ruritania.cost": 0.02, "parties.strelsavia.cost": 0.02},
         "mostly settled in the first week"),
        ({"talks.chance": 0.0003}, "hardly ever settled within 104 weeks"),
    ],
)  # fmt: skip
def test_a_run_warns_of_a_war_that_settles_at_once_or_never(
    values: dict[str, float], words: str, capsys: Capture
) -> None:
    options = [word for path, value in values.items() for word in ("--set", f"{path}={value}")]
    warned = answer(capsys, "run", WAR, *options)["warnings"]
    assert words in " ".join(one["what"] for one in warned)  # type: ignore[attr-defined]
    assert main(["run", WAR, *options]) == 0
    assert words in " ".join(capsys.readouterr().out.split())
    assert answer(capsys, "run", WAR)["warnings"] == []


def test_a_run_with_drivers_warns_of_most_settings() -> None:
    found = load(WAR).forecast()
    told = summary(found.solved.compiled, found.outlook)
    at_once, never, usual = (
        Effect(settled=p, deaths=None, over=None, at_once=q, ever=r)
        for p, q, r in ((0.9, 0.8, 0.9), (0.01, 0.0, 0.02), (0.4, 0.0, 0.7))
    )

    def said(*ends: Effect | None) -> str:
        drivers = [Driver("talks.chance", "Talks", 0, 0.5, 1, e, None) for e in ends]
        return " ".join(warned.what for warned in warnings(told, drivers))

    assert "In 3 of 4 settings it is mostly settled in the first week" in said(*[at_once] * 3)
    assert "In 2 of 3 settings it is hardly ever settled" in said(never, never)
    assert said(at_once, never, usual) == said(at_once, usual) == said(None, at_once) == ""


def test_an_exported_game_gives_the_same_forecast(tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "g.json"
    assert main(["game", "export", WAR, str(file)]) == 0
    capsys.readouterr()
    solved = answer(capsys, "game", "solve", str(file))
    run = answer(capsys, "run", WAR)
    settled: list[float] = solved["settled_by_period"]  # type: ignore[assignment]
    curve: list[float] = run["outcomes"]["settled"]  # type: ignore[index]
    assert sum(settled) == pytest.approx(curve[-1], abs=1e-12)
    at_war: list[float] = solved["at_war"]  # type: ignore[assignment]
    still = run["outcomes"]["at_war"][-1] + run["outcomes"]["removed_on"][-1]  # type: ignore[index]
    assert at_war[-1] == pytest.approx(still, abs=1e-12)


def test_a_reference_game_is_solved_as_it_expects(capsys: Capture) -> None:
    assert main(["game", "solve", str(GAMES / "small.json")]) == 0
    assert "As expected by the file." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "cannot be read"),
        ('{"game": ', "not JSON"),
        ("[1]", "must hold a JSON object"),
        ('{"game": {"wrong": 1}}', "`wrong` is not a field of the format"),
        ("[" * 100_000, "deep"),
    ],
)
def test_a_bad_game_file_is_refused_in_words(
    text: str | None, said: str, tmp_path: Path, capsys: Capture
) -> None:
    file = tmp_path / "g.json"
    if text is not None:
        file.write_text(text)
    assert said in refused(capsys, "game", "solve", str(file))


@pytest.mark.parametrize(
    ("content", "words"),
    [(b'{\n "game":\n', "from line 3, column 1"), (b'{"a\x88": 1}', "byte 4 cannot be read")],
)
def test_what_is_no_json_is_told_where(
    content: bytes, words: str, tmp_path: Path, capsys: Capture
) -> None:
    file = tmp_path / "g.json"
    file.write_bytes(content)
    assert words in refused(capsys, "game", "solve", str(file))


def test_a_folder_that_is_made_is_told(tmp_path: Path, capsys: Capture) -> None:
    place = tmp_path / "new" / "g.json"
    assert main(["game", "export", WAR, str(place)]) == 0
    assert f"Made the folder {place.parent}/" in capsys.readouterr().err
    assert main(["game", "export", WAR, str(place)]) == 0
    assert "Made the folder" not in capsys.readouterr().err


def test_a_folder_or_a_pipe_is_no_scenario(tmp_path: Path, capsys: Capture) -> None:
    said = refused(capsys, "run", str(tmp_path))
    assert "is a folder without a scenario.yaml" in " ".join(said.split())
    os.mkfifo(tmp_path / "pipe")
    said = refused(capsys, "run", str(tmp_path / "pipe"))
    assert "is no plain file" in " ".join(said.split())


def test_python_runs_the_package_as_the_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "goldenbridge", "--version"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.startswith("goldenbridge ")


STOPPED = """
import signal, sys
from goldenbridge.cli import main
signal.signal(signal.SIGALRM, signal.default_int_handler)  # what Ctrl-C does, from inside
signal.setitimer(signal.ITIMER_REAL, float(sys.argv[1]))
sys.exit(main(["run", "ukraine-2022", "--drivers"]))
"""


@pytest.mark.parametrize("after", ["0.01", "1"])  # while it is still loading, and while it solves
def test_a_command_that_is_stopped_says_so_and_nothing_else(after: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", STOPPED, after], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "Stopped.\n")


FREED = """
import sys
from goldenbridge import cli
from goldenbridge.cli import start
from llvmlite.binding.ffi import ObjectRef
class Other:
    def __del__(self): raise ValueError("told")
def run(words, **options):
    del_one = ObjectRef.__new__(ObjectRef) if sys.argv[1] == "half" else Other()
    del del_one
    return 0
start.run = run
sys.exit(cli.main([]))
"""


@pytest.mark.parametrize("what", ["half", "other"])
def test_only_what_was_never_whole_is_freed_silently(what: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FREED, what], capture_output=True, text=True, check=True
    )
    assert ("ValueError: told" in done.stderr) == (what == "other")
    assert (done.stderr == "") == (what == "half")


def test_comparisons_and_histories_say_where_they_start_and_what_made_them(
    capsys: Capture,
) -> None:
    start = load(WAR).scenario.document.calendar.cutoff.isoformat()
    for words in (["compare", WAR, "--with", "arms=0.9"], ["replay", WAR]):
        told = answer(capsys, *words, "--set", "talks.chance=0.3", "--state", "face=0.5")
        assert told["start"] == {"day": start, "label": "state face=0.5"}
        assert told["changed"] == {"talks.chance": 0.3}
        assert main([*words, "--state", "face=0.5"]) == 0
        printed = capsys.readouterr().out
        assert "engine " in printed
        assert "Start: state face=0.5" in printed


def test_a_comparison_names_its_policies_in_words(capsys: Capture) -> None:
    told = answer(capsys, "compare", WAR, "--with", "arms=0.9,sanctions=0.2")
    policies: list[dict[str, str]] = told["policies"]  # type: ignore[assignment]
    names = [policy["name"] for policy in policies]
    assert names == ["as it is", "Arms for Strelsavia 0.9, Sanctions on Ruritania 0.2"]
    rows: list[dict[str, str]] = told["rows"]  # type: ignore[assignment]
    by_name = {row["name"]: row["values"] for row in rows}
    parts = [by_name[f"removed_ends({party})"] for party in ("ruritania", "strelsavia")]
    for k, whole in enumerate(by_name["removed_ends"]):
        assert parts[0][k] + parts[1][k] == pytest.approx(whole, abs=1e-12)  # type: ignore[operator]
