"""Time: the calendar, the course up to the cut-off, other places to start from."""

from datetime import date, timedelta
from typing import Literal

from goldenbridge.scenario.block import Block, Count, Day, Id, Level, Words, told
from goldenbridge.scenario.number import Amount, Number


class Calendar(Block):
    """Dates and the length of the forecast. Nothing after the cut-off is visible to a run."""

    opening: Day = told("First day of the war; week 0 of `course`.", unit="date")
    cutoff: Day = told("Last day whose facts were used; period 0 starts here.", unit="date")
    period: Literal["day", "week"] = told(
        "Length of a period; all chances, costs and discounts are per period.", "week"
    )
    shown: Count = told("Periods reported.", unit="periods")
    solved: Count | None = told(
        "Periods solved; none: shown + max(shown, 104), to keep the end of time out of sight.",
        None,
        unit="periods",
    )

    @property
    def periods(self) -> int:
        """T, the periods solved."""
        return self.solved or self.shown + max(self.shown, 104)

    @property
    def days(self) -> int:
        """Days of a period."""
        return 7 if self.period == "week" else 1

    @property
    def weeks_to_cutoff(self) -> float:
        """Weeks from the opening to the cut-off."""
        return (self.cutoff - self.opening).days / 7

    def date_of(self, period: int) -> date:
        """The day on which a period of the forecast starts."""
        return self.cutoff + timedelta(days=self.days * period)


class CourseEntry(Block):
    """Where the tracks stood from a week on, until the next entry."""

    week: Amount = told("Weeks since the opening.", unit="weeks")
    levels: dict[Id, Level] = told(
        "By track: its level. A track that is never named runs straight from full at week 0 to its "
        "start level.",
        make=dict,
        unit="level",
    )
    events: Words = told("What happened.", "")
    source: Words = told("A key of `sources`, or plain text.", "")


class Start(Block):
    """Another place to start from: `--start NAME`."""

    about: Words = told("What it stands for.", "")
    date: Day | None = told("The day on which period 0 then starts; none: the cut-off.", None)
    levels: dict[Id, Level] = told(
        "By track: its level; a track not named stands at its start level.", make=dict, unit="level"
    )
    values: dict[str, Number] = told(
        "By path: numbers that differ, as with `--set`: {tracks.front.tempo: 0}.", make=dict
    )
