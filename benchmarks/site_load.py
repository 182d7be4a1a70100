"""The site under the load of a busy evening: readers, writers, one trusted proxy hop.

200 readers each open a page every 10 s, 20 writers each answer every 15 s, for 60 s, with every
limit left on. The generator stands where the proxy would: it speaks to the site on 127.0.0.1 and
names each client in X-Forwarded-For, which the site trusts for one hop. It sends nothing anywhere
else and stops by itself. With GOLDENBRIDGE_TEST_DATABASE_URL it runs a second time on PostgreSQL.
"""

from __future__ import annotations

import asyncio
import os
import random
import re
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import httpx
import psycopg

from benchmarks.figure import Figure

READERS, READ_EVERY = 200, 10.0
WRITERS, WRITE_EVERY = 20, 15.0
SECONDS = 60.0
HOST = "127.0.0.1"
PASSWORD = "a few unrelated words 47"

FILL = f"""
import django; django.setup()
import uuid
from datetime import timedelta
from allauth.account.models import EmailAddress
from django.utils import timezone
from goldenbridge_site.accounts.models import User
from goldenbridge_site.conflicts import seeding
from goldenbridge_site.conflicts.models import Conflict
from goldenbridge_site.posts import publishing as posts
from goldenbridge_site.replies import publishing as replies
seeding.add_library()
conflict = Conflict.objects.first()
members = []
for n in range({WRITERS}):
    member = User.objects.create_user(
        f"w{{n}}@example.org", "{PASSWORD}", display_name=f"writer {{n}}",
        joined=timezone.now() - timedelta(days=60),
    )
    EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)
    members.append(member)
words = "What each side could say at home decides what it can sign. " * 8
for p in range(20):
    data = dict(title=f"Discussion {{p}}", body=words, conflict=conflict, tags=[], see_also=[])
    post = posts.publish(members[p], uuid.uuid4(), data)
    found = []
    for r in range(40):
        parent = found[r // 2] if r % 3 and found else None
        by, text = members[(p + r) % {WRITERS}], f"{{words}} {{p}} {{r}}"
        found.append(replies.publish(by, post, parent, uuid.uuid4(), text))
# The evening starts with an empty outbox: what the filling would mail belongs to no evening.
from django_q.models import OrmQ
from goldenbridge_site.mail.models import OutboxMail
OrmQ.objects.all().delete()
OutboxMail.objects.all().delete()
"""


@dataclass
class Seen:
    """What the clients met."""

    pages: list[float] = field(default_factory=list)
    writes: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    acknowledged: list[str] = field(default_factory=list)


def measure() -> Iterator[Figure]:
    """On SQLite, and on PostgreSQL where there is one."""
    yield from _on("SQLite", "")
    server = os.environ.get("GOLDENBRIDGE_TEST_DATABASE_URL", "")
    if server:
        name = f"goldenbridge_load_{secrets.token_hex(4)}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
            try:
                yield from _on("PostgreSQL", urlunsplit(urlsplit(server)._replace(path=f"/{name}")))
            finally:
                connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _on(name: str, database: str) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory(prefix="goldenbridge-load-") as folder:
        environment = _environment(folder, database)
        port = _free_port()
        site = subprocess.Popen(
            [*_goldenbridge(), "serve", "--port", str(port), "--no-browser"],
            env=environment,
            stdout=subprocess.DEVNULL,
        )
        try:
            _wait_until_up(port)
            subprocess.run([sys.executable, "-c", FILL], env=environment, check=True)
            before = _processor_time(site.pid)
            seen = asyncio.run(_evening(port))
            used = _processor_time(site.pid) - before
            stored = _stored(environment)
        finally:
            site.send_signal(signal.SIGTERM)
            site.wait(60)
    yield from _figures(name, seen, stored)
    answers = len(seen.pages) + len(seen.writes)
    label = f"{READERS} readers, {WRITERS} writers on {name}: processor time an answer"
    yield Figure(label, 1000 * used / max(answers, 1), "ms")


def _figures(name: str, seen: Seen, stored: set[str]) -> Iterator[Figure]:
    for error in seen.errors[:5]:
        print(f"  {name}: {error}", file=sys.stderr)
    lost = [text for text in seen.acknowledged if text not in stored]
    pages = f"{READERS} readers, {WRITERS} writers on {name}"
    yield Figure(f"{pages}: page, 95th percentile", 1000 * _p95(seen.pages), "ms", at_most=500)
    yield Figure(f"{pages}: reply, 95th percentile", 1000 * _p95(seen.writes), "ms", at_most=500)
    yield Figure(f"{pages}: pages read", len(seen.pages), "pages")
    yield Figure(f"{pages}: replies acknowledged", len(seen.acknowledged), "replies", at_least=60)
    yield Figure(f"{pages}: replies lost", len(lost), "replies", at_most=0)
    yield Figure(f"{pages}: errors", len(seen.errors), "answers", at_most=0)


def _p95(values: list[float]) -> float:
    return sorted(values)[int(0.95 * len(values))] if values else float("inf")


