"""Running a site: serving, backing up, restoring, upgrading, administrators, demonstration."""

import os
import re
import signal
import socket
import subprocess
import sys
import tarfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client
from django.urls import reverse

from goldenbridge_site.accounts.models import Role, TakenName, User
from goldenbridge_site.background import queue, state
from goldenbridge_site.follows.models import Follow
from goldenbridge_site.mail.models import OutboxMail
from goldenbridge_site.posts.models import Post, Status
from goldenbridge_site.replies import publishing
from goldenbridge_site.replies.models import Reply
from goldenbridge_site.running import admin, backup, check_site, demo, locks, public
from goldenbridge_site.running.refusal import SiteError
from goldenbridge_site.search.models import SearchEntry
from site_processes import Site, fetch, free_port, new_site, wait_for

PASSWORD = "a few unrelated words 47"


def worker_of(site: Site) -> int | None:
    """The process id of the site's worker."""
    return locks.holder(site.folder / locks.WORKER)


# Serving


def test_serve_starts_watches_and_stops(tmp_path: Path, migrated: Path) -> None:
    with new_site(tmp_path / "site", migrated) as site:
        port = free_port()
        serve = site.serve(port, "--demo")
        assert wait_for(lambda: '"ready": true' in fetch(port, "/readyz"))
        assert wait_for(lambda: worker_of(site) is not None)
        assert '"worker": "ok"' in fetch(port, "/healthz")
        assert "Demonstration" in fetch(port, "/")

        second = site.command("serve", "--port", str(free_port()), "--no-browser")
        assert second.returncode == 1
        assert "Another goldenbridge serve" in second.stderr

        first_worker = worker_of(site)
        assert first_worker is not None
        os.kill(first_worker, signal.SIGKILL)  # the parent alone; its children live on
        assert wait_for(lambda: worker_of(site) not in {None, first_worker})

        serve.send_signal(signal.SIGTERM)
        assert serve.wait(40) == 0
        assert serve.stdout is not None
        told = serve.stdout.read()
        assert f"http://127.0.0.1:{port}" in told
        assert str(site.folder / "mail") in told
        assert not locks.held(site.folder / locks.WORKER)
        assert fetch(port, "/healthz") == ""


def test_a_killed_serve_takes_its_processes_along_and_starts_again(
    tmp_path: Path, migrated: Path
) -> None:
    with new_site(tmp_path / "site", migrated) as site:
        port = free_port()
        first = site.serve(port)
        assert wait_for(lambda: '"ready": true' in fetch(port, "/readyz"))
        assert wait_for(lambda: worker_of(site) is not None)
        first.kill()
        first.wait()
        assert wait_for(lambda: fetch(port, "/healthz") == "", 30)
        assert wait_for(lambda: worker_of(site) is None, 30)
        second = site.serve(port)
        assert wait_for(lambda: '"ready": true' in fetch(port, "/readyz"))
        second.send_signal(signal.SIGTERM)
        assert second.wait(40) == 0


