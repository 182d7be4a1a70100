"""Pictures of how a war may end: computed in the background, kept, turned into words and shapes.

Sentence, chart and table are made from one row of numbers and cannot disagree.
"""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goldenbridge_site.runs import chances
from goldenbridge_site.runs.models import Picture

LABELS = {
    "settled": gettext_lazy("Settled by agreement"),
    "removed_ends": gettext_lazy("Leader removed, war ends"),
    "attacker_loses": gettext_lazy("Attacker loses on the field"),
    "attacker_wins": gettext_lazy("Attacker wins on the field"),
    "removed_on": gettext_lazy("Leader removed, war goes on"),
    "at_war": gettext_lazy("Still at war, same leader"),
}
SHORT = {
    "settled": gettext_lazy("Settled"),
    "removed_ends": gettext_lazy("Leader removed, ends"),
    "attacker_loses": gettext_lazy("Attacker loses"),
    "attacker_wins": gettext_lazy("Attacker wins"),
    "removed_on": gettext_lazy("Leader removed, goes on"),
    "at_war": gettext_lazy("Still at war"),
}
CSS = {
    "settled": "settled",
    "removed_ends": "removed-ends",
    "attacker_loses": "defeat",
    "attacker_wins": "victory",
    "removed_on": "removed-on",
    "at_war": "war",
}


@dataclass(frozen=True)
class Area:
    """One outcome's stretch of a stacked chart."""

    css: str
    label: str
    path: str
    edge: str


@dataclass(frozen=True)
class Tick:
    """A mark on an axis, in the units of the drawing."""

    at: float
    label: str


@dataclass(frozen=True)
class Drawing:
    """A stacked area chart in a box of `width` by `height`, with room for its axes."""

    width: int
    height: int
    left: int
    bottom: int
    areas: list[Area]
    weeks: list[Tick]
    levels: list[Tick]

    @property
    def plot_right(self) -> int:
        """Right edge of the plot."""
        return self.width - 12

    @property
    def plot_bottom(self) -> int:
        """Lower edge of the plot."""
        return self.height - self.bottom


@dataclass(frozen=True)
class Shown:
    """A picture ready for a page."""

    heading: str
    sentence: str
    after: str
    ends: list[tuple[str, str, str]]
    figure: str
    figure_words: str
    columns: list[str]
    rows: list[tuple[str, list[str]]]
    chart: Drawing
    small: Drawing
    engine: str
    fingerprint: str
    made: Any


def kept(scenario: str) -> Picture | None:
    """The picture of a scenario, if it was solved."""
    return Picture.objects.filter(scenario=scenario).first()


def refresh(scenario: str) -> None:
    """Solve a scenario and keep its picture, unless the one kept is of the same scenario.

    Safe to run twice. A refusal is kept too, in words, and the former numbers stay.
    """
    from goldenbridge_site.runs import engine

    try:
        current = engine.fingerprint(scenario)
        known = kept(scenario)
        if known and known.numbers and not known.error and known.fingerprint == current:
            return
        done = engine.compute(scenario)
    except engine.EngineRefusedError as error:
        Picture.objects.update_or_create(
            scenario=scenario,
            defaults={"error": str(error)[:300]},
            create_defaults={"numbers": {}, "error": str(error)[:300]},
        )
        return
    numbers = {"period": done.period, "periods": done.periods, "outcomes": done.outcomes}
    Picture.objects.update_or_create(
        scenario=scenario,
        defaults={
            "fingerprint": done.fingerprint,
            "engine": done.engine,
            "numbers": numbers,
            "error": "",
            "made": timezone.now(),
        },
    )


def refresh_all() -> None:
    """Solve what every shown conflict needs."""
    from goldenbridge_site.conflicts.models import Conflict

    for name in Conflict.objects.filter(shown=True).values_list("scenario", flat=True):
        if name:
            refresh(name)


def shown(picture: Picture | None) -> Shown | None:
    """Words, table and chart of a picture; None if it was not solved yet."""
    if picture is None or not picture.numbers:
        return None
    curves: dict[str, list[float]] = picture.numbers["outcomes"]
    last, period = picture.numbers["periods"], picture.numbers["period"]
    read = min(52 if period == "week" else last, last)
    p = curves["settled"][read]
    span = _span(read, period)
    return Shown(
        heading=_("A settlement within %(span)s has a chance of %(p)s (%(words)s)")
        % {"span": span, "p": chances.percent(p), "words": chances.words(p)},
        sentence=_sentence(curves, read, span),
        after=_("After %(span)s:") % {"span": span},
        ends=[
            (CSS[name], str(LABELS[name]), chances.percent(curves[name][read]))
            for name in reversed(LABELS)
        ],
        figure=chances.percent(p),
        figure_words=_("settled within %(span)s (%(words)s)")
        % {"span": span, "words": chances.words(p)},
        columns=[str(SHORT[name]) for name in LABELS],
        rows=[
            (_when(t, period), [chances.percent(curves[name][t]) for name in LABELS])
            for t in _read_at(last)
        ],
        chart=_draw(curves, last, period, 720, 360, left=48, bottom=28),
        small=_draw(curves, last, period, 336, 88, left=0, bottom=0),
        engine=picture.engine,
        fingerprint=picture.fingerprint,
        made=picture.made,
    )


def _span(read: int, period: str) -> str:
    if period == "week":
        if read == 52:
            return _("a year")
        return ngettext("%d week", "%d weeks", read) % read
    return ngettext("%d day", "%d days", read) % read


def _when(t: int, period: str) -> str:
    return (_("week %d") if period == "week" else _("day %d")) % t


def _sentence(curves: dict[str, list[float]], read: int, span: str) -> str:
    parts = ", ".join(
        f"{str(LABELS[name]).lower()} {chances.percent(curves[name][read])}" for name in LABELS
    )
    return _("After %(span)s: %(parts)s.") % {"span": span, "parts": parts}


def _read_at(last: int) -> list[int]:
    marks = [round(last * n / 8) for n in range(1, 9)]
    return sorted(set(marks) - {0})


def _draw(
    curves: dict[str, list[float]],
    last: int,
    period: str,
    width: int,
    height: int,
    *,
    left: int,
    bottom: int,
) -> Drawing:
    right = width - 12 if left else width
    top, floor = (10 if left else 0), height - bottom

    def x(t: float) -> float:
        return round(left + (right - left) * t / last, 1)

    def y(p: float) -> float:
        return round(floor - (floor - top) * p, 1)

    lower = [0.0] * (last + 1)
    areas = []
    for name in LABELS:
        upper = [a + b for a, b in zip(lower, curves[name], strict=True)]
        over = " L".join(f"{x(t)} {y(min(p, 1))}" for t, p in enumerate(upper))
        under = " L".join(f"{x(t)} {y(lower[t])}" for t in range(last, -1, -1))
        areas.append(Area(CSS[name], str(LABELS[name]), f"M{over} L{under} Z", f"M{over}"))
        lower = upper
    step = max(1, round(last / 4))
    weeks = [Tick(x(t), _when(t, period) if t else _("start")) for t in range(0, last + 1, step)]
    levels = [Tick(y(n / 4), f"{25 * n}%") for n in range(5)]
    return Drawing(width, height, left, bottom, areas, weeks, levels)