def _environment(folder: str, database: str) -> dict[str, str]:
    own = {name: v for name, v in os.environ.items() if not name.startswith("GOLDENBRIDGE_")}
    return own | {
        "DJANGO_SETTINGS_MODULE": "goldenbridge_site.config.settings",
        "GOLDENBRIDGE_SITE_DIR": folder,
        "GOLDENBRIDGE_DATABASE_URL": database,
        "GOLDENBRIDGE_PROXIES": "1",
        "GOLDENBRIDGE_LOG_LEVEL": "WARNING",
    }


def _goldenbridge() -> list[str]:
    return [str(Path(sys.executable).with_name("goldenbridge"))]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _wait_until_up(port: int) -> None:
    for _n in range(300):
        try:
            if httpx.get(f"http://{HOST}:{port}/readyz").status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    raise RuntimeError("the site did not start")


def _processor_time(pid: int) -> float:
    """Seconds of processor time that a process and everything below it has used."""
    tick = os.sysconf("SC_CLK_TCK")
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    total = (int(fields[11]) + int(fields[12])) / tick
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        total += _processor_time(int(child))
    return total


def _stored(environment: dict[str, str]) -> set[str]:
    code = (
        "import django; django.setup()\n"
        "from goldenbridge_site.replies.models import Reply\n"
        "print(*Reply.objects.filter(body__startswith='load ').values_list('body', flat=True), "
        "sep='\\n')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, check=True, capture_output=True, text=True
    )
    return set(done.stdout.splitlines())


async def _evening(port: int) -> Seen:
    seen = Seen()
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=0)
    base = f"http://{HOST}:{port}"
    async with httpx.AsyncClient(base_url=base, limits=limits, timeout=30) as door:
        writers = [await _signed_in(base, n) for n in range(WRITERS)]
        starts = asyncio.get_running_loop().time()
        ends = starts + SECONDS
        tasks = [_reader(door, n, ends, seen) for n in range(READERS)]
        tasks += [_writer(client, n, ends, seen) for n, client in enumerate(writers)]
        await asyncio.gather(*tasks)
        for client in writers:
            await client.aclose()
    return seen


async def _reader(door: httpx.AsyncClient, number: int, ends: float, seen: Seen) -> None:
    """Opens pages, each after a pause that starts somewhere in it."""
    chance = random.Random(number)
    headers = {"X-Forwarded-For": f"198.51.{100 + number // 250}.{number % 250 + 1}"}
    clock = asyncio.get_running_loop().time
    await asyncio.sleep(chance.uniform(0, READ_EVERY))
    while clock() < ends:
        path = chance.choice(["/", "/discussions/", "/conflicts/", *_posts(chance, 5)])
        began = clock()
        await _get(door, path, headers, seen)
        await asyncio.sleep(max(0.0, READ_EVERY - (clock() - began)))


def _posts(chance: random.Random, number: int) -> list[str]:
    return [f"/discussions/discussion-{chance.randrange(20)}/" for _n in range(number)]


async def _get(
    door: httpx.AsyncClient, path: str, headers: dict[str, str], seen: Seen
) -> httpx.Response | None:
    began = time.perf_counter()
    try:
        answer = await door.get(path, headers=headers)
    except httpx.HTTPError as error:
        seen.errors.append(f"{path}: {type(error).__name__}")
        return None
    seen.pages.append(time.perf_counter() - began)
    if answer.status_code != 200:
        seen.errors.append(f"{path}: {answer.status_code}")
        return None
    return answer


async def _signed_in(base: str, number: int) -> httpx.AsyncClient:
    """A member who has signed in through the form."""
    headers = {"X-Forwarded-For": f"203.0.113.{number + 1}", "Origin": base}
    client = httpx.AsyncClient(base_url=base, headers=headers, timeout=30)
    page = await client.get("/sign-in/")
    data = {"login": f"w{number}@example.org", "password": PASSWORD} | _token(page.text)
    answer = await client.post("/sign-in/", data=data)
    if answer.status_code != 302:
        raise RuntimeError(f"signing in gave {answer.status_code}")
    return client


def _token(page: str) -> dict[str, str]:
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    return {"csrfmiddlewaretoken": found.group(1)} if found else {}


async def _writer(client: httpx.AsyncClient, number: int, ends: float, seen: Seen) -> None:
    """Opens a discussion, writes, sends; remembers what the site said it has."""
    chance = random.Random(1000 + number)
    clock = asyncio.get_running_loop().time
    await asyncio.sleep(chance.uniform(0, WRITE_EVERY))
    while clock() < ends:
        began = clock()
        path = _posts(chance, 1)[0]
        page = await _get(client, path, {}, seen)
        if page is not None:
            await _send(client, path, page.text, number, seen)
        await asyncio.sleep(max(0.0, WRITE_EVERY - (clock() - began)))


async def _send(client: httpx.AsyncClient, path: str, page: str, number: int, seen: Seen) -> None:
    form = re.search(r'name="form" value="([^"]+)"', page)
    text = f"load {number} {secrets.token_hex(8)}"
    data = {"body": text, "form": form.group(1) if form else "", "action": "publish"}
    began = time.perf_counter()
    try:
        answer = await client.post(f"{path}reply/", data=data | _token(page))
    except httpx.HTTPError as error:
        seen.errors.append(f"reply: {type(error).__name__}")
        return
    seen.writes.append(time.perf_counter() - began)
    if answer.status_code == 302 and "#reply-" in answer.headers["location"]:
        seen.acknowledged.append(text)
    else:
        seen.errors.append(f"reply: {answer.status_code}")
