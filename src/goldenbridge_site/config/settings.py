"""Django's settings, all of them derived from `environment.Environment`."""

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from goldenbridge_site.config import environment

ENVIRONMENT = environment.read()
PACKAGE = Path(__file__).resolve().parent.parent

DEBUG = ENVIRONMENT.debug
SECRET_KEY = ENVIRONMENT.secret_key
SITE_DIR = ENVIRONMENT.directory
SITE_URL = ENVIRONMENT.url
PUBLIC = ENVIRONMENT.public
ALLOWED_HOSTS = [ENVIRONMENT.host] if PUBLIC else ["localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [SITE_URL] if PUBLIC else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "django_q",
    "simple_history",
    "goldenbridge_site.background",
    "goldenbridge_site.accounts",
    "goldenbridge_site.conflicts",
    "goldenbridge_site.posts",
    "goldenbridge_site.replies",
    "goldenbridge_site.drafts",
    "goldenbridge_site.follows",
    "goldenbridge_site.notifications",
    "goldenbridge_site.mail",
    "goldenbridge_site.moderation",
    "goldenbridge_site.operator",
    "goldenbridge_site.search",
    "goldenbridge_site.links",
    "goldenbridge_site.limits",
    "goldenbridge_site.runs",
    "goldenbridge_site.feeds",
    "goldenbridge_site.api",
    "goldenbridge_site.pages",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "goldenbridge_site.config.middleware.request_log",
    "csp.middleware.CSPMiddleware",
    "goldenbridge_site.config.middleware.browser_rules",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "goldenbridge_site.config.middleware.private_pages",
    "goldenbridge_site.config.middleware.readable_refusals",
    "goldenbridge_site.limits.refusal.LimitMiddleware",
]

ROOT_URLCONF = "goldenbridge_site.config.urls"
WSGI_APPLICATION = "goldenbridge_site.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "goldenbridge_site.pages.context.site",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "goldenbridge_site.pages.templatetags.components",
            ],
        },
    }
]

DATABASES = {"default": environment.database(ENVIRONMENT)}
CACHES: dict[str, dict[str, Any]] = {
    # Shared by all processes, because the limits on signing in are counted in it.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
    },
    "local": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}

# Background work. Every task must be safe to run twice: a killed worker's task is run again.
Q_CLUSTER = {
    "name": "goldenbridge",
    "orm": "default",
    "workers": 1,
    "timeout": 120,
    "retry": 180,
    "max_attempts": 5,
    "poll": 1,
    "save_limit": 250,
    "catch_up": False,
    "bulk": 1,
    # The cluster notes its state twice a second; that must not become writes to the database.
    "cache": "local",
}

# Accounts
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
_VALIDATORS = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": _VALIDATORS + "MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": _VALIDATORS + "CommonPasswordValidator"},
    {
        "NAME": _VALIDATORS + "UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "display_name"]},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "goldenbridge_site.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
_FORMS = "goldenbridge_site.accounts.allauth_forms."
ACCOUNT_FORMS = {
    "signup": _FORMS + "Join",
    "login": _FORMS + "SignIn",
    "reset_password": _FORMS + "Reset",
    "reset_password_from_key": _FORMS + "ResetKey",
    "change_password": _FORMS + "Change",
    "add_email": _FORMS + "ChangeAddress",
    "reauthenticate": _FORMS + "Again",
}
ACCOUNT_SIGNUP_FORM_CLASS = "goldenbridge_site.accounts.forms.JoinFields"
ACCOUNT_SIGNUP_FORM_HONEYPOT_FIELD = "website"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "goldenbridge_site.accounts.names.display"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = 3
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key,20/m/ip", "signup": "20/h/ip"}
ALLAUTH_TRUSTED_PROXY_COUNT = ENVIRONMENT.proxies
MFA_ADAPTER = "goldenbridge_site.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Golden Bridge"
USERSESSIONS_TRACK_ACTIVITY = False

# Cookies and transport
SESSION_COOKIE_NAME = "__Host-session" if PUBLIC else "goldenbridge_session"
CSRF_COOKIE_NAME = "__Host-csrf" if PUBLIC else "goldenbridge_csrf"
LANGUAGE_COOKIE_NAME = "goldenbridge_language"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PUBLIC
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SECURE_SSL_REDIRECT = PUBLIC
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if PUBLIC else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PUBLIC
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.proxies and PUBLIC else None
)
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "goldenbridge_site.pages.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Static files: the sheet, the small scripts and htmx, all from installed packages.
STATIC_URL = "static/"
STATIC_ROOT = SITE_DIR / "static"
STATICFILES_DIRS = [PACKAGE / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# Mail
_mail = environment.mail(ENVIRONMENT)
EMAIL_BACKEND = str(_mail.pop("EMAIL_BACKEND"))
globals().update(_mail)
DEFAULT_FROM_EMAIL = ENVIRONMENT.mail_from or f"goldenbridge@{ENVIRONMENT.host or 'localhost'}"
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Language and time
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = USE_TZ = True
TIME_ZONE = "UTC"

# Forms for strangers that come back sooner were filled in by a machine.
SHORTEST_FORM_SECONDS = 2
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_048_576
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

LOG_LEVEL = environment.log_level()
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "goldenbridge_site.config.logs.JsonLines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": ["console"], "level": LOG_LEVEL, "propagate": False},
        "django.server": {"level": "WARNING"},
        # Answers of 400 and more stand in the site's own line about the request already.
        "django.request": {"level": "ERROR"},
        "django-q": {"level": "WARNING"},
        "gunicorn.http": {"level": "ERROR"},  # it warns of every HEAD request
        "goldenbridge_site": {"handlers": ["console"], "level": LOG_LEVEL, "propagate": False},
    },
}
