"""The worker as real processes: killed in the middle of sending, nothing is lost."""

import asyncio
import email
import email.policy
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from goldenbridge_site.running import locks
from site_processes import Site, kill, new_site, wait_for
from smtp_receiver import listening, port_of

MAILS = 5
# Rows as if a request had just put them there; the starting worker looks for such by itself.
FILL = f"""
from goldenbridge_site.mail import outbox
from goldenbridge_site.mail.models import OutboxMail
outbox.put([
    outbox.worded(OutboxMail.Kind.ACCOUNT, f"account:{{n}}", f"to{{n}}@example.org", "Word", "Text")
    for n in range({MAILS})
])
"""


def states(site: Site) -> set[str]:
    """The states of all mails."""
    return {state for (state,) in site.ask("SELECT state FROM mail_outboxmail")}


class KillingReceiver:
    """Calls `deadly` when the third mail reaches the stage `at`: connect, data or accepted."""

    def __init__(self, at: str) -> None:
        self.at = at
        self.deadly: Callable[[], None] | None = None
        self.greeted = 0
        self.message_ids: list[str] = []
        self.to: list[str] = []

    def _strike(self) -> None:
        if self.deadly is not None:
            deadly, self.deadly = self.deadly, None
            deadly()

    async def handle_MAIL(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        self.greeted += 1
        if self.at == "connect" and self.greeted == 3:
            self._strike()
        envelope.mail_from = address
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.at == "data" and len(self.to) == 2 and self.deadly is not None:
            self._strike()
            await asyncio.sleep(0.05)
            return "451 lost on the way"
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.message_ids.append(str(message["Message-ID"]))
        self.to += envelope.rcpt_tos
        if self.at == "accepted" and len(self.to) == 3:
            self._strike()
        return "250 OK"


@pytest.mark.parametrize("at", ["connect", "data", "accepted"])
def test_killing_the_workers_whole_group_in_the_middle_of_sending_loses_nothing(
    make_site: Callable[..., Site], at: str
) -> None:
    receiver = KillingReceiver(at)
    server = listening(receiver)
    site = make_site(GOLDENBRIDGE_SMTP_URL=f"smtp+plain://127.0.0.1:{port_of(server)}")
    try:
        site.run(FILL)
        first = site.worker()
        killed: list[bool] = []

        def deadly() -> None:
            os.killpg(first.pid, signal.SIGKILL)
            killed.append(True)

        receiver.deadly = deadly
        assert wait_for(lambda: bool(killed))
        first.wait()
        assert wait_for(lambda: not locks.held(site.folder / locks.WORKER), 60)
        assert "sending" in states(site)
        site.worker()
        assert wait_for(lambda: len(set(receiver.to)) == MAILS)
        assert wait_for(lambda: states(site) == {"sent"}, 120)
    finally:
        server.stop()
    assert set(receiver.to) == {f"to{n}@example.org" for n in range(MAILS)}
    twice = [name for name, times in Counter(receiver.to).items() if times > 1]
    assert len(twice) == (1 if at == "accepted" else 0)
    # The one that came twice carries the same Message-ID, so mail programs show it once.
    assert len(set(receiver.message_ids)) == MAILS


def descendants(pid: int) -> list[int]:
    """Process ids below `pid`."""
    found = []
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        found += [int(child), *descendants(int(child))]
    return found


def test_orphans_of_a_killed_worker_keep_a_second_one_out(tmp_path: Path, migrated: Path) -> None:
    with new_site(tmp_path / "site", migrated) as site:
        first = site.worker()
        lock = site.folder / locks.WORKER
        assert wait_for(lambda: len(descendants(first.pid)) >= 4)
        first.kill()  # the parent alone
        first.wait()
        assert locks.held(lock)
        second = site.worker()
        assert second.wait(240) == 75
        kill(first)  # now the whole group
        assert wait_for(lambda: not locks.held(lock), 60)
        third = site.worker()
        assert wait_for(lambda: locks.holder(lock) == third.pid)


def test_a_worker_asked_to_stop_ends_in_order(tmp_path: Path, migrated: Path) -> None:
    with new_site(tmp_path / "site", migrated) as site:
        worker = site.worker()
        assert wait_for(lambda: len(descendants(worker.pid)) >= 4)
        below = descendants(worker.pid)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(20) == 0
        assert not any(Path(f"/proc/{pid}").exists() for pid in below)


def test_a_worker_on_a_leash_ends_with_who_started_it(tmp_path: Path, migrated: Path) -> None:
    with new_site(tmp_path / "site", migrated) as site:
        worker = subprocess.Popen(
            [sys.executable, "-m", "goldenbridge_site.running.worker", "--leash"],
            env=site.environment,
            stdin=subprocess.PIPE,
            start_new_session=True,
        )
        assert wait_for(lambda: len(descendants(worker.pid)) >= 4)
        assert worker.stdin is not None
        worker.stdin.close()
        assert worker.wait(30) == 0


def test_the_worker_says_that_it_lives_and_plans_its_regular_work(
    tmp_path: Path, migrated: Path
) -> None:
    with new_site(tmp_path / "site", migrated) as site:
        site.worker()
        assert wait_for(lambda: bool(site.ask("SELECT 1 FROM background_beat")))
        planned = site.ask("SELECT name FROM django_q_schedule ORDER BY name")
        assert planned == [("minute",), ("night",)]
        assert wait_for(lambda: site.ask("SELECT count(*) FROM django_q_ormq") == [(0,)])
