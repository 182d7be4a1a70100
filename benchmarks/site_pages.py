"""What the pages and the replies of a busy evening cost in processor time, one at a time.

The evening itself is `site_load`; this says which part of it is dear. Processor time hangs less
on what else the machine does than time on the clock.
"""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.figure import Figure
from benchmarks.inside import printed
from benchmarks.site_load import FILL

AGAIN = 60
CODE = f"""
import django; django.setup()
from django.conf import settings
settings.ALLOWED_HOSTS = ["testserver"]
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0)
import time
exec({FILL!r})
from django.test import Client
from goldenbridge_site.limits.models import Bucket
from goldenbridge_site.running.web import spare_collections
spare_collections()  # as the web process does
POST = "/discussions/discussion-3/"

def visitor():
    return Client()

def member():
    client = Client()
    client.force_login(members[1])
    return client

def reading(client, path):
    return lambda: client.get(path).status_code == 200

def replying(client):
    def reply():
        Bucket.objects.all().delete()
        data = {{"body": f"Reply {{uuid.uuid4()}}", "form": uuid.uuid4(), "action": "publish"}}
        began = time.process_time()
        good = client.post(POST + "reply/", data).status_code == 302
        return good, time.process_time() - began
    return reply

acts = []
for who, made in (("visitor", visitor), ("member", member)):
    for name, path in (("home", "/"), ("list of discussions", "/discussions/"),
                       ("conflicts", "/conflicts/"), ("discussion of 40 replies", POST)):
        acts.append((f"{{name}}, {{who}}", reading(made(), path)))
acts.append(("a reply sent", replying(member())))
for name, act in acts:
    act()
    taken = []
    for n in range({AGAIN}):
        began = time.process_time()
        done = act()
        spent = time.process_time() - began
        if isinstance(done, tuple):
            done, spent = done
        assert done, name
        taken.append(1000 * spent)
    taken.sort()
    print(name, taken[len(taken) // 2], taken[int(0.95 * len(taken))], sep="|")
"""


def measure() -> Iterator[Figure]:
    """Each page and the sending of a reply, on SQLite; the evening's average of the pages."""
    found = {}
    for line in printed(CODE):
        name, median, late = line.split("|")
        found[name] = float(median)
        yield Figure(f"{name}: processor time, median", float(median), "ms")
        yield Figure(f"{name}: processor time, 95th percentile", float(late), "ms")
    read = [found[f"{page}, visitor"] for page in ("home", "list of discussions", "conflicts")]
    average = (sum(read) + 5 * found["discussion of 40 replies, visitor"]) / 8
    yield Figure("an average page of the evening: processor time", average, "ms")
