"""Light, dark, or as the system has it: a choice kept in a cookie of its own."""

from django.http import HttpRequest

COOKIE = "goldenbridge_theme"
THEMES = ("system", "light", "dark")


def chosen(request: HttpRequest) -> str:
    """The theme the reader chose."""
    theme = request.COOKIES.get(COOKIE, "system")
    return theme if theme in THEMES else "system"