def test_a_port_in_use_is_named(tmp_path: Path, migrated: Path) -> None:
    with new_site(tmp_path / "site", migrated) as site, socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = site.command("serve", "--port", str(port), "--no-browser")
    assert done.returncode == 1
    assert f"Port {port} cannot be used" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_public_site_says_what_it_lacks_and_does_not_start(
    tmp_path: Path, migrated: Path
) -> None:
    address = {"GOLDENBRIDGE_URL": "https://peace.example.org"}
    with new_site(tmp_path / "site", migrated, **address) as site:
        done = site.command("serve", "--port", str(free_port()))
    assert done.returncode == 1
    assert "GOLDENBRIDGE_SMTP_URL" in done.stderr
    assert "GOLDENBRIDGE_CONTACT" in done.stderr


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        ({"GOLDENBRIDGE_URL": "http://peace.example.org"}, "needs https"),
        ({"GOLDENBRIDGE_URL": "peace.example.org"}, "Write it like"),
        ({"GOLDENBRIDGE_SECRET_KEY": "short"}, "too short"),
        ({"GOLDENBRIDGE_SECRET_KEY_FILE": "/no/such/file"}, "cannot be read"),
        ({"GOLDENBRIDGE_SMTP_URL": "mail.example.org"}, "should look like"),
        ({"GOLDENBRIDGE_PROXIES": "many"}, "number of trusted proxies"),
        ({"GOLDENBRIDGE_LOG_LEVEL": "loud"}, "DEBUG, INFO"),
        ({"GOLDENBRIDGE_DATABASE_URL": "mysql://x/y"}, "postgresql://"),
        ({"GOLDENBRIDGE_DATABASE_URL": "postgresql://127.0.0.1:1/x"}, "cannot be reached"),
    ],
)
def test_a_wrong_setting_is_named_without_a_trace(
    tmp_path: Path, environment: dict[str, str], says: str
) -> None:
    site = Site(tmp_path, **environment)
    done = site.command("serve", "--port", str(free_port()), "--no-browser")
    assert done.returncode == 1
    assert says in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "words", [("backup",), ("upgrade",), ("check-site",), ("demo", "remove")], ids=" ".join
)
def test_a_mistyped_folder_is_named_and_not_made(tmp_path: Path, words: tuple[str, ...]) -> None:
    site = Site(tmp_path)
    done = site.command(*words, "--data", str(tmp_path / "nothing"))
    assert done.returncode == 1
    assert "There is no site in" in done.stderr
    assert not (tmp_path / "nothing").exists()


# Backup, restore, upgrade

SOME = """
from goldenbridge_site.running import demo
demo.fill()
from goldenbridge_site.mail import outbox
from goldenbridge_site.mail.models import OutboxMail
outbox.put([outbox.worded(OutboxMail.Kind.ACCOUNT, "account:1", "to@example.org", "W", "T")])
"""
WHOLE = """
from goldenbridge_site.posts.models import Post
from goldenbridge_site.replies.models import Reply
from django.conf import settings
import hashlib
print(hashlib.sha256(repr((
    sorted(Post.objects.values_list("pk", "body", "status")),
    sorted(Reply.objects.values_list("pk", "body", "parent")),
    settings.SECRET_KEY,
)).encode()).hexdigest())
"""


def test_a_backup_restored_elsewhere_is_the_same_site(make_site: Callable[..., Site]) -> None:
    site = make_site()
    site.run(SOME)
    before = site.run(WHOLE)
    done = site.command("backup")
    assert done.returncode == 0, done.stderr
    (path,) = (site.folder / "backups").glob("*.tar.gz")
    assert path.stat().st_mode & 0o777 == 0o600
    assert str(path) in done.stdout

    elsewhere = make_site("elsewhere")
    refused = elsewhere.command("restore", str(path))
    assert refused.returncode == 1
    assert "--replace" in refused.stderr
    restored = elsewhere.command("restore", str(path), "--replace")
    assert restored.returncode == 0, restored.stderr
    assert "posts: 3" in restored.stdout
    assert "1 mails that waited are sent" in restored.stdout
    assert elsewhere.run(WHOLE) == before
    assert list((elsewhere.folder / "backups").glob("*-before-restore.tar.gz"))


def test_a_backup_of_a_running_site_goes_into_an_empty_folder(
    tmp_path: Path, migrated: Path
) -> None:
    with new_site(tmp_path / "site", migrated) as site:
        site.run(SOME)
        site.worker()
        assert wait_for(lambda: worker_of(site) is not None)
        kept = tmp_path / "kept" / "mine.tar.gz"
        assert site.command("backup", "--to", str(kept)).returncode == 0
        assert site.command("backup", "--to", str(kept)).returncode == 1
        refused = site.command("restore", str(kept), "--replace")
        assert refused.returncode == 1
        assert "Stop it first" in refused.stderr
        before = site.run(WHOLE)
    with new_site(tmp_path / "new") as other:
        assert other.command("restore", str(kept), "--drop-mail").returncode == 0
        assert other.run(WHOLE) == before
        assert other.ask("SELECT count(*) FROM mail_outboxmail WHERE state = 'waiting'") == [(0,)]


