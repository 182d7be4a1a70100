"""A public site, read back from a process of its own: cookies, transport, database, deployment."""

import inspect
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from goldenbridge.cli import serve
from goldenbridge_site.config import environment

CODE = """
import json
import django
django.setup()
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from io import StringIO
said = StringIO()
call_command("check", deploy=True, fail_level="WARNING", stdout=said, stderr=said)
call_command("migrate", verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0)
found = {"check": said.getvalue()}
with connection.cursor() as cursor:
    for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout"):
        cursor.execute(f"PRAGMA {name}")
        found[name] = cursor.fetchone()[0]
    found["begins"] = connection.transaction_mode
client = Client(headers={"host": "peace.example.org"}, REMOTE_ADDR="127.0.0.1")
secure = {"headers": {"host": "peace.example.org", "x-forwarded-proto": "https"}}
plain = client.get("/rules/")
found["plain"] = [plain.status_code, plain.headers.get("Location", "")]
page = client.get("/join/", **secure)
found["headers"] = dict(page.headers)
found["cookies"] = {n: {k: c[k] for k in ("secure", "httponly", "samesite", "path", "domain")}
                    for n, c in page.cookies.items()}
found["session"] = settings.SESSION_COOKIE_NAME
found["session_flags"] = [settings.SESSION_COOKIE_SECURE, settings.SESSION_COOKIE_HTTPONLY]
found["elsewhere"] = client.get("/", headers={"host": "evil.example"}).status_code
from goldenbridge_site.mail import messages
found["links"] = messages.site_url()
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a site with an https address is like."""
    return asked(tmp_path_factory.mktemp("public"), "https://peace.example.org")


def asked(folder: Path, url: str) -> dict[str, Any]:
    own = {name: v for name, v in os.environ.items() if not name.startswith("GOLDENBRIDGE_")}
    environment = own | {
        "DJANGO_SETTINGS_MODULE": "goldenbridge_site.config.settings",
        "GOLDENBRIDGE_SITE_DIR": str(folder),
        "GOLDENBRIDGE_URL": url,
        "GOLDENBRIDGE_SMTP_URL": "smtp://user:secret@mail.example.org:587",
        "GOLDENBRIDGE_MAIL_FROM": "discussion@peace.example.org",
        "GOLDENBRIDGE_LOG_LEVEL": "ERROR",
    }
    done = subprocess.run(
        [sys.executable, "-c", CODE], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    read: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return read


def test_the_check_for_deployment_has_nothing_to_say(found: dict[str, Any]) -> None:
    assert "no issues" in found["check"]


def test_cookies_are_for_this_host_and_for_https_only(found: dict[str, Any]) -> None:
    assert found["session"] == "__Host-session"
    assert found["session_flags"] == [True, True]
    cookie = found["cookies"]["__Host-csrf"]
    assert cookie == {
        "secure": True,
        "httponly": True,
        "samesite": "Lax",
        "path": "/",
        "domain": "",
    }


def test_everything_goes_over_https(found: dict[str, Any]) -> None:
    assert found["plain"] == [301, "https://peace.example.org/rules/"]
    assert "max-age=31536000" in found["headers"]["Strict-Transport-Security"]
    assert found["links"] == "https://peace.example.org"


def test_another_host_is_refused(found: dict[str, Any]) -> None:
    assert found["elsewhere"] == 400


def test_sqlite_is_set_for_many_writers(found: dict[str, Any]) -> None:
    assert found["journal_mode"] == "wal"
    assert found["synchronous"] == 1  # normal
    assert found["foreign_keys"] == 1
    assert found["busy_timeout"] == 20_000
    assert found["begins"] == "IMMEDIATE"


def test_a_local_site_needs_no_certificate(tmp_path: Path) -> None:
    local = asked_settings(tmp_path)
    assert local == ["goldenbridge_session", False, False, 0, ["localhost", "127.0.0.1", "[::1]"]]


def asked_settings(folder: Path) -> Any:
    code = (
        "from goldenbridge_site.config import settings as s; import json; "
        "print(json.dumps([s.SESSION_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, "
        "s.SECURE_HSTS_SECONDS, s.ALLOWED_HOSTS]))"
    )
    own = {name: v for name, v in os.environ.items() if not name.startswith("GOLDENBRIDGE_")}
    environment = own | {"GOLDENBRIDGE_SITE_DIR": str(folder)}
    made = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    return json.loads(made.stdout)


def test_a_secret_can_come_from_a_file(tmp_path: Path) -> None:
    kept = tmp_path / "key"
    kept.write_text("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJ\n", encoding="utf-8")
    environ = {
        "GOLDENBRIDGE_SITE_DIR": str(tmp_path / "site"),
        "GOLDENBRIDGE_SECRET_KEY_FILE": str(kept),
    }
    assert environment.read(environ).secret_key == kept.read_text(encoding="utf-8").strip()
    assert not (tmp_path / "site/secret.key").exists()


def test_by_itself_a_site_listens_on_this_machine_only() -> None:
    assert inspect.signature(serve.command).parameters["host"].default == "127.0.0.1"


def test_no_secret_is_in_the_source() -> None:
    import goldenbridge_site

    pattern = re.compile(
        r"(?i)(secret|password|token|api_?key)\w*\s*[:=]\s*[\"'][A-Za-z0-9+/_-]{24,}[\"']"
        r"|-----BEGIN [A-Z ]*PRIVATE KEY-----|AKIA[0-9A-Z]{16}"
    )
    root = Path(goldenbridge_site.__file__).parent
    for file in [*root.rglob("*.py"), *root.rglob("*.html"), *root.rglob("*.js")]:
        assert not pattern.search(file.read_text(encoding="utf-8")), file
