"""Every command: its name, the module that holds it, and what it does in a line.

A module `goldenbridge.cli.NAME` holds either a function `command` or, for a command with
subcommands, a Typer `app`. Only the module of the command asked for is imported.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec


@dataclass(frozen=True, slots=True)
class Command:
    """A command; `module` stands under `goldenbridge.cli`, `group` heads it in `--help`."""

    name: str
    module: str
    help: str
    group: str

    @property
    def home(self) -> str:
        """The full name of its module."""
        return f"goldenbridge.cli.{self.module}"

    @property
    def exists(self) -> bool:
        """Whether this installation has it."""
        return find_spec(self.home) is not None


_WRITE, _SOLVE, _SETTLE, _SITE = "Write", "Solve", "Settle", "Discuss"

COMMANDS = (
    Command("run", "run", "How a war can end, week by week, and what that hangs on.", _SOLVE),
    Command("compare", "compare", "Policies side by side, differences first.", _SOLVE),
    Command("replay", "replay", "One history told week by week.", _SOLVE),
    Command("game", "game", "Games in bare numbers: export one, solve one.", _SOLVE),
    Command("check", "check", "Every problem of a scenario at once.", _WRITE),
    Command("new", "new", "Write a commented scenario to start from.", _WRITE),
    Command("explain", "explain", "What a field of a scenario means.", _WRITE),
    Command("bridges", "bridges", "Packages that every side could sign.", _SETTLE),
    Command("package", "package", "One package in full.", _SETTLE),
    Command("chips", "chips", "Cheap concessions, showy and unseen.", _SETTLE),
    Command("window", "window", "By week: is a deal within reach, and who blocks it.", _SETTLE),
    Command("flip", "flip", "The value at which an answer turns.", _SETTLE),
    Command("words", "words", "What each side can say at home, and a draft communiqué.", _SETTLE),
    Command("buffer", "buffer", "Whether a continuous non-aligned line exists.", _SETTLE),
    Command("serve", "serve", "Start the discussion site.", _SITE),
    Command("admin", "admin", "Administrators of the site.", _SITE),
    Command("demo", "demo", "Demonstration content of the site.", _SITE),
    Command("backup", "backup", "Back the site up, also while it runs.", _SITE),
    Command("restore", "restore", "Restore a backup of the site into its data folder.", _SITE),
    Command(
        "upgrade",
        "upgrade",
        "Bring the site's data up to date after installing a new version.",
        _SITE,
    ),
    Command("mail", "mail", "Mail of the site: try it, tell what came back.", _SITE),
    Command(
        "check-site",
        "check_site",
        "Check a deployment of the site and say in plain words what to do.",
        _SITE,
    ),
)
"""In the order of `--help`."""


def find(name: str) -> Command | None:
    """The command of a name, if there is one here."""
    return next((one for one in COMMANDS if one.name == name and one.exists), None)


def present() -> list[Command]:
    """The commands of this installation."""
    return [one for one in COMMANDS if one.exists]
