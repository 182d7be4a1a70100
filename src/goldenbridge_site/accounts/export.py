"""A member's own data: every row about them and no other person's."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpResponse

from goldenbridge_site.accounts.models import User

FORMS = ("json", "csv")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def tables(member: User) -> dict[str, list[dict[str, Any]]]:
    """The rows about `member`, by table, in plain values."""
    from allauth.account.models import EmailAddress
    from allauth.usersessions.models import UserSession

    account = {
        name: getattr(member, name)
        for name in ("email", "display_name", "role", "biography", "joined", "last_login")
    }
    account |= {"suspended_until": member.suspended_until, "banned": member.banned}
    found: dict[str, Iterable[Mapping[str, Any]]] = {
        "account": [account],
        "names": (member.names.values("slug", "since")),
        "addresses": (
            EmailAddress.objects.filter(user=member).values("email", "verified", "primary")
        ),
        "sessions": (
            UserSession.objects.filter(user=member).values(
                "created_at", "last_seen_at", "ip", "user_agent"
            )
        ),
        "posts": (member.posts.values("slug", "title", "body", "status", "version", "created")),
        "replies": (
            member.replies.values("id", "post__slug", "body", "status", "version", "created")
        ),
        "drafts": (member.drafts.values("kind", "title", "body", "fields", "saved")),
        "follows": (
            member.follows.values(
                "post__slug", "reply_id", "conflict__slug", "cadence", "created", "stopped"
            )
        ),
        "notifications": (member.notifications.values("kind", "event", "created", "read")),
        "choices": (member.preferences.values("kind", "choice")),
        "reports": (member.reports.values("post__slug", "reply_id", "rule__title", "words")),
        "decisions": (
            member.decisions_about.values(
                "act", "rule__title", "word_to_author", "until", "created"
            )
        ),
        "appeals": (member.appeals.values("words", "created", "upheld", "answer")),
        "tokens": (member.tokens.values("name", "scopes", "created", "last_used", "revoked")),
    }
    return {name: [dict(row) for row in rows] for name, rows in found.items()}


def download(member: User, form: str) -> HttpResponse:
    """The file to save, in one of FORMS."""
    if form == "json":
        text = json.dumps(tables(member), default=str, ensure_ascii=False, indent=2)
        response = HttpResponse(text, content_type="application/json")
        name = "golden-bridge-data.json"
    else:
        response = HttpResponse(_zip(tables(member)), content_type="application/zip")
        name = "golden-bridge-data.zip"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _zip(found: dict[str, list[dict[str, Any]]]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in found.items():
            archive.writestr(f"{name}.csv", sheet(rows))
    return whole.getvalue()


def sheet(rows: list[dict[str, Any]]) -> str:
    """Rows as CSV text; cells a spreadsheet would run as a formula are defused."""
    text = io.StringIO()
    if rows:
        writer = csv.DictWriter(text, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows({k: _cell(v) for k, v in row.items()} for row in rows)
    return text.getvalue()


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
