"""What a kill, a full disk or many writers at once leave behind: all of an act, or nothing."""

import signal
import sqlite3
from collections.abc import Callable
from pathlib import Path

from site_processes import Site, fetch, free_port, new_site, wait_for

MEMBERS = """
import uuid, threading
from allauth.account.models import EmailAddress
from django.db import connection
from goldenbridge_site.accounts.models import User
from goldenbridge_site.drafts import saving
from goldenbridge_site.drafts.models import Draft
from goldenbridge_site.mail.models import OutboxMail
from goldenbridge_site.posts import publishing as posts
from goldenbridge_site.posts.models import Post
from goldenbridge_site.replies import publishing as replies
from goldenbridge_site.replies.models import Reply
members = list(User.objects.order_by("pk"))
for n in range(len(members), 20):
    member = User.objects.create_user(f"m{n}@example.org", None, display_name=f"member {n}")
    EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)
    members.append(member)
post = Post.objects.first() or posts.publish(members[0], uuid.uuid4(), dict(
    title="A discussion", body="Words.", conflict=None, tags=[], see_also=[]))
"""

TWENTY = """
errors = []
def answer(n):
    try:
        for k in range(3):
            replies.publish(members[n], post, None, uuid.uuid4(), f"Answer {n}.{k}")
    except Exception as error:
        errors.append(repr(error))
    finally:
        connection.close()
threads = [threading.Thread(target=answer, args=(n,)) for n in range(20)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
post.refresh_from_db()
mails = OutboxMail.objects.filter(kind="reply").count()
print(errors, Reply.objects.count(), post.reply_count, mails)
"""


def test_twenty_members_who_answer_at_once_all_have_their_say(
    make_site: Callable[..., Site],
) -> None:
    told = make_site().run(MEMBERS + TWENTY)
    # The author of the post gets a mail about every answer but their own three.
    assert told == "[] 60 60 57"


KILLED = """
import os, signal
from goldenbridge_site.events import reply_published
form = uuid.uuid4()
saving.save(members[1], form, 0, saving.Words(
    kind=Draft.Kind.REPLY, body="Words that must not be lost.", post=post, reply=None))
def die(**kwargs):
    print(Reply.objects.count(), OutboxMail.objects.count(), Draft.objects.count(), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
reply_published.connect(die)
replies.publish(members[1], post, None, form, "Words that must not be lost.")
"""
COUNTS = """
print(Reply.objects.count(), OutboxMail.objects.count(), Draft.objects.count())
"""


def test_a_kill_between_two_writes_undoes_the_act_and_keeps_the_draft(
    make_site: Callable[..., Site],
) -> None:
    site = make_site()
    dying = site.start("-c", "import django; django.setup()\n" + MEMBERS + KILLED)
    assert dying.wait(120) == -signal.SIGKILL
    assert dying.stdout is not None
    assert dying.stdout.read().split() == ["1", "1", "0"]  # all of it was written …
    assert site.run(MEMBERS + COUNTS).split() == ["0", "0", "1"]  # … and none of it was kept


FULL = """
from django.conf import settings
settings.ALLOWED_HOSTS = ["testserver"]
from django.test import Client
client = Client(raise_request_exception=False)
client.force_login(members[1])
with connection.cursor() as cursor:
    cursor.execute("PRAGMA page_count")
    pages = cursor.fetchone()[0]
connection.connection.execute(f"PRAGMA max_page_count = {pages}")
answer = client.post(f"/discussions/{post.slug}/reply/",
                     {"body": "Long words. " * 800, "form": str(uuid.uuid4())})
page = answer.content.decode()
connection.connection.execute("PRAGMA max_page_count = 1000000")
print(answer.status_code, "Traceback" in page, "<h1" in page, Reply.objects.count(),
      OutboxMail.objects.count())
"""


def test_a_full_disk_gives_a_readable_page_and_nothing_half_written(
    tmp_path: Path, migrated: Path
) -> None:
    with new_site(tmp_path / "site", migrated, GOLDENBRIDGE_DEBUG="") as site:
        site.run(
            "from django.core.management import call_command\n"
            "call_command('collectstatic', interactive=False, verbosity=0)"
        )
        told = site.run(MEMBERS + FULL)
    assert told == "500 False True 0 0"


def test_a_first_start_that_was_killed_is_taken_up_again(tmp_path: Path) -> None:
    site = Site(tmp_path)
    port = free_port()

    def some_tables() -> bool:
        if not (tmp_path / "site.sqlite3").exists():
            return False
        try:
            return len(site.ask("SELECT 1 FROM django_migrations")) > 5
        except sqlite3.OperationalError:
            return False

    try:
        first = site.serve(port, "--demo")
        assert wait_for(some_tables)
        first.kill()
        first.wait()
        second = site.serve(port, "--demo")
        assert wait_for(lambda: '"ready": true' in fetch(port, "/readyz"), 120)
        second.send_signal(signal.SIGTERM)
        assert second.wait(60) == 0
    finally:
        site.end()
    assert site.ask("SELECT count(*) FROM posts_post") == [(3,)]
