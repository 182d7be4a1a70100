"""Structured logs: one JSON object a line, no address, no IP, no token."""

import json
import logging
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest

request_id: ContextVar[str] = ContextVar("request_id", default="")
_FIELDS = (
    *("event", "member", "status", "path", "method", "milliseconds", "subject", "reason"),
    *("decision", "act", "moderator", "role", "by", "changed"),
)


def loggable(request: HttpRequest) -> str:
    """The route with its names instead of its values: tokens and names stay out of the logs."""
    match = request.resolver_match
    return f"/{match.route}" if match else "(no such address)"


def _message(record: logging.LogRecord) -> str:
    """The record's words; the framework's own warnings name the route, not the address."""
    request = getattr(record, "request", None)
    if isinstance(request, HttpRequest):
        return f"{str(record.msg).partition(':')[0]}: {loggable(request)}"
    return record.getMessage()


class JsonLines(logging.Formatter):
    """Format a record as one line; JSON escapes line breaks, so no value can forge a line."""

    def format(self, record: logging.LogRecord) -> str:
        """One JSON object with time, level, logger, message, request id and known extras."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": _message(record),
        }
        if request_id.get():
            line["request"] = request_id.get()
        line |= {name: getattr(record, name) for name in _FIELDS if hasattr(record, name)}
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str)
