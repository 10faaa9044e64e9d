"""Tests: a fixed key, a temporary state, fast password hashing."""

import os
import tempfile

os.environ.setdefault("GIAOBAN_KEY", "11" * 32)
os.environ.setdefault("GIAOBAN_STATE", tempfile.mkdtemp(prefix="giaoban-test-"))

from giaoban.config.settings.base import *  # noqa: F403

ALLOWED_HOSTS = ["*"]
GIAOBAN_DEMO_ACCOUNTS = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if DATABASES["default"]["ENGINE"].endswith("sqlite"):  # noqa: F405
    # said aloud, or pytest-django takes our backend for one that needs a file per worker
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}  # noqa: F405
GIAOBAN_WORK_AHEAD = False  # a test ends before the thread would
WHITENOISE_AUTOREFRESH = True  # found when asked for: every client would list all static files, 20 ms each
