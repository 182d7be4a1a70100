"""`run`, `compare`, `replay` and `game` as people type them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from goldenbridge.api import Conflict, load, solve_compiled
from goldenbridge.cli import main
from goldenbridge.cli.drivers import _compiled
from goldenbridge.cli.next_steps import after_run
from goldenbridge.report.files import FILES

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


@pytest.mark.parametrize("path", ["beliefs.ruritania.strength", "parties.ruritania.cost"])
def test_a_driver_gives_what_a_run_with_that_number_gives(path: str) -> None:
    read = load(WAR).scenario
    variant = read.with_values({path: 0.0012 if "cost" in path else 1.5})
    short = solve_compiled(_compiled(variant, path, Conflict(read).compile(), {})).forecast()
    whole = Conflict(variant).forecast()
    assert short.outlook.within("settled") == pytest.approx(
        whole.outlook.within("settled"), abs=1e-12
    )


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
