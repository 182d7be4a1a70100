"""Ask the database once per request for what every part of a page needs."""

from collections.abc import Callable
from contextvars import ContextVar
from typing import TypeVar, cast

T = TypeVar("T")
answers: ContextVar[dict[str, object] | None] = ContextVar("answers", default=None)
"""The answers of the request being served; None outside of one, and then nothing is kept."""


def once(key: str, ask: Callable[[], T]) -> T:
    """The answer kept under `key` in this request, asked for if there is none."""
    kept = answers.get()
    if kept is None:
        return ask()
    if key not in kept:
        kept[key] = ask()
    return cast(T, kept[key])


def forget(key: str) -> None:
    """Drop one answer, because what it was read from has changed."""
    kept = answers.get()
    if kept is not None:
        kept.pop(key, None)
