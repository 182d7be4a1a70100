"""`goldenbridge game`: games in bare numbers, for another implementation to check."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from goldenbridge.cli.shape import Shape
from goldenbridge.cli.values import SET_HELP, settings

if TYPE_CHECKING:
    from goldenbridge.game.bare import BareGame
    from goldenbridge.scenario.problems import Problem

app = typer.Typer(no_args_is_help=True, help="Games in bare numbers: export one, solve one.")

SHAPE = Shape(
    "game",
    1,
    {
        "hash": "Hash of the game's numbers.",
        "V_start, C_start, …": "The fields of `expected`; see docs/reference/game-file.md.",
    },
)
EXPORT = Shape(
    "game-export",
    1,
    {
        "file": "Where the game was written.",
        "hash": "Hash of the game's numbers.",
        "packages": "How many packages it holds.",
        "listed": "How many combinations of terms they stand for.",
    },
)


@app.command("solve")
def solve(
    file: Annotated[Path, typer.Argument(help="A game file, or JSON with the field `game`.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the whole result.")] = False,
) -> None:
    """Solve a game file; the result has the shape of its `expected`.

    Where the file states what is expected, the largest difference is told.

    Example: goldenbridge game solve g.json --json
    """
    import json

    from goldenbridge.cli.warm import compiling
    from goldenbridge.game.digest import digest

    game = _read(file)
    with compiling():
        from goldenbridge.forecast.result import solve_bare

        solved = solve_bare(game)
    if as_json:
        from goldenbridge import __version__

        head = {"format": SHAPE.format, "engine": __version__, "hash": digest(game)}
        print(json.dumps(head | solved, allow_nan=False))
        return
    print(_told(game, solved))
    expected = json.loads(file.read_text(encoding="utf-8")).get("expected")
    if expected:
        from goldenbridge.game.differences import differences

        found = differences(solved, expected)
        print("As expected by the file." if not found else "Differs from what the file expects:")
        for line in found[:20]:
            print(f"  {line}")
        if found:
            raise typer.Exit(1)


def _read(file: Path) -> BareGame:
    """The game of a file, or every problem of it in words."""
    from goldenbridge.game.file import GameFileError, read_game
    from goldenbridge.scenario.problems import Problem, ScenarioError

    right = "docs/reference/game-file.md describes the format."
    try:
        return read_game(file)
    except OSError as error:
        what = f"It cannot be read: {(error.strerror or str(error)).lower()}."
        problems = [Problem("", what, "Write one with `goldenbridge game export`.")]
    except RecursionError:
        problems = [Problem("", "It is nested too deeply.", right)]
    except GameFileError as error:
        problems = [_problem(*problem) for problem in error.problems]
        last = problems.pop()
        problems.append(Problem(last.path, last.what, right))
    raise ScenarioError(problems, str(file)) from None


def _problem(path: str, what: str) -> Problem:
    from goldenbridge.scenario.problems import Problem

    where = path.strip(".")
    sentence = f"It {what}." if where == "file" else f"`{where}` {what}."
    if ": " not in what and not what.startswith(("is", "must", "has", "are", "holds")):
        sentence = f"{what[:1].upper()}{what[1:]}."
    return Problem("" if where == "file" else where, sentence)


def _told(game: BareGame, solved: dict[str, Any]) -> str:
    """The result in a few lines."""
    last = len(solved["at_war"]) - 1
    lines = [
        f"{len(game.parties)} parties, {game.packages.count:,} packages, {game.periods} periods "
        f"solved, {game.shown} shown.",
        f"Settled by period {last}: {sum(solved['settled_by_period']):.4f} "
        f"(of it {sum(solved['breaks_by_period']):.4f} will break); "
        f"still at war: {solved['at_war'][-1]:.4f}.",
    ]
    lines += [f"Ended in {name}: {sum(weeks):.4f}." for name, weeks in solved["ended"].items()]
    return "\n".join(lines)


@app.command("export")
def export(
    scenario: Annotated[str, typer.Argument(help="A scenario's name, or a file.")],
    file: Annotated[Path, typer.Argument(help="Where to write the game.")],
    values: Annotated[list[str] | None, typer.Option("--set", help=SET_HELP)] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Write a scenario's game in bare numbers.

    A file that exists is replaced whole or not at all.

    Example: goldenbridge game export ukraine-2022 g.json
    """
    import json

    from goldenbridge.cli.warm import compiling
    from goldenbridge.cli.write import write_whole, writing
    from goldenbridge.game.digest import digest
    from goldenbridge.game.file import dump_game
    from goldenbridge.scenario.library import load

    read = load(scenario)
    if values:
        read = read.with_values(settings(values))
    with compiling():
        from goldenbridge.api import Conflict, prepared

        compiled = prepared(Conflict(read).compile()).compiled
    listed, count = compiled.settled.listed, compiled.bare.packages.count
    about = f"{read.document.title}. {listed:,} combinations of terms are listed"
    about += f", merged to {count:,} packages." if count < listed else "."
    text = json.dumps({"about": about, "game": dump_game(compiled.bare)}, allow_nan=False)
    made = not file.parent.exists()
    with writing(file, "FILE"):
        write_whole(file, text + "\n")
    if made:
        print(f"Made the folder {file.parent}/", file=sys.stderr)
    if as_json:
        print(
            EXPORT.text(file=str(file), hash=digest(compiled.bare), packages=count, listed=listed)
        )
    else:
        print(f"Written to {file}: {about}")
