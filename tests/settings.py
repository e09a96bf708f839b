"""Settings for tests: a data folder of their own, quick passwords, no logs, static files as they lie in the source."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_folder = tempfile.mkdtemp(prefix="rapport-tests-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)

for _variable in ("BASE_URL", "ALLOWED_HOSTS", "MAIL_URL", "SECRET_KEY", "RAPPORT_DEMO", "DEBUG"):
    os.environ[_variable] = ""
os.environ["RAPPORT_DATA"] = _folder
os.environ["LOG_LEVEL"] = "CRITICAL"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # a browser test has Playwright's event loop around it
(Path(_folder) / "static").mkdir()  # whitenoise warns of a folder that is missing

from rapport.config.settings import *  # noqa: E402, F403

ALLOWED_HOSTS = [*ALLOWED_HOSTS, "testserver"]  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}  # noqa: F405
WHITENOISE_USE_FINDERS = True
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
DATABASES["default"]["OPTIONS"].pop("pool", None)  # noqa: F405 - threads of tests close their own connections
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
