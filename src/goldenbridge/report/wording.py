"""Chances and amounts in words: one home for how numbers are spoken."""

from __future__ import annotations

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def chance(p: float) -> str:
    """A chance in words: "about 1 in 4".

    Under 20 % "about 1 in N", over 80 % its mirror, else the smallest d ≤ 10 with
    |p − n/d| ≤ 0.02, else the nearest; 48 to 52 % "about even". Never 0 % or 100 % unless exact.
    """
    if p <= 0.0:
        return "no chance"
    if p >= 1.0:
        return "certain"
    if p < 0.01:
        return "less than 1 in 100"
    if p > 0.99:
        return "more than 99 in 100"
    if 0.48 <= p <= 0.52:
        return "about even"
    if p < 0.2:
        return f"about 1 in {round(1 / p)}"
    if p > 0.8:
        whole = round(1 / (1 - p))
        return f"about {whole - 1} in {whole}"
    n, d = fraction(p)
    return f"about {n} in {d}"


def fraction(p: float) -> tuple[int, int]:
    """n/d with d ≤ 10: the smallest d within 0.02 of p, else the nearest."""
    best = (1, 2)
    for d in range(2, 11):
        n = round(p * d)
        if 0 < n < d and abs(p - n / d) <= 0.02:
            return n, d
        if 0 < n < d and abs(p - n / d) < abs(p - best[0] / best[1]):
            best = (n, d)
    return best


def percent(p: float, digits: int = 0) -> str:
    """A chance as a number: "37%". Never 0% or 100% unless exact: "<1%", ">99%"."""
    least = 10.0**-digits
    if p > 0.0 and 100 * p <= least / 2:
        return f"<{least:g}%"
    if p < 1.0 and 100 * (1 - p) <= least / 2:
        return f">{100 - least:g}%"
    return f"{100 * p:.{digits}f}%"


def amount(x: float) -> str:
    """An amount to three digits at most: "166,000"."""
    if x < 1000:
        return f"{x:.0f}"
    step = 10 ** (len(f"{x:.0f}") - 3)
    return f"{round(x / step) * step:,}"


def signed(x: float, digits: int = 1) -> str:
    """A margin in points with its sign: "+3.1", "−0.4"."""
    text = f"{abs(x):.{digits}f}"
    if float(text) == 0.0:
        return text
    return f"{'+' if x > 0 else '−'}{text}"


def listed(names: list[str], last: str = "and") -> str:
    """Names in a sentence: "a, b and c"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def counted(count: int, one: str, many: str = "") -> str:
    """A count with its noun: "1 week", "5 weeks"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def starting_capital(text: str) -> str:
    """The text with a capital letter in front, the rest as it is."""
    return text[:1].upper() + text[1:]


_WITH_ARTICLE = ("States", "Union", "Kingdom", "Republic", "Federation", "Emirates", "Netherlands")


def the(name: str) -> str:
    """A party's name after a preposition: names made of a common noun take the article."""
    return f"the {name}" if name.endswith(_WITH_ARTICLE) else name


def possessive(name: str) -> str:
    """A party's name before what it has: "Russia's", "the United States'"."""
    return f"{the(name)}{chr(39) if name.endswith('s') else chr(39) + 's'}"


def dated(period: str, number: int) -> str:
    """A period in a sentence: "in week 4", "on day 4"."""
    return f"{'on' if period == 'day' else 'in'} {period} {number}"


_SMALL = ("The", "A", "An", "No", "War", "Peace")


def inside(text: str) -> str:
    """A name inside a sentence: a first word that is surely none's own name starts small."""
    return text[:1].lower() + text[1:] if text.split(" ")[0] in _SMALL else text
