"""The tokens: contrast of every pair in use, and outcomes that stay apart for every eye."""

import itertools
import re
from pathlib import Path

import pytest

import goldenbridge_site

CSS = (Path(goldenbridge_site.__file__).parent / "static/site/tokens.css").read_text()
Rgb = tuple[float, float, float]


def tokens(selector: str) -> dict[str, str]:
    block = CSS.split(selector, 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9A-F]{6});", block))


THEMES = {"light": tokens(":root {"), "dark": tokens(':root[data-theme="dark"] {')}
GROUNDS = ("surface", "bg", "sunken", "accent-tint", "gold-tint", "danger-tint")
OUTCOMES = (
    "o-settled",
    "o-removed-ends",
    "o-defeat",
    "o-victory",
    "o-other",
    "o-removed-on",
    "o-war",
)


def linear(colour: str) -> Rgb:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return r, g, b


def contrast(one: str, two: str) -> float:
    light = [0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (linear(one), linear(two))]
    return (max(light) + 0.05) / (min(light) + 0.05)


def test_the_system_theme_is_the_dark_one() -> None:
    assert tokens(':root[data-theme="system"] {') == THEMES["dark"]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("text", ["ink", "ink-2", "ink-3", "accent", "gold-ink", "danger"])
def test_text_can_be_read_on_every_ground(theme: str, text: str) -> None:
    colours = THEMES[theme]
    for ground in GROUNDS:
        assert contrast(colours[text], colours[ground]) >= 4.5, ground


@pytest.mark.parametrize("theme", THEMES)
def test_controls_and_buttons_can_be_seen(theme: str) -> None:
    colours = THEMES[theme]
    assert contrast(colours["on-accent"], colours["accent"]) >= 4.5
    for ground in ("surface", "bg", "sunken"):
        assert contrast(colours["rule-strong"], colours[ground]) >= 3


MACHADO = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.01182, 0.04294, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.3039),
    ),
}
"""Matrices of full severity: Machado, Oliveira and Fernandes 2009."""


def lab(rgb: Rgb) -> Rgb:
    r, g, b = rgb
    xyz = (
        (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047,
        0.2126729 * r + 0.7151522 * g + 0.0721750 * b,
        (0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883,
    )
    fx, fy, fz = (v ** (1 / 3) if v > 216 / 24389 else (24389 / 27 * v + 16) / 116 for v in xyz)
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def seen(colour: str, eye: str) -> Rgb:
    rgb = linear(colour)
    r, g, b = (
        min(max(sum(m * c for m, c in zip(row, rgb, strict=True)), 0.0), 1.0)
        for row in MACHADO[eye]
    )
    return lab((r, g, b))


def apart(one: Rgb, two: Rgb) -> float:
    """CIEDE2000 after Sharma, Wu and Dalal 2005."""
    from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

    (l1, a1, b1), (l2, a2, b2) = one, two
    mean_c = (hypot(a1, b1) + hypot(a2, b2)) / 2
    g = 0.5 * (1 - sqrt(mean_c**7 / (mean_c**7 + 25**7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2 = hypot(a1, b1), hypot(a2, b2)
    h1, h2 = degrees(atan2(b1, a1)) % 360, degrees(atan2(b2, a2)) % 360
    dh = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    big_h = 2 * sqrt(c1 * c2) * sin(radians(dh / 2))
    ml, mc = (l1 + l2) / 2, (c1 + c2) / 2
    mh = (h1 + h2) / 2 if abs(h1 - h2) <= 180 else ((h1 + h2 + 360) / 2) % 360
    mh = mh if c1 * c2 else h1 + h2
    t = (
        1
        - 0.17 * cos(radians(mh - 30))
        + 0.24 * cos(radians(2 * mh))
        + 0.32 * cos(radians(3 * mh + 6))
        - 0.20 * cos(radians(4 * mh - 63))
    )
    sl = 1 + 0.015 * (ml - 50) ** 2 / sqrt(20 + (ml - 50) ** 2)
    sc, sh = 1 + 0.045 * mc, 1 + 0.015 * mc * t
    turn = radians(60 * exp(-(((mh - 275) / 25) ** 2)))
    rt = -2 * sqrt(mc**7 / (mc**7 + 25**7)) * sin(turn)
    parts = ((l2 - l1) / sl, (c2 - c1) / sc, big_h / sh)
    return sqrt(sum(p * p for p in parts) + rt * parts[1] * parts[2])


def test_the_measure_gives_published_values() -> None:
    assert apart((50, 2.6772, -79.7751), (50, 0, -82.7485)) == pytest.approx(2.0425, abs=1e-4)
    assert apart((50, 2.5, 0), (73, 25, -18)) == pytest.approx(27.1492, abs=1e-4)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("eye", MACHADO)
def test_outcomes_stay_apart_for_every_eye(theme: str, eye: str) -> None:
    for one, two in itertools.combinations(OUTCOMES, 2):
        colours = THEMES[theme]
        assert apart(seen(colours[one], eye), seen(colours[two], eye)) >= 13, (one, two)


def test_things_move_only_for_those_who_do_not_mind() -> None:
    for file in (Path(goldenbridge_site.__file__).parent / "static/site").glob("*.css"):
        text = re.sub(
            r"@media \(prefers-reduced-motion: no-preference\) \{(?:[^{}]*\{[^{}]*\})*\s*\}",
            "",
            file.read_text(encoding="utf-8"),
        )
        assert not re.search(r"\b(transition|animation|scroll-behavior)\b", text), file.name
