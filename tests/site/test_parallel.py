"""Many people at once: nothing is lost, nothing is doubled, nothing is locked."""

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import close_old_connections, connection
from django.test import Client

from goldenbridge_site.accounts.models import User
from goldenbridge_site.drafts.models import Draft
from goldenbridge_site.notifications.models import Notification
from goldenbridge_site.posts.models import Post
from goldenbridge_site.replies.models import Reply
from goldenbridge_site.search.models import SearchEntry

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 20
LETTERS = "abcdefghjkmnpqrstuwxyz"
"""Letters that do not look alike, for names that do not."""


def at_once(work: Callable[[int], int]) -> list[int]:
    """What `work` answers to each of PEOPLE threads."""

    def alone(n: int) -> int:
        try:
            return work(n)
        finally:
            connection.close()

    close_old_connections()
    with ThreadPoolExecutor(PEOPLE) as pool:
        return list(pool.map(alone, range(PEOPLE)))


def test_twenty_reply_to_one_post(post: Post, make_member: Callable[..., User]) -> None:
    clients = []
    for n in range(PEOPLE):
        clients.append(Client())
        clients[n].force_login(make_member(f"writer {LETTERS[n] * 3}"))

    def reply(n: int) -> int:
        data = {"body": f"Answer {n}.", "form": str(uuid.uuid4()), "action": "publish"}
        answer = clients[n].post(f"/discussions/{post.slug}/reply/", data)
        return answer.status_code

    assert at_once(reply) == [302] * PEOPLE
    assert {r.body for r in Reply.objects.all()} == {f"Answer {n}." for n in range(PEOPLE)}
    post.refresh_from_db()
    assert post.reply_count == PEOPLE
    assert SearchEntry.objects.filter(reply__isnull=False).count() == PEOPLE
    assert Notification.objects.filter(member=post.author).count() == PEOPLE
    assert not Draft.objects.exists()


def test_one_form_sent_twenty_times_makes_one_reply(post: Post, other: User) -> None:
    clients = [Client() for _ in range(PEOPLE)]
    for client in clients:
        client.force_login(other)
    data = {"body": "Once.", "form": str(uuid.uuid4()), "action": "publish"}
    address = f"/discussions/{post.slug}/reply/"
    answers = at_once(lambda n: clients[n].post(address, data).status_code)
    assert set(answers) <= {302, 429}
    assert 302 in answers
    assert Reply.objects.count() == 1