REFUSED = """
from pathlib import Path
from django.conf import settings
from goldenbridge_site.running import restore
from goldenbridge_site.running.refusal import SiteError
refused = 0
for name in {names}:
    try:
        restore.restore(Path(settings.SITE_DIR), Path(name), replace=True)
    except SiteError:
        refused += 1
print(refused, "refused")
"""


def test_what_is_no_backup_or_a_damaged_one_changes_nothing(tmp_path: Path, migrated: Path) -> None:
    with new_site(tmp_path / "site", migrated) as site:
        site.run(SOME)
        before = site.run(WHOLE)
        site.command("backup", "--to", str(tmp_path / "good.tar.gz"))
        good = (tmp_path / "good.tar.gz").read_bytes()
        (tmp_path / "half.tar.gz").write_bytes(good[: len(good) // 2])
        (tmp_path / "other.tar.gz").write_bytes(b"no archive")
        with tarfile.open(tmp_path / "path.tar.gz", "w:gz") as archive:
            archive.add(tmp_path / "other.tar.gz", arcname="../../escape")
        names = [str(tmp_path / f"{name}.tar.gz") for name in ("half", "other", "path", "missing")]
        assert site.run(REFUSED.format(names=names)) == "4 refused"
        assert site.run(WHOLE) == before


def test_without_pg_dump_its_name_is_told(
    postgresql: str, migrated_server: tuple[str, str], tmp_path: Path
) -> None:
    with new_site(tmp_path / "site", None, migrated_server, PATH="/nowhere") as site:
        done = site.command("backup")
    assert done.returncode == 1
    assert "pg_dump is not installed" in done.stderr


FAILING = """
from pathlib import Path
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from goldenbridge_site.running import upgrade
from goldenbridge_site.running.refusal import SiteError
call_command("migrate", "mail", "0002", verbosity=0)
assert len(upgrade.pending()) == 1, upgrade.pending()
def bad():
    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE half_done (pk integer)")
        cursor.execute("UPDATE replies_reply SET body = %s", ["lost"])
    raise RuntimeError("disk full")
try:
    upgrade.apply(Path(settings.SITE_DIR), migrate=bad)
except SiteError as error:
    print("rolled back" in str(error), "disk full" in str(error))
print(len(upgrade.pending()), "half_done" in connection.introspection.table_names())
applied, kept = upgrade.apply(Path(settings.SITE_DIR))
print(applied, kept.exists(), upgrade.pending())
"""


def test_a_failed_upgrade_leaves_everything_as_before(make_site: Callable[..., Site]) -> None:
    site = make_site()
    site.run(SOME)
    before = site.run(WHOLE)
    told = site.run(FAILING).splitlines()
    assert told == ["True True", "1 False", "1 True []"]
    assert site.run(WHOLE) == before


def test_two_backups_in_one_second_have_two_names(tmp_path: Path, migrated: Path) -> None:
    with new_site(tmp_path / "site", migrated) as site:
        told = site.run(
            "from pathlib import Path\n"
            "from django.conf import settings\n"
            "from goldenbridge_site.running import backup\n"
            "made = [backup.make(Path(settings.SITE_DIR)) for _ in range(3)]\n"
            "print(len(set(made)), all(path.exists() for path in made))"
        )
    assert told == "3 True"


def test_data_of_a_newer_version_is_refused(tmp_path: Path, migrated: Path) -> None:
    with new_site(tmp_path / "site", migrated) as site:
        site.run(
            "from django.db.migrations.recorder import MigrationRecorder as R\n"
            "R.Migration.objects.create(app='posts', name='9999_future')"
        )
        upgraded = site.command("upgrade")
        served = site.command("serve", "--port", str(free_port()), "--no-browser")
    for done in (upgraded, served):
        assert done.returncode == 1
        assert "newer version" in done.stderr


def test_the_night_keeps_seven_days_four_weeks_and_what_was_made_by_hand(tmp_path: Path) -> None:
    folder = backup.folder(tmp_path)
    folder.mkdir()
    now = datetime(2026, 3, 30, 3, 10, tzinfo=UTC)
    for day in range(60):
        when = now - timedelta(days=day)
        (folder / f"goldenbridge-{when:%Y%m%d-%H%M%S}-nightly.tar.gz").touch()
    for n in range(5):
        (folder / f"goldenbridge-2026010{n + 1}-000000-before-upgrade.tar.gz").touch()
    (folder / "goldenbridge-20200101-000000.tar.gz").touch()
    (folder / "someone-elses-file.tar.gz").touch()
    backup.rotate(tmp_path)
    names = sorted(path.name for path in folder.iterdir())
    assert sum("nightly" in name for name in names) == 11
    assert sum("before-upgrade" in name for name in names) == 3
    assert "goldenbridge-20200101-000000.tar.gz" in names
    assert "someone-elses-file.tar.gz" in names
    assert backup.rotate(tmp_path) == []


# Administrators


def code_for(secret: str) -> str:
    """What an authenticator app shows now."""
    counters = list(yield_hotp_counters_from_time())
    return str(format_hotp_value(hotp_value(secret, counters[len(counters) // 2])))


def sign_in(client: Client, email: str, code: str) -> int:
    """The status of the page after address, password and second factor."""
    client.post(reverse("account_login"), {"login": email, "password": PASSWORD})
    return client.post(reverse("mfa_authenticate"), {"code": code}).status_code


@pytest.mark.django_db
def test_a_new_administrator_signs_in_with_app_or_recovery_code() -> None:
    made = admin.create("Rowan@example.org", "Rowan", PASSWORD)
    member = User.objects.get()
    assert (member.role, member.email, made.made) == (Role.ADMINISTRATOR, "rowan@example.org", True)
    assert made.secret in made.uri
    assert sign_in(Client(), "rowan@example.org", code_for(made.secret)) == 302
    assert sign_in(Client(), "rowan@example.org", made.codes[0]) == 302
    assert sign_in(Client(), "rowan@example.org", made.codes[0]) == 200  # used up


@pytest.mark.django_db
def test_the_way_back_in_replaces_password_and_second_factor(administrator: User) -> None:
    first = admin.create(str(administrator.email), "", PASSWORD)
    second = admin.create(str(administrator.email), "", PASSWORD)
    assert not second.made
    assert Authenticator.objects.filter(user=administrator).count() == 2
    assert first.secret != second.secret
    assert not set(first.codes) & set(second.codes)
    assert sign_in(Client(), str(administrator.email), code_for(first.secret)) == 200
    assert sign_in(Client(), str(administrator.email), code_for(second.secret)) == 302


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("email", "name", "password"),
    [
        ("no address", "Rowan", PASSWORD),
        ("rowan@example.org", "x", PASSWORD),
        ("rowan@example.org", "Rowan", "password"),
        ("rowan@example.org", "alder", PASSWORD),
    ],
)
def test_a_wrong_administrator_is_refused_and_not_half_made(
    member: User, email: str, name: str, password: str
) -> None:
    with pytest.raises(SiteError):
        admin.create(email, name, password)
    assert User.objects.count() == 1


def test_the_command_shows_secret_and_codes_once(tmp_path: Path, migrated: Path) -> None:
    with new_site(tmp_path / "site", migrated) as site:
        words = ("admin", "create", "--email", "r@example.org", "--name", "Rowan")
        done = site.command(*words, "--password-stdin", typed=PASSWORD + "\n")
        assert done.returncode == 0, done.stderr
        assert len(re.findall(r"\b\d{8}\b", done.stdout)) == 10
        again = site.command(*words, "--password-stdin", typed="short\n")
        assert again.returncode == 1


# Demonstration


@pytest.mark.django_db
def test_demonstration_is_marked_and_cannot_sign_in(client: Client) -> None:
    demo.fill()
    assert demo.present()
    assert not demo.is_empty()
    for member in User.objects.all():
        assert member.is_demo
        assert member.display_name.startswith("Demonstration")
        member.set_password(PASSWORD)
        member.save()
        client.post(reverse("account_login"), {"login": member.email, "password": PASSWORD})
        assert "_auth_user_id" not in client.session
    assert all(post.title.startswith("Demonstration") for post in Post.objects.all())
    assert not OutboxMail.objects.exists()


@pytest.mark.django_db
def test_removing_the_demonstration_leaves_nothing_of_it() -> None:
    demo.fill()
    removed, left = demo.remove()
    assert (removed, left) == (11, 0)
    for model in (User, Post, Reply, Post.history.model, Reply.history.model, TakenName, Follow):
        assert not model._base_manager.exists(), model
    assert not SearchEntry.objects.exists()
    assert demo.is_empty()


@pytest.mark.django_db
def test_removing_the_demonstration_keeps_what_members_wrote(member: User) -> None:
    demo.fill()
    post = Post.objects.filter(replies__isnull=False).first()
    assert post is not None
    parent = post.replies.filter(status=Status.PUBLISHED).first()
    mine = publishing.publish(member, post, parent, queue_form(), "A word of a member.")
    _removed, left = demo.remove()
    assert left == 2
    mine.refresh_from_db()
    assert mine.body == "A word of a member."
    assert mine.post.status == mine.parent.status == Status.DELETED
    assert not Reply.history.filter(body__contains="distinction helps").exists()
    assert all(user.deleted for user in User.objects.filter(is_demo=True))


def queue_form() -> Any:
    """The id of a form."""
    import uuid

    return uuid.uuid4()


# Checks and health


@pytest.mark.django_db
def test_health_tells_yes_or_no_and_nothing_else(client: Client) -> None:
    assert client.get("/healthz").json() == {"database": "ok", "worker": "late"}
    state.beat()
    assert client.get("/healthz").json() == {"database": "ok", "worker": "ok"}
    assert client.get("/readyz").json() == {"ready": True}


@pytest.mark.django_db
def test_a_public_site_demands_mail_contact_and_rules(settings: Any) -> None:
    assert public.missing() == []
    settings.PUBLIC = True
    lacks = " ".join(public.missing())
    assert "Mail" in lacks
    assert "Contact" in lacks
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    os.environ["GOLDENBRIDGE_CONTACT"] = "people@peace.example.org"
    try:
        public.contact_from_environment()
    finally:
        del os.environ["GOLDENBRIDGE_CONTACT"]
    assert public.missing() == []
    from goldenbridge_site.moderation.models import Rule

    Rule.objects.update(active=False)
    assert "Rules" in " ".join(public.missing())


@pytest.mark.django_db
def test_check_site_speaks_plainly(tmp_path: Path, settings: Any) -> None:
    texts = " ".join(finding.text for finding in check_site.look(tmp_path))
    assert "There is no backup yet" in texts
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    advice = " ".join(finding.advice for finding in check_site.look(tmp_path))
    assert "SPF" in advice
    assert "DKIM" in advice


def test_the_commands_are_quick_to_say_what_they_do() -> None:
    for name in ("serve", "admin", "demo", "backup", "restore", "upgrade", "check-site"):
        code = (
            "import sys, goldenbridge.cli as c; c.main([sys.argv[1], '--help']); "
            "print('django' in sys.modules)"
        )
        done = subprocess.run(
            [sys.executable, "-c", code, name], capture_output=True, text=True, check=True
        )
        assert done.stdout.rstrip().endswith("False"), name


def test_the_night_is_planned_for_the_small_hours() -> None:
    night = queue.tonight(datetime(2026, 3, 1, 12, 0, tzinfo=UTC))
    assert night == datetime(2026, 3, 2, 3, 10, tzinfo=UTC)
