"""`check`, `new` and `explain` as people type them: exit codes, output, what is loaded."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from goldenbridge.cli import main
from goldenbridge.cli.commands import COMMANDS, present
from goldenbridge.cli.shape import Shape
from written import TEXT

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of one's own to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_new_writes_a_scenario_that_passes_check(here: Path, capsys: Capture) -> None:
    assert main(["new", "my-conflict"]) == 0
    assert "Wrote my-conflict.yaml." in capsys.readouterr().out

    assert main(["check", "my-conflict.yaml"]) == 0
    assert capsys.readouterr().out.startswith("No problems. My conflict: 2 parties, 1,820 states")
    assert (here / "my-conflict.yaml").read_text().startswith("# My conflict: a scenario")


@pytest.mark.parametrize("name", ["a 'b': c", "2031", "ümlaut", "deep/er", "x.yml", "--", "#"])
def test_any_name_gives_a_sound_file_or_a_refusal(here: Path, name: str) -> None:
    code = main(["new", "--", name])

    files = list(here.glob("*.y*ml"))
    assert code == (0 if files else 1)
    for file in files:
        assert main(["check", "--", file.name]) == 0


def test_new_never_overwrites(here: Path, capsys: Capture) -> None:
    (here / "mine.yaml").write_text("precious")

    assert main(["new", "mine"]) == 1

    assert "never overwritten" in capsys.readouterr().err
    assert (here / "mine.yaml").read_text() == "precious"


def test_check_tells_every_problem_and_fails(here: Path, capsys: Capture) -> None:
    text = TEXT.replace("start: 7", "start: 12").replace("isolation: 0.3", "isolation: 3")
    (here / "mine.yaml").write_text(text)

    assert main(["check", "mine.yaml"]) == 1

    out = capsys.readouterr().out
    assert "mine.yaml:35  tracks.front.start" in out
    assert "mine.yaml:88  parties.ruritania.circle.isolation" in out
    assert out.endswith("2 problems.\n")


def test_check_tells_what_fails_in_some_state(here: Path, capsys: Capture) -> None:
    (here / "mine.yaml").write_text(TEXT.replace("up: 0.0198", "up: 0.98"))

    assert main(["check", "mine.yaml"]) == 1
    assert "Up and down together can reach 1.03 (sanctions = 0.5)" in capsys.readouterr().out


def test_check_warns_where_an_author_should_look_twice(here: Path, capsys: Capture) -> None:
    text = TEXT.replace("cost: {low: 0.0010, middle: 0.0015", "cost: {low: 0.0010, middle: 0.0030")
    text = text.replace("high: 0.0020", "high: 0.0040").replace(
        "high: 2.0}, fades_with: confidence}", "high: 2.0, source: nobody-knows}}"
    )
    (here / "mine.yaml").write_text(text)

    assert main(["check", "mine.yaml", "--json"]) == 0

    answer = json.loads(capsys.readouterr().out)
    assert answer["format"] == "goldenbridge.check/1"
    assert answer["ok"] is True
    assert [warned["path"] for warned in answer["warnings"]] == [
        "parties.strelsavia.cost",
        "beliefs.strelsavia.strength",
        "beliefs.strelsavia.strength",
    ]
    assert "sum to 0.31" in answer["warnings"][0]["what"]
    assert answer["size"]["states"] == 1820


@pytest.mark.parametrize(
    ("values", "path", "words"),
    [
        (["parties.ruritania.cost=0.004"], "parties.ruritania.cost", "sum to 0.4"),
        (["talks.chance=0"], "talks.chance", "Nobody ever talks"),
        (["parties.strelsavia.audience.ratify=1.1"], "parties.strelsavia.audience.ratify",
         "No package can pass: 1.10 is needed"),
    ],
)  # fmt: skip
def test_check_warns_of_what_is_certain_without_solving(
    values: list[str], path: str, words: str, here: Path, capsys: Capture
) -> None:
    (here / "mine.yaml").write_text(TEXT)
    options = [word for value in values for word in ("--set", value)]

    assert main(["check", "mine.yaml", "--json", *options]) == 0

    warned = {one["path"]: one["what"] for one in json.loads(capsys.readouterr().out)["warnings"]}
    assert words in warned[path]


def test_a_belief_of_a_successor_or_on_a_track_that_never_fades_is_told(
    here: Path, capsys: Capture
) -> None:
    text = TEXT.replace(
        "fades_with: confidence}", "fades_with: confidence, tracks: {economy: {down: 0.5}}}", 1
    )
    (here / "mine.yaml").write_text(text)

    assert main(["check", "mine.yaml"]) == 0

    assert ".tracks.economy.down\n  Look twice: This belief never fades" in capsys.readouterr().out


def test_check_takes_set_values(here: Path, capsys: Capture) -> None:
    (here / "mine.yaml").write_text(TEXT)

    assert main(["check", "mine.yaml", "--set", "sanctions=1", "--set", "arms=2"]) == 1
    assert "levers.arms" in capsys.readouterr().out
    assert main(["check", "mine.yaml", "--set", "sanctions"]) == 1
    assert "Write it as --set sanctions=0.8." in capsys.readouterr().out


def test_problems_as_json(here: Path, capsys: Capture) -> None:
    (here / "mine.yaml").write_text(TEXT.replace("start: 7", "start: 12"))

    assert main(["check", "mine.yaml", "--json"]) == 1

    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert (problem["line"], problem["path"]) == (35, "tracks.front.start")


def test_a_scenario_that_is_not_there_lists_those_that_are(here: Path, capsys: Capture) -> None:
    assert main(["check", "ukrane-2022"]) == 1
    assert "Did you mean `ukraine-2022`?" in capsys.readouterr().out
    assert main(["explain", "aim", "--in", "nowhere", "--json"]) == 1
    refused = json.loads(capsys.readouterr().out)
    assert refused["format"] == "goldenbridge.refusal/1"


def test_explain_says_meaning_unit_range_and_source(capsys: Capture) -> None:
    assert main(["explain", "beliefs.russia.strength", "--in", "ukraine-2022"]) == 0

    out = " ".join(capsys.readouterr().out.split())
    assert "How the party multiplies the base of its own side" in out
    assert "unit factor" in out
    assert "range at least 0" in out
    assert "In ukraine-2022 (line " in out
    assert "Source: " in out


def test_explain_takes_bare_names_of_fields_and_levers(capsys: Capture) -> None:
    assert main(["explain", "aim"]) == 0
    assert "parties.<party>.leader.aim" in capsys.readouterr().out
    assert main(["explain", "sanctions"]) == 0
    assert capsys.readouterr().out.startswith("levers.sanctions\n")
    assert main(["explain", "tracks.econmy.up"]) == 0
    assert "has no `econmy` here. Did you mean `economy`?" in capsys.readouterr().out
    assert main(["explain", "no.such.field"]) == 1
    assert "is no field of a scenario" in capsys.readouterr().err


def test_explain_gives_editors_the_schema(capsys: Capture) -> None:
    assert main(["explain", "--schema"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "A Golden Bridge scenario"


@pytest.mark.parametrize(
    "words", [["--help"], ["check", "ukraine-2022"], ["explain", "tracks.economy.up"], ["new", "x"]]
)
def test_writing_loads_neither_the_compiler_nor_arrays(here: Path, words: list[str]) -> None:
    code = (
        "import sys; from goldenbridge.cli import main; main(sys.argv[1:]); "
        "heavy = {'numba', 'numpy', 'scipy', 'xarray', 'altair', 'django', 'rich'}; "
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *words], capture_output=True, text=True, check=False
    )
    assert done.stderr.strip().splitlines()[-1] == "[]"
    assert done.stdout


def test_debug_logs_json_lines_and_shows_where_an_error_is(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from goldenbridge.cli import main; raise SystemExit(main())",
         "check", "nowhere", "--debug"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert json.loads(done.stderr.splitlines()[0])["level"] == "debug"


def test_an_error_of_ours_is_one_message(
    here: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(name: str) -> None:
        raise RuntimeError("no such luck")

    monkeypatch.setattr("goldenbridge.scenario.template.write_new", broken)

    assert main(["new", "x"]) == 70
    assert capsys.readouterr().err.splitlines()[0].endswith("RuntimeError: no such luck")
    assert main(["new", "x", "--debug"]) == 70
    assert "Traceback" in capsys.readouterr().err


def test_wrong_usage_exits_with_2(capsys: Capture) -> None:
    assert main(["chekc"]) == 2
    assert main(["check"]) == 2
    assert main(["check", "ukraine-2022", "--frobnicate"]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_help_lists_every_command_with_the_line_of_its_docstring(capsys: Capture) -> None:
    assert main(["--help"]) == 0
    listed = capsys.readouterr().out

    for one in present():
        assert one.name in listed
        main([one.name, "--help"])
        said = " ".join(capsys.readouterr().out.split())
        assert one.help in said, one.name
    assert len({one.name for one in COMMANDS}) == len(COMMANDS)


def test_a_shape_takes_exactly_its_fields() -> None:
    shape = Shape("test", 3, {"a": "One.", "b": "Two."})

    assert json.loads(shape.text(a=1, b=None))["format"] == "goldenbridge.test/3"
    with pytest.raises(TypeError, match="b, c"):
        shape.text(a=1, c=2)
    with pytest.raises(ValueError, match="JSON"):
        shape.text(a=float("nan"), b=1)
