"""How long the site takes for one page of a long thread: server time, without the network."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.figure import Figure
from benchmarks.inside import printed

GOALS = {100: 40.0, 1000: 150.0}
"""Replies in the thread, and the 95th percentile in ms that it should keep."""
PAGES = 60

CODE = f"""
import django, time, uuid; django.setup()
from django.conf import settings
settings.ALLOWED_HOSTS = ["testserver"]
from allauth.account.models import EmailAddress
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from goldenbridge_site.accounts.models import User
from goldenbridge_site.posts import publishing as posts
from goldenbridge_site.posts.models import Post
from goldenbridge_site.replies.models import Reply
from goldenbridge_site.replies.publishing import count
from goldenbridge_site import markdown
call_command("migrate", verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0)
members = []
for n in range(20):
    member = User.objects.create_user(f"m{{n}}@example.org", None, display_name=f"member {{n}}")
    EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)
    members.append(member)
words = "What each side could say at home decides what it can sign. " * 6
html = markdown.to_html(words, heading=4)
for size in {list(GOALS)}:
    data = dict(title=f"Thread {{size}}", body=words, conflict=None, tags=[], see_also=[])
    post = posts.publish(members[0], uuid.uuid4(), data)
    made = []
    for n in range(size):
        parent = made[n // 3] if n % 4 else None
        made.append(Reply.objects.create(post=post, parent=parent, author=members[n % 20],
                                         body=words, body_html=html, words=66))
    count(post)
from goldenbridge_site.running.web import spare_collections
spare_collections()  # as the web process does
for signed_in in (False, True):
    client = Client()
    if signed_in:
        client.force_login(members[1])
    for size in {list(GOALS)}:
        url = Post.objects.get(title=f"Thread {{size}}").get_absolute_url()
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        asked = len(queries)
        taken, worked = [], []
        for n in range({PAGES}):
            began, cpu = time.perf_counter(), time.process_time()
            answer = client.get(url)
            taken.append(time.perf_counter() - began)
            worked.append(time.process_time() - cpu)
            assert answer.status_code == 200
        last = int(0.95 * len(taken))
        print(size, int(signed_in), 1000 * sorted(taken)[last], 1000 * sorted(worked)[last], asked)
"""


def measure() -> Iterator[Figure]:
    """Threads of 100 and of 1,000 replies, for a visitor and for a member."""
    for line in printed(CODE):
        size, signed_in, milliseconds, work, queries = line.split()
        who = "member" if signed_in == "1" else "visitor"
        name = f"thread of {int(size):,} replies, {who}"
        goal = GOALS[int(size)]
        yield Figure(f"{name}: 95th percentile", float(milliseconds), "ms", at_most=goal)
        yield Figure(f"{name}: processor time, 95th percentile", float(work), "ms")
        yield Figure(f"{name}: queries", float(queries), "queries", at_most=15)
