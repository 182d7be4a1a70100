"""Pictures of how a war may end: computed in the background, kept, put on pages.

Sentence, chart and table come from one solve and one row, and cannot disagree.
"""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from goldenbridge_site import markdown
from goldenbridge_site.background import queue
from goldenbridge_site.runs.models import Picture

WIDTH, HEIGHT = 336, 88
TASK = "goldenbridge_site.runs.pictures.refresh"
LONGEST_SOLVE = 900
"""Seconds after which the worker gives a solve up."""


@dataclass(frozen=True)
class Area:
    """One outcome's stretch of the small chart."""

    css: str
    path: str


@dataclass(frozen=True)
class End:
    """One outcome with its chance after a year, or after all that is shown."""

    css: str
    label: str
    chance: str


@dataclass(frozen=True)
class Shown:
    """A picture ready for a page. `chart` is the engine's own; `areas` the small one of cards."""

    heading: str
    drawn: str
    label: str
    chart: SafeString
    head: list[str]
    rows: list[list[str]]
    finding: list[str]
    figures: list[list[str]]
    span: str
    settled: str
    settled_words: str
    ends: list[End]
    areas: list[Area]
    last: str
    engine: str
    fingerprint: str
    made: Any


def kept(scenario: str) -> Picture | None:
    """The picture of a scenario, if it was solved."""
    return Picture.objects.filter(scenario=scenario).first()


def refresh(scenario: str) -> None:
    """Solve a scenario and keep its picture, unless the one kept is of the same scenario.

    Safe to run twice. A refusal is kept too, in words, and the former picture stays.
    """
    from goldenbridge_site.runs import engine

    try:
        known = kept(scenario)
        if known and known.numbers and not known.error:
            current = (engine.fingerprint(scenario), engine.version())
            if current == (known.fingerprint, known.engine):
                return
        done = engine.compute(scenario)
    except engine.EngineRefusedError as error:
        refused = {"error": str(error)[:300]}
        Picture.objects.update_or_create(
            scenario=scenario, defaults=refused, create_defaults={"numbers": {}, **refused}
        )
        return
    Picture.objects.update_or_create(
        scenario=scenario,
        defaults={
            "fingerprint": done.fingerprint,
            "engine": done.engine,
            "numbers": done.shown,
            "error": "",
            "made": timezone.now(),
        },
    )


def ask(scenario: str) -> None:
    """Have the background worker refresh the picture of a scenario, in the running transaction."""
    if scenario:
        queue.later(TASK, scenario, timeout=LONGEST_SOLVE)


def shown(picture: Picture | None) -> Shown | None:
    """Words, table and charts of a picture; None if it was not solved yet."""
    if picture is None or not picture.numbers:
        return None
    told = picture.numbers
    ends = [End(css, _said(label), chance) for css, label, chance in told["ends"]]
    return Shown(
        heading=_said(told["heading"]),
        drawn=_said(told["drawn"]),
        label=_said(told["label"]),
        chart=markdown.stored(told["svg"]),
        head=[_said(word) for word in told["head"]],
        rows=told["rows"],
        finding=[_said(sentence) for sentence in told["finding"]],
        figures=[[_said(what), number, _said(words)] for what, number, words in told["figures"]],
        span=_said(told["span"]),
        settled=told["settled"][0],
        settled_words=_said(told["settled"][1]),
        ends=ends[::-1],
        areas=_areas([end.css for end in ends], told["curves"]),
        last=f"{_said(told['period'])} {len(told['curves'][0]) - 1}",
        engine=picture.engine,
        fingerprint=picture.fingerprint,
        made=picture.made,
    )


def _said(words: str) -> str:
    """The engine's words in the reader's language, as far as the catalogue knows them."""
    return gettext(words) if words else words


def _areas(css: list[str], curves: list[list[float]]) -> list[Area]:
    """The curves stacked in a box of WIDTH by HEIGHT, the first at the bottom."""
    last = max(len(curves[0]) - 1, 1)
    places = sorted({round(last * n / 60) for n in range(61)})
    lower = [0.0] * len(curves[0])
    areas = []
    for name, curve in zip(css, curves, strict=True):
        upper = [a + b for a, b in zip(lower, curve, strict=True)]
        line = [(t, min(upper[t], 1)) for t in places]
        back = [(t, lower[t]) for t in reversed(places)]
        points = " L".join(
            f"{WIDTH * t / last:.1f} {HEIGHT * (1 - p):.1f}" for t, p in [*line, *back]
        )
        path = f"M{points} Z"
        if "striped" in name.split():
            path = _stripes(line, back[::-1], last)
        areas.append(Area(name, path))
        lower = upper
    return areas


def _stripes(upper: list[tuple[int, float]], lower: list[tuple[int, float]], last: int) -> str:
    """Every second strip of an area: a fall that is not that of the attacker's leader."""
    strips = []
    for n in range(0, len(upper) - 1, 2):
        corners = [upper[n], upper[n + 1], lower[n + 1], lower[n]]
        points = " L".join(f"{WIDTH * t / last:.1f} {HEIGHT * (1 - p):.1f}" for t, p in corners)
        strips.append(f"M{points} Z")
    return " ".join(strips)
