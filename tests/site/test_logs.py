"""What the server's log says: who signed in, what was refused; no address, no token, one line."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from goldenbridge_site.accounts.models import User
from goldenbridge_site.config.logs import JsonLines
from goldenbridge_site.follows import following, unfollow
from goldenbridge_site.posts.models import Post

pytestmark = pytest.mark.django_db
PASSWORD = "a few unrelated words 47"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """Everything from INFO upwards, as the operator reads it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    loggers = [logging.getLogger(name) for name in ("goldenbridge_site", "django")]
    for logger in loggers:
        logger.addHandler(handler)
    yield stream
    for logger in loggers:
        logger.removeHandler(handler)


def lines(written: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


def test_signing_in_and_out_and_failing_to_are_each_a_line(
    client: Client, member: User, written: io.StringIO
) -> None:
    client.post("/sign-in/", {"login": "someone\r\nelse", "password": "wrong wrong wrong"})
    client.post("/sign-in/", {"login": member.email, "password": "wrong wrong wrong"})
    client.post("/sign-in/", {"login": member.email, "password": PASSWORD})
    client.post("/sign-out/")
    said = [line for line in lines(written) if line["logger"] == "goldenbridge_site.accounts"]
    assert [line["message"] for line in said][-3:] == [
        "signing in failed",
        "signed in",
        "signed out",
    ]
    assert {line["member"] for line in said if "member" in line} == {member.pk}


def test_a_refusal_is_a_line(client: Client, member: User, written: io.StringIO) -> None:
    client.force_login(member)
    assert client.get("/moderation/").status_code == 403
    refused = [line for line in lines(written) if line["message"] == "refused"]
    assert [(line["path"], line["member"]) for line in refused] == [("/moderation/", member.pk)]


def test_no_address_network_or_token_is_in_the_log(
    client: Client, member: User, post: Post, written: io.StringIO
) -> None:
    following.follow(member, post)
    token = unfollow.token(member, post)
    new = {"email": "rowan@example.org", "display_name": "rowan", "password1": PASSWORD}
    asked: list[tuple[str, str, dict[str, str]]] = [
        ("GET", f"/unfollow/{token}/", {}),
        ("GET", f"/unfollow/{token[:-4]}/", {}),
        ("PUT", f"/unfollow/{token}/", {}),
        ("GET", "/sign-in/reset/MQ-cszqqo-secret/", {}),
        ("GET", "/no/such/page/", {"email": "rowan@example.org"}),
        ("POST", "/join/", new),
        ("POST", "/sign-in/reset/", {"email": member.email or ""}),
        ("POST", "/sign-in/", {"login": member.email or "", "password": PASSWORD}),
        ("POST", f"/discussions/{post.slug}/follow/", {"email": "reader@example.org"}),
    ]
    strict = Client(enforce_csrf_checks=True)
    client.defaults["REMOTE_ADDR"] = strict.defaults["REMOTE_ADDR"] = "198.51.100.7"
    for method, path, data in asked:
        for one in (client, strict):
            if method == "POST":
                one.post(path, data)
            else:
                one.generic(method, f"{path}?{urlencode(data)}")
    text = written.getvalue()
    assert len(lines(written)) >= len(asked)
    secrets = (token, token[:-4], "cszqqo", "@example.org", "198.51.100.7", PASSWORD, "no/such")
    assert [secret for secret in secrets if secret in text] == []
