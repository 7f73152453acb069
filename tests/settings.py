"""The product's settings, on throw-away data and without what makes tests slow.

TEST_DATABASE_URL runs the tests that need a database on PostgreSQL.
"""

import os
import tempfile
from pathlib import Path

_FOLDER = tempfile.TemporaryDirectory(prefix="looseleaf-tests-")
# The tests must not depend on how the machine's owner runs the wiki.
for _name in ("HOST", "PORT", "REDIS_URL", *(name for name in os.environ if name.startswith("LOOSELEAF_"))):
    if _name not in ("LOOSELEAF_CORPUS", "LOOSELEAF_NO_SKIPS"):
        os.environ.pop(_name, None)
os.environ["LOOSELEAF_DATA"] = _FOLDER.name
os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL", "")

from config.settings import *  # noqa: E402, F403
from config.settings import DATABASES, SQLITE, STATIC_ROOT, STORAGES  # noqa: E402

STATIC_ROOT.mkdir()  # whitenoise asks for it

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in production: threads and processes get connections of their own. Nobody pulls its plug.
    DATABASES["default"]["TEST"] = {"NAME": str(Path(_FOLDER.name) / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = SQLITE.replace("synchronous=FULL", "synchronous=OFF")

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
ALLOWED_HOSTS = ["*"]
