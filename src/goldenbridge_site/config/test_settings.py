"""The settings of the tests: the real ones, with a data directory of their own and no waiting."""

import atexit
import os
import shutil
import tempfile

_directory = tempfile.mkdtemp(prefix="goldenbridge-tests-")
atexit.register(shutil.rmtree, _directory, ignore_errors=True)
os.environ["GOLDENBRIDGE_SITE_DIR"] = _directory

from goldenbridge_site.config.settings import *  # noqa: E402, F403

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # type: ignore[attr-defined]  # noqa: F405
    # A file, so that the threads of a live server see what is really locked.
    DATABASES["default"]["TEST"] = {"NAME": f"{_directory}/test.sqlite3"}  # noqa: F405
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Argon2 stays the hasher, only cheaper: the tests hash hundreds of passwords.
PASSWORD_HASHERS = ["goldenbridge_site.config.test_hasher.CheapArgon2"]
# Tests fill in forms as fast as machines do; those of the limit set it again.
SHORTEST_FORM_SECONDS = 0
CACHES["default"] = {  # noqa: F405
    "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
    "LOCATION": "tests",
}
