"""What the operator says through environment variables, read once and checked.

Every `GOLDENBRIDGE_NAME` may also be given as `GOLDENBRIDGE_NAME_FILE`, a file holding the value,
so that secrets need not stand in the environment.
"""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PREFIX = "GOLDENBRIDGE_"
SHORTEST_KEY = 40


@dataclass(frozen=True)
class Environment:
    """The operator's choices.

    `public` is true when `url` is an https address; then cookies are Secure and mail, contact and
    rules are demanded at start. `proxies` is the number of trusted proxies in front (0 or more;
    without a word one for a public site, whose TLS ends there, and none for a local one).
    """

    directory: Path
    database_url: str
    url: str
    smtp_url: str
    mail_from: str
    secret_key: str
    debug: bool
    proxies: int

    @property
    def public(self) -> bool:
        """Whether the site is meant for the open network."""
        return self.url.startswith("https://")

    @property
    def host(self) -> str:
        """The host name in `url`, or the empty string of a local site."""
        return urlsplit(self.url).hostname or ""


def value(name: str, default: str = "", environ: Mapping[str, str] = os.environ) -> str:
    """The text of `GOLDENBRIDGE_<name>` or the content of the file in `..._FILE`.

    Raises ImproperlyConfigured when the named file cannot be read.
    """
    path = environ.get(f"{PREFIX}{name}_FILE")
    if not path:
        return environ.get(f"{PREFIX}{name}", default)
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ImproperlyConfigured(
            f"{PREFIX}{name}_FILE names {path}, which cannot be read: {error.strerror}."
        ) from error


def read(environ: Mapping[str, str] = os.environ) -> Environment:
    """Read and check the environment. Creates the data directory and its secret key if missing."""
    directory = Path(
        value("SITE_DIR", str(Path.home() / ".local/share/goldenbridge"), environ)
    ).expanduser()
    try:
        directory.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise ImproperlyConfigured(
            f"{PREFIX}SITE_DIR is {directory}, which cannot be made: {error.strerror}."
        ) from error
    url = checked_url(value("URL", "", environ))
    return Environment(
        directory=directory,
        database_url=value("DATABASE_URL", "", environ),
        url=url,
        smtp_url=value("SMTP_URL", "", environ),
        mail_from=value("MAIL_FROM", "", environ),
        secret_key=secret_key(directory, value("SECRET_KEY", "", environ)),
        debug=value("DEBUG", "", environ) == "1",
        proxies=count(value("PROXIES", "1" if url.startswith("https://") else "0", environ)),
    )


def checked_url(text: str) -> str:
    """The site's own address without a slash at its end; http is for this machine only."""
    if not text:
        return ""
    parts = urlsplit(text)
    local = parts.hostname in {"localhost", "127.0.0.1", "::1"}
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/"):
        raise ImproperlyConfigured(
            f"{PREFIX}URL is {text!r}. Write it like https://peace.example.org, without a path."
        )
    if parts.scheme == "http" and not local:
        raise ImproperlyConfigured(
            f"{PREFIX}URL is {text!r}. A public site needs https; http is for 127.0.0.1 only."
        )
    return text.rstrip("/")


def count(text: str) -> int:
    """A whole number from 0 upwards."""
    if not text.isdecimal():
        raise ImproperlyConfigured(
            f"{PREFIX}PROXIES is {text!r}. It is the number of trusted proxies, such as 1."
        )
    return int(text)


def log_level() -> str:
    """How much is logged: DEBUG, INFO (every request), WARNING or ERROR."""
    level = value("LOG_LEVEL", "INFO").upper()
    if level not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
        raise ImproperlyConfigured(
            f"{PREFIX}LOG_LEVEL is {level!r}; it can be DEBUG, INFO, WARNING or ERROR."
        )
    return level


def secret_key(directory: Path, given: str) -> str:
    """The signing key: as given, else the one kept in `directory`, made at the first start."""
    if given:
        if len(given) < SHORTEST_KEY or len(set(given)) < 10:
            raise ImproperlyConfigured(
                f"{PREFIX}SECRET_KEY is too short or too plain: {SHORTEST_KEY} mixed characters "
                "are needed. Leave it out and one is made in the data directory."
            )
        return given
    path = directory / "secret.key"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        kept = path.read_text(encoding="ascii").strip()
        if len(kept) < SHORTEST_KEY:
            raise ImproperlyConfigured(
                f"{path} holds no usable key. Restore it from a backup, or remove it: a new key "
                "signs everybody out."
            ) from None
        return kept
    with os.fdopen(handle, "w", encoding="ascii") as file:
        made = secrets.token_urlsafe(64)
        file.write(made + "\n")
    return made


def database(env: Environment) -> dict[str, object]:
    """Django's DATABASES entry: SQLite in the data directory, or the PostgreSQL of the address."""
    if not env.database_url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(env.directory / "site.sqlite3"),
            # Opening a connection costs as much as several queries: each thread keeps its own.
            "CONN_MAX_AGE": 60,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
                ),
            },
        }
    parts = urlsplit(env.database_url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ImproperlyConfigured(
            f"{PREFIX}DATABASE_URL should look like postgresql://user:password@host:5432/name."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def mail(env: Environment) -> dict[str, object]:
    """Django's e-mail settings: files in the data directory, or the SMTP server of `SMTP_URL`.

    `SMTP_URL` is `smtp://user:password@host:587` (STARTTLS), `smtps://...:465` (TLS from the
    start) or `smtp+plain://host:25` (no TLS, for a relay on the same machine).
    """
    if not env.smtp_url:
        return {
            "EMAIL_BACKEND": "goldenbridge_site.mail.files.EmailBackend",
            "EMAIL_FILE_PATH": str(env.directory / "mail"),
        }
    parts = urlsplit(env.smtp_url)
    if parts.scheme not in {"smtp", "smtps", "smtp+plain"} or not parts.hostname:
        raise ImproperlyConfigured(
            f"{PREFIX}SMTP_URL should look like smtp://user:password@mail.example.org:587."
        )
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or {"smtp": 587, "smtps": 465, "smtp+plain": 25}[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 20,
    }
