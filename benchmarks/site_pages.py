"""How long the site needs to make the page of a thread, of 100 and of 1,000 replies."""

from __future__ import annotations

import logging
import os
import statistics
import time
from collections.abc import Iterator
from typing import Any

from benchmarks.figure import Figure

AGAIN = 60


def prepared() -> Any:
    """An empty database of the site and two posts with threads; Django's test client for it."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "goldenbridge_site.config.test_settings"
    import django

    django.setup()
    logging.disable(logging.CRITICAL)
    from django.db import connection
    from django.test import Client

    connection.creation.create_test_db(verbosity=0)
    return Client


def thread(replies: int) -> str:
    """The address of a post with a branching thread, written by forty members."""
    from django.utils import timezone

    from goldenbridge_site import markdown
    from goldenbridge_site.accounts.models import User
    from goldenbridge_site.posts.models import Post
    from goldenbridge_site.replies.models import Reply

    names = [f"member {n}" for n in range(40)]
    members = [
        User.objects.filter(display_name=name).first()
        or User.objects.create_user(f"{name[7:]}@example.org", None, display_name=name)
        for name in names
    ]
    body = "Some words about the *matter* at hand, as they are written. " * 8
    html = markdown.to_html(body, heading=4)
    post = Post.objects.create(
        author=members[0],
        title=f"A thread of {replies}",
        slug=f"thread-{replies}",
        body=body,
        body_html=html,
        published_at=timezone.now(),
        reply_count=replies,
    )
    made = Reply.objects.bulk_create(
        Reply(post=post, author=members[n % 40], body=body, body_html=html, words=80)
        for n in range(replies)
    )
    for n, reply in enumerate(made[1:], start=1):
        reply.parent = made[(7 * n) % n] if n % 4 else None
    Reply.objects.bulk_update(made, ["parent"], batch_size=100)
    return post.get_absolute_url()


def milliseconds(client: Any, address: str) -> list[float]:
    """Times of the page, the first few left out, sorted."""
    taken = []
    for _ in range(AGAIN + 5):
        start = time.perf_counter()
        answer = client.get(address)
        taken.append(1000 * (time.perf_counter() - start))
        assert answer.status_code == 200
    return sorted(taken[5:])


def measure() -> Iterator[Figure]:
    """Server time of the whole page, with SQLite: 95 of 100 are faster."""
    client = prepared()()
    for replies, goal in ((100, 40), (1000, 150)):
        taken = milliseconds(client, thread(replies))
        late = taken[int(0.95 * len(taken)) - 1]
        yield Figure(f"page of {replies} replies, 95th percentile", late, "ms", at_most=goal)
        yield Figure(f"page of {replies} replies, median", statistics.median(taken), "ms")
