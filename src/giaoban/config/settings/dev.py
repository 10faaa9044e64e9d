"""A laptop and the demo: local addresses only, demo accounts allowed."""

from giaoban.config.settings.base import *  # noqa: F403

DEBUG = False
ALLOWED_HOSTS = ["*"]
GIAOBAN_DEMO_ACCOUNTS = True
