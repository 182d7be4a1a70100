"""Chances in words and figures, as every page says them."""

from django.utils.translation import gettext as _


def percent(p: float) -> str:
    """A chance as a whole per cent; never 0 or 100 unless exact."""
    if 0 < p < 0.005:
        return _("under 1%")
    if 0.995 < p < 1:
        return _("over 99%")
    return f"{round(100 * p)}%"


def words(p: float) -> str:
    """A chance in words, such as "about 1 in 4"."""
    if p < 0.01:
        return _("none") if p == 0 else _("less than 1 in 100")
    if p > 0.99:
        return _("certain") if p == 1 else _("more than 99 in 100")
    if 0.48 <= p <= 0.52:
        return _("about even")
    n, d = _fraction(p)
    return _("about %(n)d in %(d)d") % {"n": n, "d": d}


def _fraction(p: float) -> tuple[int, int]:
    if p < 0.2:
        return 1, round(1 / p)
    if p > 0.8:
        d = round(1 / (1 - p))
        return d - 1, d
    near = [(abs(p - round(p * d) / d), round(p * d), d) for d in range(2, 11)]
    return next(((n, d) for gap, n, d in near if gap <= 0.02), min(near)[1:])
